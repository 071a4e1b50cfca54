"""A hidden rolling picture with frames in it: every address of the app is asked by each kind of viewer, its maker, an
owner and those who added among them, and none says a word of what is in it."""

import json

import pytest
from litestar.testing import TestClient

from backupd import albums
from backupd.core.errors import Conflict
from backupd.family import PassWish, make_pass
from backupd.relays import actions
from tests import people
from tests.albums import house as rows
from tests.capsules import walking
from tests.capsules.saying import said, traces_in
from tests.media.making import exif, photo, seoul
from tests.relays.conftest import House

NAME, LINE = "Geheim-8842.jpg", "leise Worte 6632"
TAKEN = "1986:02:13 04:05:06"


@pytest.fixture
def walked(empty_house: House) -> House:
    """A hidden relay that father has added to, mother before him; beside it an ordinary album."""
    house = empty_house
    rows.album(house.library, house.mother, "제주 여름휴가", photos=2)
    house.begin(hidden=True)
    content = photo(house.folder / NAME, (677, 491), exif=exif(TAKEN, model="Kamera 4427", gps=seoul()))
    house.take(house.mother, "first.jpg")
    sent = house.press(house.father, NAME, line=LINE, content=content.read_bytes())
    assert sent.status_code == 303 and house.states == ["done", "done", "holding"]
    return house


def secrets_of(house: House) -> dict[str, str]:
    found = house.library.database.connection.execute(
        "SELECT hex(sha256) AS hash, path FROM media WHERE name = ?", (NAME,)
    ).fetchone()
    return {
        "name": "Geheim-8842", "line": LINE, "day": "1986-02-13", "camera": "Kamera 4427",
        "hash": found["hash"].lower(), "path": found["path"], "width": '"width":677',
    }  # fmt: skip


def numbers(house: House) -> dict[str, list]:
    """What stands where a number is asked for, by kind: everything of the relay is among it."""
    database = house.library.database
    frames = database.column("SELECT story FROM relay_turn WHERE story IS NOT NULL")
    return {
        "relay": [house.relay], "album": [1, database.value("SELECT album FROM relay")], "story": frames,
        "media": database.column("SELECT media FROM story_media WHERE story = ?", (frames[1],)),
        "batch": database.column("SELECT id FROM batch"), "arrival": database.column("SELECT id FROM arrival"),
    }  # fmt: skip


def viewers(house: House) -> dict:
    """An owner, who made it and added to it before father did; whose turn it is; a guest of another album."""
    link = make_pass(house.library, house.mother, 1, PassWish())
    return {
        "maker and owner": (house.mother, None),
        "holder": (house.daughter, None),
        "guest": (None, link.token),
    }


def test_no_address_says_a_word_of_what_is_hidden(walked: House) -> None:
    secrets, there = secrets_of(walked), numbers(walked)
    for who, (viewer, token) in viewers(walked).items():
        with people.client_for(walked.library, viewer) as client:
            if token:
                client.cookies.clear()
                client.get(f"/p/{token}", follow_redirects=True)
            every = [
                address
                for path, method, _ in walking.handlers(client.app)
                if method == "GET" and "frame" not in path
                for address in asked_in_every_way(path, there, walked.relay)
            ]
            told = traces(client, every, secrets)
        assert not told and len(every) > 300, (who, told[:10])


def asked_in_every_way(path: str, there: dict[str, list], relay: int) -> list[str]:
    every = walking.addresses(path, there)
    return [*every, f"{every[0]}?q=Geheim-8842", f"{every[0]}?relay={relay}"]


def traces(client: TestClient, addresses: list[str], secrets: dict[str, str]) -> list[tuple[str, str]]:
    return [
        (address, trace)
        for address in addresses
        for trace in traces_in(said(client, walking.Way("GET", address)), secrets)
        if secrets[trace] not in address
    ]


def test_the_walk_finds_it_all_once_it_is_shown(walked: House) -> None:
    """So that the walk above would have found something, had there been something to find."""
    walked.take(walked.daughter, "third.jpg")
    secrets, there = secrets_of(walked), numbers(walked)
    shown = ("/relays/{number:int}", "/api/albums/{number:int}", "/api/stories/{number:int}")
    with people.client_for(walked.library, walked.grandmother) as client:
        every = [address for path in shown for address in walking.addresses(path, there)]
        found = {trace for _, trace in traces(client, every, secrets)}
    assert {"line", "day", "width"} <= found, found


def test_the_same_photo_sent_elsewhere_is_no_duplicate_and_what_is_elsewhere_says_nothing(
    walked: House,
) -> None:
    content = (walked.folder / NAME).read_bytes()
    with people.client_for(walked.library, walked.daughter) as phone:
        sent = phone.post("/add", files=[("files", ("meins.jpg", content, "image/jpeg"))])
        walked.library.jobs.drain()
        page = phone.get(sent.headers["location"]).text
    assert "이미 있" not in page
    assert walked.press(walked.daughter, "meins.jpg", content=content).status_code == 303
    outcomes = walked.library.database.column(
        "SELECT outcome FROM arrival JOIN batch ON batch.id = batch WHERE turn IS NOT NULL"
    )
    assert outcomes == ["imported"] * 3


def test_nobody_is_told_of_the_pictures_before_the_end(walked: House) -> None:
    connection = walked.library.database.connection
    kinds = connection.execute("SELECT kind, story FROM happening WHERE kind LIKE 'relay%'").fetchall()
    assert all(row["story"] is None for row in kinds) and len(kinds) == 3
    assert not connection.execute("SELECT 1 FROM happening WHERE kind = 'photos_added'").fetchall()
    letters = connection.execute("SELECT filled, pictures FROM letter WHERE kind = 'relay'").fetchall()
    assert letters and all(json.loads(row["pictures"]) == [] for row in letters)
    with people.client_for(walked.library, walked.grandmother) as tablet:
        lines = tablet.get("/api/feed").json()["lines"]
        begun = next(each for each in lines if each["album"] == walked.seen().relay.album)
        assert (begun["kind"], begun["title"], begun["pictures"]) == ("relay_begun", "우리 집 하늘", [])
        assert [each["kind"] for each in lines].count("story_added") == 1, "those of the album beside it"
        assert f'href="/albums/{begun["album"]}/relay"' in tablet.get("/feed").text


def test_it_cannot_be_ended_early_to_have_a_look(walked: House) -> None:
    with pytest.raises(Conflict):
        actions.end_early(walked.library, walked.mother, walked.relay)
    assert not walked.seen().may_end and walked.seen().relay.state == "running"


def test_at_the_end_everybody_sees_it_all_at_once(walked: House) -> None:
    walked.take(walked.daughter, "third.jpg")
    seen = walked.seen(walked.grandmother)
    assert seen.relay.state == "ended" and [bool(each.picture) for each in seen.frames] == [True] * 3
    assert [each.description for each in seen.frames] == ["", LINE, ""]
    opened = albums.opened(walked.library, walked.grandmother, seen.relay.album)
    assert len(opened.stories) == 3
    assert walked.letters(walked.grandmother) == ["ended"]

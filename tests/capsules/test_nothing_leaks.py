"""With something sealed present, every address of the app is asked by each kind of viewer, and none says a word of it;
and the statements that run are the same with it and without it."""

import re
import sqlite3
from pathlib import Path

import pytest

from backupd.capsules import actions
from backupd.capsules.records import NewCapsule
from backupd.commands.stats import _COUNTS
from backupd.core.database import Database
from backupd.core.library import Library
from backupd.family import PassWish, make_pass
from tests import people
from tests.albums import house as rows
from tests.capsules import walking
from tests.capsules.conftest import House
from tests.media.making import exif, photo, seoul

NAME, LINE, TITLE, PURPOSE = "Geheim-7731.jpg", "leise Worte 5521", "Surprise 9902", "Zweck 4417"
TAKEN = "1987:03:14 05:06:07"


@pytest.fixture
def walked(house: House) -> House:
    """A capsule that nobody but its maker knows of, with a photo in it that tells a day, a place, a camera; beside it
    an ordinary album."""
    library = house.library
    house.capsule = actions.make(
        library,
        house.mother,
        NewCapsule(
            TITLE, PURPOSE, "2031-02-03", "04:05", show_who=False, people=[],
            hidden=[house.daughter.id, house.grandmother.id],
        ),
    )  # fmt: skip
    rows.album(library, house.mother, "제주 여름휴가", photos=2)
    content = photo(
        house.folder / NAME, (677, 491), exif=exif(TAKEN, model="Kamera 3318", gps=seoul())
    ).read_bytes()
    house.put_in(house.mother, NAME, LINE, content)
    return house


def secrets_of(house: House) -> dict[str, str]:
    thing = house.library.database.connection.execute(
        "SELECT * FROM capsule_thing WHERE capsule = ?", (house.capsule,)
    ).fetchone()
    return {
        "name": "Geheim-7731", "line": LINE, "day": "1987-03-14", "camera": "Kamera 3318",
        "hash": thing["sha256"].hex(), "path": thing["path"], "thing": str(thing["id"]),
    }  # fmt: skip


def existence_of(house: House) -> dict[str, str]:
    return {"title": TITLE, "purpose": PURPOSE, "capsule": str(house.capsule), "moment": "2031-02-03"}


def numbers(house: House) -> dict[str, list[object]]:
    """What stands where a number is asked for, by the address's first word."""
    database = house.library.database
    media = database.value("SELECT max(id) FROM media")
    thing = database.value("SELECT id FROM capsule_thing WHERE capsule = ?", (house.capsule,))
    batch = database.value("SELECT min(id) FROM batch")
    some = [1, 2, thing, 987654]
    return {
        "any": some, "capsules": [987654], "media": [media, *some], "albums": [1, 2], "stories": [1, 2],
        "arrivals": [1, *([batch] if batch else []), 987654], "people": [house.mother.id, house.grandmother.id],
        "assets": ["none.css"],
    }  # fmt: skip


READS = ("GET", "HEAD")
FREE_BYTES = ("/up", "/box", "/api/box")
"""They say how many bytes the disk has left, which every file of the machine changes."""


@pytest.mark.parametrize(
    "who", ["in the family", "must not know", "reader", "owner", "other family", "guest", "stranger"]
)
def test_no_address_says_a_word_of_what_is_sealed(walked: House, who: str) -> None:
    library = walked.library
    viewer, token = viewers(walked)[who]
    secret = secrets_of(walked) | (
        {} if who in ("in the family", "owner", "reader") else existence_of(walked)
    )
    there = numbers(walked)
    if who in ("in the family", "owner", "reader"):
        there["capsules"] = [walked.capsule, 987654]
    found = []
    with people.client_for(library, viewer) as client:
        if token:
            client.cookies.clear()
            client.get(f"/p/{token}", follow_redirects=True)
        for path, method in walking.addresses(library):
            if method not in READS or "frame" in path:
                continue
            for address in asked_in_every_way(path, there, walked.capsule):
                said = walking.read(client, address, method, NAME)
                untold = {name: value for name, value in secret.items() if value not in address}
                found += [(address, trace) for trace in walking.traces_in(said, untold)]
    assert not found, found[:10]


def asked_in_every_way(path: str, there: dict, capsule: int) -> list[str]:
    """Each number that could stand in the address, and words and numbers asked for beside the first."""
    every = list(walking.filled(path, there))
    return [*every, f"{every[0]}?q=Geheim-7731", f"{every[0]}?capsule={capsule}"]


def viewers(house: House) -> dict:
    library = house.library
    reader = people.join(library, house.mother, "이모할머니", role="reader")
    owner = people.join(library, house.mother, "삼촌")
    library.database.connection.execute("UPDATE membership SET role = 'owner' WHERE person = ?", (owner.id,))
    album = library.database.value("SELECT min(id) FROM album")
    link = make_pass(library, house.mother, album, PassWish())
    return {
        "in the family": (house.father, None),
        "must not know": (house.grandmother, None),
        "reader": (reader, None),
        "owner": (people.again(library, owner) or owner, None),
        "other family": (people.another_family(library), None),
        "guest": (None, link.token),
        "stranger": (None, None),
    }


class Overheard(Database):
    """A database whose every statement is heard, with its values, in whichever thread it runs."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.ran: list[str] = []

    def _open(self) -> sqlite3.Connection:
        connection = super()._open()
        connection.set_trace_callback(lambda sql: self.ran.append(sql))
        return connection


def test_the_statements_and_the_answers_are_the_same_with_it_and_without_it(walked: House) -> None:
    """Timing by construction: whoever must not know of it runs nothing more and hears nothing else."""
    library = walked.library
    library.database.close()
    library.database = heard = Overheard(library.database.path)

    def walk() -> list[tuple[str, str, list[str]]]:
        told = []
        with people.client_for(library, walked.grandmother) as client:
            client.get("/api/today")
            for path, method in walking.addresses(library):
                if method != "GET" or path in FREE_BYTES or "invitation" in path:
                    continue
                for address in walking.filled(path, numbers_without(walked)):
                    heard.ran.clear()
                    said = walking.read(client, address, method, "")
                    told.append(
                        (address, plain(said), [plain(sql) for sql in heard.ran if "PRAGMA" not in sql])
                    )
        return told

    walk()  # the first one finds the shelves empty and fills them
    with_it = walk()
    remove(library, walked.capsule)
    without_it = walk()
    assert len(with_it) > 100
    assert [(one, other) for one, other in zip(with_it, without_it, strict=True) if one != other] == []


def numbers_without(house: House) -> dict[str, list[object]]:
    return {"any": [1, 987654], "assets": ["none.css"], "capsules": [house.capsule]}


def plain(text: str) -> str:
    """Without what differs from one request to the next in any case: tokens, hashes of tokens, the time of day."""
    text = re.sub(r"x'[0-9a-f]{64}'", "HASH", text, flags=re.IGNORECASE)
    return re.sub(r"\b(date|set-cookie): .*", "", text)


def remove(library: Library, capsule: int) -> None:
    with library.database.writing() as connection:
        for table in ("thing", "change", "person"):
            connection.execute(f"DELETE FROM capsule_{table} WHERE capsule = ?", (capsule,))
        connection.execute("UPDATE batch SET capsule = NULL WHERE capsule = ?", (capsule,))
        connection.execute("DELETE FROM capsule WHERE id = ?", (capsule,))


def test_the_same_photo_sent_to_an_album_is_no_duplicate(walked: House) -> None:
    content = (walked.folder / NAME).read_bytes()
    with people.client_for(walked.library, walked.father) as phone:
        sent = phone.post("/add", files=[("files", ("meins.jpg", content, "image/jpeg"))])
        walked.library.jobs.drain()
        page = phone.get(sent.headers["location"]).text
    assert "이미 있" not in page
    assert walked.library.database.value("SELECT outcome FROM arrival") == "imported"


def test_no_letter_tells_whoever_must_not_know(walked: House) -> None:
    told = walked.library.database.column("SELECT person FROM letter WHERE about_id = ?", (walked.capsule,))
    assert not {walked.grandmother.id, walked.daughter.id} & set(told) and walked.father.id in told


def test_the_ledger_that_everybody_is_told_from_holds_no_line_of_it(walked: House) -> None:
    kinds = set(walked.library.database.column("SELECT kind FROM happening"))
    assert not {kind for kind in kinds if "capsule" in kind or kind in ("photos_added", "files_refused")}


def test_what_the_box_counts_leaves_it_out(walked: House) -> None:
    counts = walked.library.database.connection.execute(_COUNTS).fetchone()
    assert (counts["photos"], counts["stories"], counts["albums"], counts["bytes"]) == (2, 2, 1, 2000)

"""What cannot be, said clearly and with the right status; nothing else is lost by it."""

from base64 import b64encode

import msgspec
import pytest

from backupd.albums import add_story
from backupd.core.errors import Conflict, Forbidden
from backupd.relays import actions
from backupd.relays.records import NewRelay
from tests import people
from tests.albums import house as rows
from tests.media.making import photo
from tests.relays.conftest import House


def test_nobody_adds_out_of_turn(house: House) -> None:
    sent = house.press(house.father, "early.jpg")
    assert sent.status_code == 403 and "지금은 엄마 차례예요" in sent.text
    assert house.press(house.grandmother, "outside.jpg").status_code == 403
    with people.client_for(house.library, house.father) as phone:
        page = phone.get(f"/add?relay={house.relay}")
    assert page.status_code == 403 and "지금은 엄마 차례예요" in page.text
    assert house.states == ["holding"] and not media(house)


def test_a_turn_taken_after_its_end_is_told_so_and_the_next_one_is_not_touched(house: House) -> None:
    house.clock.forward(days=1)  # the clockwork has not looked yet
    sent = house.press(house.mother, "late.jpg")
    assert sent.status_code == 410 and "이 차례는 끝나서" in sent.text
    house.later(minutes=1)
    assert house.press(house.mother, "late.jpg").status_code == 410
    assert (house.holder, house.states) == ("아빠", ["late", "holding"]) and not media(house)


def test_the_same_turn_taken_twice_is_taken_once(house: House) -> None:
    house.take(house.mother, "one.jpg")
    again = house.press(house.mother, "again.jpg")
    assert again.status_code == 409 and "이미 사진을 올렸어요" in again.text
    assert house.states == ["done", "holding"] and len(media(house)) == 1


def test_a_form_begun_in_time_may_come_to_its_end(house: House) -> None:
    house.clock.forward(hours=23, minutes=59)
    with people.client_for(house.library, house.mother) as phone:
        opened = phone.post("/uploads/sittings", data={"relay": str(house.relay)}, headers=TUS)
        assert opened.status_code == 201 and opened.json()["address"] == f"/relays/{house.relay}"
        house.later(minutes=10)
        assert house.holder == "엄마"
        upload = send(phone, opened.json()["batch"], house.picture("long.jpg"))
        assert upload.status_code == 201, upload.text
    house.library.jobs.drain()
    assert (house.holder, house.states) == ("아빠", ["done", "holding"])


def test_a_form_left_open_holds_up_nobody_for_long(house: House) -> None:
    house.clock.forward(hours=23, minutes=59)
    with people.client_for(house.library, house.mother) as phone:
        opened = phone.post("/uploads/sittings", data={"relay": str(house.relay)}, headers=TUS)
        house.later(minutes=20)
        assert house.holder == "아빠"
        upload = send(phone, opened.json()["batch"], house.picture("long.jpg"))
        assert upload.status_code == 410 and "이 차례는 끝나서" in upload.text
    assert not media(house)


def test_pictures_sent_together_are_one_story_of_ten_at_most(house: House) -> None:
    many = [f"{number}.jpg" for number in range(11)]
    sent = house.press(house.mother, *many)
    assert sent.status_code == 422 and "10장까지" in sent.text and house.holder == "엄마"
    assert house.press(house.mother, *many[:3], line="셋").status_code == 303
    frame = house.seen().frames[0]
    assert frame.description == "셋"
    clips = house.library.database.value("SELECT count(*) FROM story_media WHERE story = ?", (frame.story,))
    assert clips == 3


def test_what_is_no_picture_takes_no_turn(house: House) -> None:
    sent = house.press(house.mother, "notes.jpg", content=b"only words")
    assert sent.status_code == 422 and house.states == ["holding"]
    with people.client_for(house.library, house.mother) as phone:
        opened = phone.post("/uploads/sittings", data={"relay": str(house.relay)}, headers=TUS).json()
        refused = send(phone, opened["batch"], b"only words" * 20)
        assert refused.status_code == 422 and house.states == ["holding"]
        assert not phone.get("/api/add/unfinished").json()


def test_what_proves_broken_later_gives_the_turn_back(house: House) -> None:
    broken = house.picture("half.jpg")[:900]
    sent = house.press(house.mother, "half.jpg", content=broken + b"\0" * 400)
    assert sent.status_code == 303
    assert house.states == ["nothing", "holding"] and house.holder == "아빠"
    assert house.letters(house.mother)[-1] == "nothing"
    house.take(house.father, "two.jpg")
    assert house.holder == "엄마"


def test_the_album_takes_nothing_by_any_other_way_while_turns_go_on(house: House) -> None:
    library, album = house.library, house.seen().relay.album
    other = rows.album(library, house.father, "다른 앨범", photos=1)
    story = library.database.value("SELECT id FROM story")
    content = photo(house.folder / "side.jpg", (640, 480)).read_bytes()
    with people.client_for(library, house.father) as phone:
        tries = [
            phone.post(
                "/add", data={"album": str(album)}, files=[("files", ("s.jpg", content, "image/jpeg"))]
            ),
            phone.post(f"/stories/{story}/move", data={"act": "copy", "album": str(album)}),
            phone.post(
                f"/albums/{other}/selection", data={"act": "move", "album": str(album), "story": story}
            ),
            phone.post(f"/albums/{other}/merge", data={"album": str(album)}),
            phone.post(f"/albums/{album}/merge", data={"album": str(other)}),
            phone.post(f"/albums/{album}/sharing", data={"kind": "add"}),
        ]
        assert [each.status_code for each in tries] == [409] * 6, [each.text for each in tries]
        assert all("차례가 온 사람만" in each.text for each in tries)
        assert f'value="{album}"' not in phone.get("/add").text
        assert f'value="{album}"' not in phone.get(f"/stories/{story}/move").text
    assert library.database.value("SELECT count(*) FROM story WHERE album = ?", (album,)) == 0


def test_nobody_adds_to_the_story_of_a_turn_either(house: House) -> None:
    house.take(house.mother, "one.jpg")
    story = house.seen().frames[0].story
    with people.client_for(house.library, house.father) as phone:
        sent = phone.post(
            "/add",
            data={"story": str(story)},
            files=[("files", ("s.jpg", house.picture("side.jpg"), "image/jpeg"))],
        )
    assert sent.status_code == 409 and "차례가 온 사람만" in sent.text


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"title": "  "}, "이름을 써 주세요"),
        ({"title": "가" * 121}, "너무 길어요"),
        ({"prompt": "가" * 201, "idea": "own"}, "너무 길어요"),
        ({"idea": "moon"}, "목록에 없는"),
        ({"minutes": "1"}, "5분에서"),
        ({"minutes": "99999999"}, "5분에서"),
        ({"minutes": "soon"}, "5분에서"),
        ({"rounds": "0"}, "바퀴"),
        ({"rounds": "21"}, "바퀴"),
        ({"people": ["0", "0"]}, "두 명은"),
    ],
)
def test_a_form_that_cannot_be_comes_back_with_a_sentence(
    empty_house: House, wanted: dict, said: str
) -> None:
    house = empty_house
    plan = {"title": "하늘", "people": [str(house.mother.id), str(house.father.id)], **wanted}
    with people.client_for(house.library, house.mother) as phone:
        sent = phone.post("/relays", data=plan)
        assert sent.status_code == 422 and said in sent.text
        assert house.library.database.value("SELECT count(*) FROM relay") == 0
        theirs = msgspec.to_builtins(NewRelay("하늘", people=[house.mother.id, 987654]))
        assert phone.post("/api/relays", json=theirs).status_code == 404


def test_readers_look_and_take_no_turn(house: House) -> None:
    reader = people.join(house.library, house.mother, "이모할머니", role="reader")
    with people.client_for(house.library, reader) as phone:
        assert phone.get(f"/relays/{house.relay}").status_code == 200
        assert phone.post(f"/relays/{house.relay}/joining").status_code == 403
        assert phone.get("/relays/new").status_code == 403
        assert phone.get(f"/add?relay={house.relay}").status_code == 403


def test_only_whoever_may_leads(house: House) -> None:
    library, relay = house.library, house.relay
    with pytest.raises(Forbidden):
        actions.skip(library, house.father, relay, house.turn)
    with pytest.raises(Forbidden):
        actions.pass_on(library, house.father, relay, house.turn)
    with pytest.raises(Forbidden):
        actions.end_early(library, house.father, relay)
    old = house.turn
    actions.pass_on(library, house.mother, relay, old)
    with pytest.raises(Conflict):
        actions.skip(library, house.mother, relay, old)
    assert house.holder == "아빠"
    actions.end_early(library, house.mother, relay)
    assert house.seen().relay.state == "ended"


def test_after_the_end_everybody_adds_to_the_album(house: House) -> None:
    house.take(house.mother, "one.jpg")
    actions.end_early(house.library, house.mother, house.relay)
    album = house.seen().relay.album
    assert add_story(
        house.library, album=album, contributor=house.father.id, media=[rows.photo(house.library)]
    )
    with people.client_for(house.library, house.father) as phone:
        sent = phone.post(
            "/add",
            data={"album": str(album)},
            files=[("files", ("s.jpg", house.picture("side.jpg"), "image/jpeg"))],
        )
    assert sent.status_code == 303
    assert house.press(house.father, "late.jpg").status_code == 410


TUS = {"Tus-Resumable": "1.0.0", "Accept": "application/json"}


def send(phone, batch: int, content: bytes):
    """A whole file in one request of the tus protocol (creation-with-upload)."""
    told = f"filename {b64encode(b'turn.jpg').decode()},batch {b64encode(str(batch).encode()).decode()}"
    headers = {
        **TUS, "Upload-Length": str(len(content)), "Upload-Metadata": told,
        "Content-Type": "application/offset+octet-stream",
    }  # fmt: skip
    return phone.post("/uploads", content=content, headers=headers)


def media(house: House) -> list[int]:
    return house.library.database.column("SELECT id FROM media WHERE id IN (SELECT media FROM story_media)")

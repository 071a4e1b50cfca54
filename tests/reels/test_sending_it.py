"""A film goes to people of the family by the message each of them chose: itself where it fits, else the way to it."""

import pytest

from backupd.albums import trash
from backupd.family import Viewer
from backupd.reels import files, store
from backupd.reels.records import Shot
from tests import people
from tests.albums import house
from tests.notify import conftest, homes
from tests.notify.stand_ins import CHAT

FILM = b"\0\0\0\x18ftypisom" + bytes(range(256)) * 40

library, father, later = conftest.library, conftest.father, conftest.later
telegram, kakao, letterbox = conftest.telegram, conftest.kakao, conftest.letterbox
__all__ = ["father", "kakao", "later", "letterbox", "library", "telegram"]


@pytest.fixture
def album(library, mother) -> int:
    """With a film of its two pictures, of which the bytes do not matter."""
    made = house.album(library, mother, photos=2)
    shots = [Shot(number, "photo", 4000, 3000, None, None) for number in _media(library)]
    with library.database.writing():
        number = store.ask(library, mother, made, "mark", "2026-11-23T03:00:00.000Z")
        store.note_parts(library, number, shots)
        store.note(
            library,
            number,
            state="none",
            film="mark",
            seconds=9.0,
            size=len(FILM),
            made="2026-11-23T03:00:00.000Z",
        )
    path = files.path_of(library, number, "mark")
    path.parent.mkdir(parents=True)
    path.write_bytes(FILM)
    return made


def _media(library) -> list[int]:
    return library.database.column("SELECT id FROM media ORDER BY id")


def send(browser, album: int, *who: Viewer):
    return browser.post(f"/albums/{album}/reel/letters", data={"person": [str(one.id) for one in who]})


def test_a_mailbox_gets_the_film_itself_and_the_way_to_it(library, father, browser, album, letterbox, later):
    homes.all_at_once(library, father)
    homes.mailbox(library, father, letterbox)
    assert browser.get(f"/albums/{album}/reel").text.count('name="person"') == 1, "everybody but oneself"
    answer = send(browser, album, father)
    assert answer.headers["location"].endswith("?sent=1")
    assert "1명에게 보냈어요" in browser.get(answer.headers["location"]).text
    later()
    (mail,) = letterbox.received
    assert mail["subject"] == "‘제주 여름휴가’ 영상"
    assert "엄마가 ‘제주 여름휴가’ 영상을 보냈어요." in mail.get_body(("plain",)).get_content()
    assert f"http://backup.local:8100/albums/{album}/reel" in mail.get_body(("plain",)).get_content()
    (film,) = mail.iter_attachments()
    assert film.get_content_type() == "video/mp4" and film.get_filename() == "‘제주 여름휴가’ 영상.mp4"
    assert film.get_payload(decode=True) == FILM
    send(browser, album, father)
    later()
    assert len(letterbox.received) == 1, "the same film comes once"


def test_telegram_gets_a_video(library, father, browser, album, telegram, later):
    homes.all_at_once(library, father)
    homes.telegram(library, father)
    send(browser, album, father)
    later()
    sent = telegram.asked[-1]
    assert sent.path.endswith("/sendVideo") and sent.parts["chat_id"].decode() == CHAT
    assert sent.parts["video"] == FILM and "영상을 보냈어요" in sent.parts["caption"].decode()


def test_one_too_large_for_a_mailbox_goes_as_a_link(library, father, browser, album, letterbox, later):
    homes.all_at_once(library, father)
    homes.mailbox(library, father, letterbox)
    path = next(files.folder(library).glob("*.mp4"))
    with path.open("r+b") as film:
        film.truncate(16_000_000)
    send(browser, album, father)
    later()
    (mail,) = letterbox.received
    assert not list(mail.iter_attachments())
    assert f"/albums/{album}/reel" in mail.get_body(("plain",)).get_content()


def test_what_was_put_away_before_the_letter_leaves_stays_at_home(
    library, mother, father, browser, album, letterbox, later
):
    homes.all_at_once(library, father)
    homes.mailbox(library, father, letterbox)
    send(browser, album, father)
    story = library.database.value("SELECT min(id) FROM story")
    trash.trash_stories(library, mother, [story])
    later()
    assert letterbox.received == []


def test_whom_no_message_reaches_is_said_and_not_counted(
    library, mother, father, browser, album, telegram, later
):
    page = browser.get(f"/albums/{album}/reel").text
    assert "메시지로 받을 수 없는 가족: 아빠." in page and 'name="person"' not in page
    refused = send(browser, album, father)
    assert refused.status_code == 422 and "고른 가족은 메시지로 받을 수 없어요" in refused.text
    homes.telegram(library, father)
    homes.wants(library, father, "photos", "off")
    assert send(browser, album, father).status_code == 422, "they want no such messages"
    homes.all_at_once(library, father)
    sister = people.join(library, mother, "지민")
    sent = browser.post(f"/api/albums/{album}/reel/letters", json={"person": [father.id, sister.id]})
    assert sent.json() == {"people": 1}
    later()
    assert len([each for each in telegram.asked if each.path.endswith("/sendVideo")]) == 1


def test_nobody_chosen_and_somebody_of_another_family(library, father, browser, album, letterbox):
    homes.mailbox(library, father, letterbox)
    aunt = people.another_family(library)
    for who in ((), (aunt,)):
        refused = send(browser, album, *who)
        assert refused.status_code == 422 and "한 명 이상" in refused.text
    sent = browser.post(f"/api/albums/{album}/reel/letters", json={"person": [father.id, aunt.id]})
    assert sent.status_code == 202 and sent.json() == {"people": 1}


def test_sent_again_once_they_have_a_mailbox(library, father, browser, album, letterbox, later):
    homes.all_at_once(library, father)
    assert send(browser, album, father).status_code == 422
    homes.mailbox(library, father, letterbox)
    assert send(browser, album, father).headers["location"].endswith("?sent=1")
    later()
    assert len(letterbox.received) == 1

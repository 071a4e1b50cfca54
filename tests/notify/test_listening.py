"""What happens in the house is told to whom it concerns, never to who did it, and to nobody who may not know."""

import shutil

import pytest

from backupd import family, home, reactions
from backupd.cli import main
from backupd.core.errors import Refused
from backupd.family import actions, frames, happened
from backupd.notify import note_troubles, outbox
from backupd.reactions import Draft
from tests import people
from tests.albums import house
from tests.notify import homes


@pytest.fixture
def told(library):
    """Who was told what: (name, words) of every letter there is."""

    def letters(kind=None):
        outbox(library)
        rows = library.database.connection.execute(
            "SELECT person.name, words, kind FROM letter JOIN person ON person.id = letter.person ORDER BY letter.id"
        )
        return [(row["name"], row["words"]) for row in rows if kind in (None, row["kind"])]

    return letters


def add(library, who, album, amount=3):
    with library.database.writing():
        happened(library, who.family, "photos_added", person=who.id, album=album, amount=amount)


def test_new_photos_are_told_to_everybody_but_who_added_them(library, mother, father, told):
    people.another_family(library)
    add(library, father, house.album(library, father, photos=1))
    assert told("photos") == [("엄마", "notify.photos")]
    assert told("photos") == [("엄마", "notify.photos")], "told once, however often the ledger is read"


def test_photos_of_a_day_are_one_line_of_the_digest(library, mother, father, letterbox, later):
    homes.mailbox(library, mother, letterbox)
    album, other = house.album(library, father, photos=1), house.album(library, father, "생일", photos=1)
    for amount in (3, 4):
        add(library, father, album, amount)
    add(library, father, other, 1)
    later()
    later(hours=8)
    digest = next(mail for mail in letterbox.received if "소식" in mail["subject"])
    text = digest.get_body(("plain",)).get_content()
    assert "아빠가 ‘제주 여름휴가’에 사진 7장을 더했어요." in text and "‘생일’에 사진 1장" in text


def test_joining_leaving_and_new_devices(library, mother, father, told):
    grandma = people.join(library, mother, "할머니")
    people.another_device(library, father)
    actions.leave(library, grandma)
    assert told("membership") == [
        ("엄마", "notify.joined"),
        ("엄마", "notify.joined"),
        ("아빠", "notify.joined"),
        ("아빠", "notify.device"),
        ("엄마", "notify.left"),
        ("아빠", "notify.left"),
    ]


def test_frames_are_told_to_the_owners_and_to_whoever_let_them_in(library, mother, father, told):
    people.join(library, mother, "지우")
    first, second = people.light_frame(library, father), people.light_frame(library, mother, "안방 액자")
    told()
    library.database.connection.execute("DELETE FROM letter")
    frames.end_frame(library, father, first.device)
    frames.end_frame(library, mother, second.device)
    assert told("membership") == [("엄마", "notify.frame_over")]


def test_a_frame_that_came_in_is_told_with_its_name_and_a_way_to_end_it(library, mother, letterbox, later):
    homes.all_at_once(library, mother)
    homes.mailbox(library, mother, letterbox)
    frame = people.light_frame(library, mother)
    later()
    mail = letterbox.received[-1]
    assert mail["subject"] == "새 액자가 들어왔어요: 거실 액자"
    assert f"/family/frames/{frame.device}" in mail.get_body(("plain",)).get_content()


def test_a_heart_and_a_comment_are_told_to_whose_photo_it_is(library, mother, father, told, letterbox, later):
    homes.all_at_once(library, father)
    homes.mailbox(library, father, letterbox, "dad@example.org")
    story = house.story(library, father, house.album(library, father))
    reactions.react(library, mother, story)
    reactions.comment(library, mother, story, Draft("여기 기억나?"))
    reactions.react(library, father, story)
    assert told("reaction") == [("아빠", "notify.reacted")] and told("comment") == [
        ("아빠", "notify.commented")
    ]
    later()
    later()
    texts = [mail.get_body(("plain",)).get_content() for mail in letterbox.received]
    assert any("엄마: 여기 기억나?" in text for text in texts)
    assert not any("/heart/" in text for text in texts), "nobody sends a heart to their own photo"


def test_a_mention_is_told_to_whom_it_calls_and_not_twice_to_whose_photo_it_is(
    library, mother, father, told, letterbox, later
):
    daughter = people.join(library, mother, "지수")
    family.call(library, daughter, father.id, "아버지")
    homes.all_at_once(library, daughter)
    homes.mailbox(library, daughter, letterbox, "jisu@example.org")
    story = house.story(library, father, house.album(library, father))
    reactions.comment(library, mother, story, Draft("@아빠 @지수 여기 봐"))
    assert told("comment") == [] and told("mention") == [
        ("아빠", "notify.mentioned"),
        ("지수", "notify.mentioned"),
    ]
    later()
    later()
    texts = [mail.get_body(("plain",)).get_content() for mail in letterbox.received]
    assert any("엄마: @아버지 @지수 여기 봐" in text for text in texts), "by the name the reader uses"


def test_who_does_not_want_to_hear_of_their_name_still_hears_of_words_below_their_photo(
    library, mother, father, told
):
    homes.wants(library, father, "mention", "off")
    story = house.story(library, father, house.album(library, father))
    reactions.comment(library, mother, story, Draft("@아빠 여기 봐"))
    assert told("comment") == [("아빠", "notify.commented")]


def test_an_empty_comment_is_none(library, mother):
    story = house.story(library, mother, house.album(library, mother))
    with pytest.raises(Refused):
        reactions.comment(library, mother, story, Draft("  "))


def test_the_language_and_the_name_are_those_of_the_moment_of_sending(library, mother, letterbox, later):
    tom = people.join(library, mother, "Tom", language="en")
    homes.all_at_once(library, tom)
    homes.mailbox(library, tom, letterbox)
    add(library, mother, house.album(library, mother, photos=1), 1)
    outbox(library)
    library.database.connection.execute("UPDATE person SET name = '어머니' WHERE id = ?", (mother.id,))
    later()
    mail = letterbox.received[-1]
    assert "어머니 added a photo to “제주 여름휴가”." in mail.get_body(("plain",)).get_content()


def test_what_is_wrong_with_the_box_is_told_when_it_begins_and_not_every_minute(library, mother, told, clock):
    for full in (False, True, True, False, True):
        note_troubles(library, {"nearly_full": full})
    assert told("box") == [("엄마", "notify.box_nearly_full")]
    note_troubles(library, {"nearly_full": False})
    clock.forward(days=2)
    note_troubles(library, {"nearly_full": True})
    assert len(told("box")) == 2


def test_a_disk_that_is_not_there_is_noticed_by_itself(library, mother, told):
    home.watch_box(library)
    shutil.move(library.files.originals, library.files.data / "elsewhere")
    home.watch_box(library)
    assert ("엄마", "notify.box_offline") in told("box")


def test_what_happened_before_this_version_is_told_to_nobody(library, mother, father, told):
    library.database.connection.execute("UPDATE ledger_read SET happening = (SELECT max(id) FROM happening)")
    assert told() == []


def test_a_test_from_the_command_line(library, mother, letterbox, capsys, monkeypatch):
    homes.mailbox(library, mother, letterbox)
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    (library.files.data / "backupd.toml").write_text("reserve-mb = 0\n[notify]\nprivate-targets = true\n")
    data = str(library.files.data)
    assert main(["notify", "test", "엄마", "--data", data]) == 0
    assert "이메일 (mum@example.org): 보냈어요." in capsys.readouterr().out
    letterbox.refusing = ["554 no"] * 3
    assert main(["notify", "test", "엄마", "--data", data]) == 1
    assert main(["notify", "test", "아무개", "--data", data]) == 2

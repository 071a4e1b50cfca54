"""The outbox: each letter once by each channel; what fails is tried again, smaller, later, together, and given up in
the open."""

from backupd.core.running import only_one
from backupd.notify import Letter, connecting, post, silent_channels, store
from backupd.notify.outbox import backoff
from tests import people
from tests.albums import edits, house
from tests.media import making
from tests.notify import homes
from tests.notify.homes import parcels
from tests.notify.stand_ins import picture_in


def test_a_letter_arrives_once_by_each_channel(library, mother, mailbox, write, letterbox, webhook, later):
    homes.webhook(library, mother, webhook)
    write("a")
    for _ in range(3):
        later(minutes=1)
    assert len(letterbox.received) == len(webhook.asked) == 1


def test_a_busy_server_is_asked_again_under_the_same_message_id(mailbox, write, letterbox, later, library):
    letterbox.refusing = ["451 busy", "421 later"]
    write("a")
    later()
    assert letterbox.received == [] and store.channel(library, mailbox).problem == "busy"
    first = parcels(library)[0]["message_id"]
    for _ in range(8):
        later(minutes=1)
    (mail,) = letterbox.received
    assert mail["message-id"] == first
    assert store.channel(library, mailbox).problem is None


def test_whoever_was_cut_off_while_sending_sends_that_one_again(library, mailbox, write, letterbox, later):
    write("a")
    later()
    library.database.connection.execute("UPDATE parcel SET state = 'waiting', trying = 1")
    later(minutes=1)
    one, two = letterbox.received
    assert one["message-id"] == two["message-id"]


def test_waiting_grows_and_is_never_the_same_for_all():
    waits = [backoff(failures) for failures in range(12)]
    assert 24 <= waits[0] <= 36 and 17_000 <= waits[11] <= 26_000
    assert len({backoff(3) for _ in range(20)}) > 10


def test_a_picture_that_is_refused_is_sent_small_and_then_left_out(
    library, mother, father, mailbox, letterbox, later, tmp_path
):
    album = house.album(library, father)
    story = house.story(
        library, father, album, edits.kept(library, making.photo(tmp_path / "a.jpg", size=(1400, 900)))
    )
    letterbox.refusing = ["552 too large"]
    with library.database.writing():
        letter = Letter(
            "photos", "a", mother.id, mother.family, "notify.photos", {"person": father.id, "album": album, "count": 1},
            f"/stories/{story}", about=("story", story),
        )  # fmt: skip
        post(library, [letter])
    later()
    assert max(picture_in(letterbox.received[0]).size) == 480
    letterbox.refusing = ["552 too large", "554 no pictures"]
    with library.database.writing():
        post(library, [Letter(**{**letter.__dict__, "key": "b"})])
    later()
    assert not [part for part in letterbox.received[1].walk() if part.get_content_maintype() == "image"]


def test_what_nobody_takes_comes_with_tomorrows_digest_and_then_lies_on_a_page(
    library, mother, mailbox, write, letterbox, later, browser
):
    letterbox.refusing = ["554 no"] * 3
    write("a")
    later()
    assert [each["state"] for each in parcels(library)] == ["ended", "waiting"]
    letterbox.refusing = ["554 no"] * 3
    later(days=1)
    assert [each["state"] for each in parcels(library)] == ["ended", "dead"]
    page = browser.get("/me/undelivered").text
    assert "다시 보내기" in page and "mum@example.org" in page
    number = parcels(library)[1]["id"]
    assert browser.post(f"/me/undelivered/{number}/retry").status_code == 303
    library.jobs.drain()
    assert "한마디 a" in letterbox.received[0].get_body(("plain",)).get_content()


def test_a_service_that_is_gone_for_a_day_then_tells_everything_at_once(
    library, mother, write, later, clock, letterbox
):
    homes.all_at_once(library, mother)
    with type(letterbox)() as gone:
        channel = homes.mailbox(library, mother, gone)
    for number in range(3):
        write(str(number))
    for _ in range(8):
        later(hours=7)
    assert store.channel(library, channel).problem == "unreachable"
    waiting = [each for each in parcels(library) if each["state"] == "waiting"]
    assert len(waiting) == 1 and waiting[0]["digest"] == 1


def test_a_channel_that_is_silent_for_three_days_is_told_by_other_ways(
    library, mother, father, write, later, letterbox, webhook
):
    homes.all_at_once(library, mother)
    homes.all_at_once(library, father)
    homes.webhook(library, mother, webhook)
    with type(letterbox)() as gone:
        homes.mailbox(library, father, gone)
    write("a", who=father)
    for _ in range(16):
        later(hours=7)
    told = [asked.json["text"] for asked in webhook.asked if "사흘째" in asked.json["text"]]
    assert len(told) == 1 and "아빠의 이메일 알림" in told[0]
    (silent,) = silent_channels(library, mother)
    assert (silent.name, silent.kind) == ("아빠", "email")
    with people.client_for(library, mother) as phone:
        assert "아빠님의 이메일" in phone.get("/box").text
        told = phone.get("/api/box").text
    assert '"name":"아빠"' in told and "mum@example.org" not in told


def test_a_letter_that_cannot_be_written_stops_no_other(library, mother, mailbox, write, letterbox, later):
    with library.database.writing():
        post(library, [Letter("comment", "bad", mother.id, mother.family, "notify.commented", {})])
    write("good")
    later()
    assert [mail["subject"] for mail in letterbox.received] == ["엄마가 내 사진에 댓글을 남겼어요"]


def test_a_clock_that_was_in_2040_does_not_hold_messages_until_then(
    library, mailbox, write, letterbox, later, clock
):
    clock.forward(days=5000)
    letterbox.refusing = ["421 later"]
    write("a")
    later()
    clock.forward(days=-5000)
    later()
    assert len(letterbox.received) == 1


def test_a_changed_key_file_is_said_and_loses_nothing(library, mailbox, write, letterbox, later):
    library.secrets._key = b"x" * 32
    write("a")
    later()
    assert store.channel(library, mailbox).problem == "locked" and parcels(library)[0]["state"] == "waiting"


def test_a_test_message_says_what_came_of_it(library, mother, mailbox, letterbox, worker):
    assert connecting.try_out(library, mother, mailbox) is None
    assert letterbox.received[0]["subject"] == "잘 도착했어요"
    letterbox.refusing = ["554 no"] * 3
    assert connecting.try_out(library, mother, mailbox) == "refused"


def test_links_carry_the_name_and_the_port_in_force(library, mailbox, write, letterbox, later):
    with only_one(library.settings.data_folder) as running:
        running.answers_at(8107)
        running.answers_as("backup-2.local")
        write("a")
        later()
    assert "http://backup-2.local:8107/" in letterbox.received[0].get_body(("plain",)).get_content()

"""Connections that are cut, hang, or lose their last answer; and uploads that are given up."""

import base64
import threading
import time

from backupd.core.library import Library
from tests.intake.resumable.sending import Sender, kept, lying_about, photo

SIZE = 3_000_000


def arrivals(library: Library) -> list[tuple]:
    return [tuple(row) for row in library.database.connection.execute("SELECT name, state FROM arrival")]


def test_a_cut_connection_keeps_what_arrived(library: Library, phone: Sender) -> None:
    whole = photo(SIZE)
    place = phone.begin(SIZE)
    held = phone.open_piece(place, 0, SIZE, whole[:1_500_000])
    held.close()
    assert phone.where(place) == 1_500_000
    phone.send(place, 1_500_000, whole[1_500_000:])
    assert kept(library) == [whole]


def test_a_phone_that_changed_its_wifi_takes_over_from_its_own_hanging_connection(
    library: Library, phone: Sender
) -> None:
    whole = photo(SIZE)
    place = phone.begin(SIZE)
    held = phone.open_piece(place, 0, SIZE, whole[:1_500_000])
    time.sleep(1.2)
    began = time.monotonic()
    assert phone.where(place) == 1_500_000
    assert time.monotonic() - began < 1
    assert phone.send(place, 1_500_000, whole[1_500_000:]).status == 204
    assert b" 423 " in held.recv(100)
    held.close()
    assert kept(library) == [whole]


def test_a_connection_that_goes_on_sending_is_not_pushed_aside(phone: Sender) -> None:
    place = phone.begin(SIZE)
    held = phone.open_piece(place, 0, SIZE, b"x" * 1000)
    stop = time.monotonic() + 7
    other = None

    def push() -> None:
        nonlocal other
        other = phone.ask("HEAD", place)

    pushing = threading.Thread(target=push)
    pushing.start()
    while pushing.is_alive() and time.monotonic() < stop:
        held.sendall(b"x" * 1000)
        time.sleep(0.2)
    pushing.join()
    held.close()
    assert other is not None and other.status == 423


def test_an_upload_given_up_is_gone_with_its_bytes(library: Library, phone: Sender) -> None:
    place = phone.begin(SIZE)
    phone.send(place, 0, b"x" * 1000)
    assert phone.ask("DELETE", place).status == 204
    assert phone.ask("HEAD", place).status == 404
    assert lying_about(library) == []


def test_giving_up_after_the_end_takes_nothing_back(library: Library, phone: Sender) -> None:
    whole = photo(5000)
    made = phone.create(5000, whole)
    assert phone.ask("DELETE", made.place).status == 204
    assert kept(library) == [whole]


def test_when_the_last_answer_was_lost_the_upload_is_complete_and_nothing_doubled(
    library: Library, phone: Sender
) -> None:
    whole = photo(SIZE)
    place = phone.begin(SIZE)
    phone.send(place, 0, whole)
    assert phone.where(place) == SIZE
    assert phone.send(place, 0, whole).status == 409
    assert phone.send(place, SIZE, b"").status == 204
    assert kept(library) == [whole]
    assert len(arrivals(library)) == 1


def test_a_cut_piece_that_was_promised_a_checksum_is_not_believed(phone: Sender) -> None:
    phone.always["Upload-Checksum"] = "sha1 " + base64.b64encode(bytes(20)).decode()
    place = phone.begin(SIZE)
    phone.open_piece(place, 0, SIZE, photo(SIZE)[:1_500_000]).close()
    assert phone.where(place) == 0

"""Sending photos in pieces: as far as they got is where they go on, and what is finished is kept once."""

import base64
import hashlib
import threading
import time

import pytest

from backupd import intake
from backupd.core.library import Library
from backupd.family import Viewer
from tests import people
from tests.conftest import SetClock
from tests.intake.resumable.sending import Sender, kept, lying_about, metadata, photo, sender

SIZE = 3_000_000


def arrivals(library: Library) -> list[tuple]:
    return [tuple(row) for row in library.database.connection.execute("SELECT name, state FROM arrival")]


def test_a_photo_sent_in_pieces_is_kept_whole_with_its_korean_name(library: Library, phone: Sender) -> None:
    whole = photo(SIZE)
    place = phone.begin(SIZE, name="제주도 여름.jpg")
    for at in range(0, SIZE, 1_000_000):
        sent = phone.send(place, at, whole[at : at + 1_000_000])
        assert (sent.status, sent.offset) == (204, at + 1_000_000)
    assert kept(library) == [whole]
    assert arrivals(library) == [("제주도 여름.jpg", "received")]
    assert lying_about(library) == []


def test_what_arrived_becomes_a_story_in_an_album(library: Library, phone: Sender, mother: Viewer) -> None:
    phone.create(5000, photo(5000))
    library.jobs.drain()
    assert library.database.value("SELECT count(*) FROM visible_stories WHERE viewer = ?", (mother.id,)) == 1


def test_a_small_photo_comes_whole_with_its_creation(library: Library, phone: Sender) -> None:
    whole = photo(50_000)
    made = phone.create(50_000, whole)
    assert (made.status, made.offset) == (201, 50_000)
    assert kept(library) == [whole]
    assert phone.where(made.place) == 50_000


def test_a_creation_may_bring_the_beginning(library: Library, phone: Sender) -> None:
    whole = photo(SIZE)
    made = phone.create(SIZE, whole[:1_000_000])
    assert (made.status, made.offset) == (201, 1_000_000)
    phone.send(made.place, 1_000_000, whole[1_000_000:])
    assert kept(library) == [whole]


def test_whoever_asks_is_told_how_far_it_got_and_what_it_is(phone: Sender) -> None:
    place = phone.begin(SIZE)
    phone.send(place, 0, photo(SIZE)[:1000])
    found = phone.ask("HEAD", place)
    assert (found.offset, found.headers["Upload-Length"]) == (1000, str(SIZE))
    assert found.headers["Upload-Metadata"] == metadata(filename="사진.jpg")
    assert found.headers["Cache-Control"] == "no-store"
    assert found.headers["Upload-Expires"].endswith("GMT")


def test_the_server_says_what_it_speaks(phone: Sender) -> None:
    found = phone.ask("OPTIONS", "/uploads", Tus_Resumable="")
    assert found.status == 204
    assert found.headers["Tus-Version"] == found.headers["Tus-Resumable"] == "1.0.0"
    spoken = set(found.headers["Tus-Extension"].split(","))
    assert spoken == {"creation", "creation-with-upload", "checksum", "expiration", "termination"}
    assert set(found.headers["Tus-Checksum-Algorithm"].split(",")) == {"sha1", "sha256", "md5"}
    assert int(found.headers["Tus-Max-Size"]) > 100 * 1024**3


def test_every_answer_names_the_version_and_another_one_is_refused(phone: Sender) -> None:
    refused = phone.create(10, Tus_Resumable="0.2.2")
    assert (refused.status, refused.headers["Tus-Version"]) == (412, "1.0.0")
    assert refused.headers["Tus-Resumable"] == "1.0.0"
    assert phone.ask("HEAD", "/uploads/" + "0" * 32).headers["Tus-Resumable"] == "1.0.0"


@pytest.mark.parametrize(
    ("headers", "status", "reason"),
    [
        ({"Upload_Length": ""}, 400, "resumable.no_length"),
        ({"Upload_Length": "-1"}, 400, "resumable.no_length"),
        ({"Upload_Length": "seven"}, 400, "resumable.no_length"),
        ({"Upload_Length": "9" * 30}, 400, "resumable.no_length"),
        ({"Upload_Length": "", "Upload_Defer_Length": "1"}, 400, "resumable.length_later"),
        ({"Upload_Concat": "partial"}, 400, "resumable.parts"),
        ({"Upload_Metadata": "filename !!!"}, 400, "resumable.metadata"),
        (
            {"Upload_Metadata": "filename " + base64.b64encode(b"\xff\xfe").decode()},
            400,
            "resumable.metadata",
        ),
        ({"Upload_Metadata": "x " + "A" * 9000}, 400, "resumable.metadata"),
        ({"Upload_Length": str(10**15)}, 413, "problems.too_large"),
        ({"Upload_Metadata": metadata(filename="a.jpg", batch="77")}, 404, "problems.absent"),
    ],
)
def test_a_creation_that_makes_no_sense_is_refused_with_its_reason(
    library: Library, phone: Sender, headers: dict[str, str], status: int, reason: str
) -> None:
    refused = phone.create(10, **headers)
    assert (refused.status, refused.reason) == (status, reason)
    assert lying_about(library) == []


def test_a_piece_out_of_order_changes_nothing(phone: Sender) -> None:
    place = phone.begin(SIZE)
    phone.send(place, 0, photo(SIZE)[:1000])
    for wrong in (0, 999, 1001, SIZE):
        refused = phone.send(place, wrong, b"x" * 10)
        assert (refused.status, refused.reason) == (409, "resumable.other_offset")
    assert phone.where(place) == 1000


def test_a_piece_must_say_that_it_is_one_and_where_it_goes(phone: Sender) -> None:
    place = phone.begin(SIZE)
    assert phone.send(place, 0, b"x", Content_Type="text/plain").status == 415
    assert phone.send(place, 0, b"x", Upload_Offset="").status == 400
    assert phone.where(place) == 0


def test_more_bytes_than_were_announced_are_refused_and_none_of_them_kept(
    phone: Sender, library: Library
) -> None:
    place = phone.begin(1000)
    refused = phone.send(place, 0, photo(2000))
    assert (refused.status, refused.reason) == (413, "resumable.longer_than_said")
    in_chunks = phone.send(place, 0, iter([photo(900), b"y" * 900]))
    assert (in_chunks.status, in_chunks.reason) == (413, "resumable.longer_than_said")
    assert phone.where(place) == 0
    assert kept(library) == []


@pytest.mark.parametrize("algorithm", ["sha1", "sha256", "md5"])
def test_a_piece_with_its_right_checksum_is_believed_and_a_damaged_one_dropped(
    phone: Sender, algorithm: str
) -> None:
    whole = photo(SIZE)
    digest = base64.b64encode(hashlib.new(algorithm, whole[:2_000_000]).digest()).decode()
    place = phone.begin(SIZE)
    refused = phone.send(place, 0, b"damaged" + whole[7:2_000_000], Upload_Checksum=f"{algorithm} {digest}")
    assert (refused.status, refused.reason) == (460, "resumable.damaged_on_the_way")
    assert phone.where(place) == 0
    sent = phone.send(place, 0, whole[:2_000_000], Upload_Checksum=f"{algorithm} {digest}")
    assert (sent.status, sent.offset) == (204, 2_000_000)


def test_after_a_damaged_piece_the_file_still_comes_out_right(library: Library, phone: Sender) -> None:
    whole = photo(SIZE)
    place = phone.begin(SIZE)
    phone.send(place, 0, whole[:1_000_000])
    wrong = base64.b64encode(bytes(20)).decode()
    assert phone.send(place, 1_000_000, whole[1_000_000:], Upload_Checksum=f"sha1 {wrong}").status == 460
    phone.send(place, 1_000_000, whole[1_000_000:])
    assert kept(library) == [whole]
    assert library.database.value("SELECT sha256 FROM media") == hashlib.sha256(whole).digest()


def test_a_checksum_of_a_kind_we_do_not_know_is_refused(phone: Sender) -> None:
    place = phone.begin(SIZE)
    assert phone.send(place, 0, b"x", Upload_Checksum="crc32 AAAA").reason == "resumable.other_checksum"
    assert phone.send(place, 0, b"x", Upload_Checksum="sha1 !!").reason == "resumable.broken_checksum"


def test_a_cut_connection_keeps_what_arrived(library: Library, phone: Sender) -> None:
    whole = photo(SIZE)
    place = phone.begin(SIZE)
    held = phone.open_piece(place, 0, SIZE, whole[:1_500_000])
    held.close()
    assert phone.where(place) == 1_500_000
    phone.send(place, 1_500_000, whole[1_500_000:])
    assert kept(library) == [whole]


def test_a_cut_piece_that_was_promised_a_checksum_is_not_believed(phone: Sender) -> None:
    phone.always["Upload-Checksum"] = "sha1 " + base64.b64encode(bytes(20)).decode()
    place = phone.begin(SIZE)
    phone.open_piece(place, 0, SIZE, photo(SIZE)[:1_500_000]).close()
    assert phone.where(place) == 0


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


def test_somebody_elses_upload_looks_absent(
    library: Library, port: int, phone: Sender, mother: Viewer
) -> None:
    place = phone.begin(SIZE)
    for other in (people.join(library, mother, "아빠"), people.another_device(library, mother)):
        stranger = sender(library, port, other)
        assert stranger.ask("HEAD", place).status == 404
        assert stranger.send(place, 0, b"x").status == 404
        assert stranger.ask("DELETE", place).status == 404
    assert phone.where(place) == 0


def test_nobody_without_a_device_and_no_reader_may_begin(
    library: Library, port: int, phone: Sender, mother: Viewer
) -> None:
    phone.always["Cookie"] = ""
    assert phone.create(10).status == 401
    reader = sender(library, port, people.join(library, mother, "손님", role="reader"))
    assert (reader.create(10).status, reader.create(10).reason) == (403, "problems.readers_look")


def test_a_page_from_elsewhere_cannot_send_for_us(phone: Sender) -> None:
    assert phone.create(10, Origin="http://elsewhere.example").status == 403


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


def test_the_same_photo_sent_twice_is_one_original(library: Library, phone: Sender) -> None:
    whole = photo(5000)
    phone.create(5000, whole)
    phone.create(5000, whole, name="또.jpg")
    library.jobs.drain()
    assert kept(library) == [whole]
    outcomes = library.database.column("SELECT outcome FROM arrival ORDER BY id")
    assert outcomes == ["imported", "duplicate"]


def test_an_empty_file_and_rubbish_are_listed_as_refused_and_cost_nothing_else(
    library: Library, phone: Sender
) -> None:
    assert phone.create(0, name="빈.jpg").status == 201
    assert phone.create(9, b"not a pic", name="글.jpg").status == 201
    outcomes = library.database.column("SELECT outcome FROM arrival")
    assert outcomes == ["refused", "refused"]
    assert kept(library) == [] and lying_about(library) == []


def test_files_of_one_sitting_are_told_together(library: Library, phone: Sender, clock: SetClock) -> None:
    for number in range(3):
        phone.create(5000, photo(5000, number))
    assert library.database.value("SELECT count(*) FROM batch") == 1
    clock.forward(minutes=11)
    phone.create(5000, photo(5000, 9))
    assert library.database.value("SELECT count(*) FROM batch") == 2


def test_the_page_says_which_sitting_its_files_belong_to(
    library: Library, port: int, phone: Sender, mother: Viewer
) -> None:
    batch = intake.open_batch(library, mother.family, mother.id, "browser")
    told = metadata(filename="a.jpg", batch=str(batch))
    assert phone.create(5000, photo(5000), Upload_Metadata=told).status == 201
    assert library.database.value("SELECT batch FROM arrival") == batch
    father = sender(library, port, people.join(library, mother, "아빠"))
    assert father.create(10, Upload_Metadata=told).status == 404


def test_an_upload_continued_for_another_album_goes_there(
    library: Library, phone: Sender, mother: Viewer
) -> None:
    yesterday, today = (intake.open_batch(library, mother.family, mother.id, "browser") for _ in range(2))
    whole = photo(SIZE)
    place = phone.begin(SIZE, Upload_Metadata=metadata(filename="a.jpg", batch=str(yesterday)))
    phone.send(place, 0, whole[:1000])
    assert phone.ask("HEAD", place, Upload_Batch="999").status == 404
    assert phone.ask("HEAD", place, Upload_Batch=str(today)).offset == 1000
    phone.send(place, 1000, whole[1000:])
    assert library.database.value("SELECT batch FROM arrival") == today


def test_networks_that_let_only_post_through(library: Library, phone: Sender) -> None:
    whole = photo(5000)
    place = phone.begin(5000)
    told = {"Upload_Offset": "0", "Content_Type": "application/offset+octet-stream"}
    sent = phone.ask("POST", place, whole, X_HTTP_Method_Override="PATCH", **told)
    assert (sent.status, sent.offset) == (204, 5000)
    assert phone.ask("POST", place, X_HTTP_Method_Override="FLY").status == 400
    assert kept(library) == [whole]

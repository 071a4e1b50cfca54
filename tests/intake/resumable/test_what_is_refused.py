"""Pieces that lie, that are damaged, that come out of order or from somebody else: each with its status and reason."""

import base64
import hashlib

import pytest

from backupd.core.library import Library
from backupd.family import Viewer
from tests import people
from tests.intake.resumable.sending import Sender, kept, lying_about, metadata, photo, sender

SIZE = 3_000_000


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


def test_an_empty_file_and_rubbish_are_listed_as_refused_and_cost_nothing_else(
    library: Library, phone: Sender
) -> None:
    assert phone.create(0, name="빈.jpg").status == 201
    assert phone.create(9, b"not a pic", name="글.jpg").status == 201
    outcomes = library.database.column("SELECT outcome FROM arrival")
    assert outcomes == ["refused", "refused"]
    assert kept(library) == [] and lying_about(library) == []

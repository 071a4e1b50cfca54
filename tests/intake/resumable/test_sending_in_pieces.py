"""Sending photos in pieces: as far as they got is where they go on, and what is finished is kept once."""

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


def test_the_same_photo_sent_twice_is_one_original(library: Library, phone: Sender) -> None:
    whole = photo(5000)
    phone.create(5000, whole)
    phone.create(5000, whole, name="또.jpg")
    library.jobs.drain()
    assert kept(library) == [whole]
    outcomes = library.database.column("SELECT outcome FROM arrival ORDER BY id")
    assert outcomes == ["imported", "duplicate"]


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


def test_crumbs_and_a_lump_in_one_body_make_the_whole_file(library: Library, phone: Sender) -> None:
    whole = photo(200_000)
    crumbs = b"".join(b"1\r\n%b\r\n" % whole[at : at + 1] for at in range(5000))
    lump = b"%x\r\n%b\r\n0\r\n\r\n" % (len(whole) - 5000, whole[5000:])
    place = phone.begin(len(whole))
    assert phone.send(place, 0, crumbs + lump, Transfer_Encoding="chunked").offset == len(whole)
    assert kept(library) == [whole]

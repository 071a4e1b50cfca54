"""Where files go is decided before they come in pieces: an album, a new one, or each by its month."""

from urllib.parse import urlencode

import pytest

from backupd import albums
from backupd.core.library import Library
from backupd.family import Viewer
from tests import people
from tests.intake.resumable.sending import Answer, Sender, metadata, photo, sender


def open_sitting(phone: Sender, **fields: str) -> Answer:
    form = {"Content_Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    return phone.ask("POST", "/uploads/sittings", urlencode(fields).encode(), **form)


def titles(library: Library) -> list[tuple]:
    """Album and line of every story."""
    found = library.database.connection.execute(
        "SELECT album.title, story.description FROM story JOIN album ON album.id = story.album ORDER BY story.id"
    )
    return [tuple(row) for row in found]


def send_into(phone: Sender, batch: int) -> None:
    told = metadata(filename="a.jpg", batch=str(batch))
    assert phone.create(5000, photo(5000), Upload_Metadata=told).status == 201


def test_photos_go_into_the_new_album_that_was_named(library: Library, phone: Sender) -> None:
    opened = open_sitting(phone, album="new", title="제주 여름", description="바다에서")
    assert opened.status == 201
    assert opened.said["address"] == f"/arrivals/{opened.said['batch']}"
    send_into(phone, opened.said["batch"])
    library.jobs.drain()
    assert titles(library) == [("제주 여름", "바다에서")]


def test_photos_go_into_the_album_that_was_chosen(library: Library, phone: Sender, mother: Viewer) -> None:
    album = albums.new_album(library, mother.family, mother.id, "할머니 생신")
    opened = open_sitting(phone, album=str(album))
    assert opened.said["album"] == album
    send_into(phone, opened.said["batch"])
    library.jobs.drain()
    assert titles(library) == [("할머니 생신", "")]


@pytest.mark.parametrize(
    ("fields", "status", "reason"),
    [
        ({"album": "999"}, 404, "problems.absent"),
        ({"album": "new", "title": "  "}, 422, "intake.title_needed"),
        ({"album": "new", "title": "가" * 201}, 422, "problems.not_understood"),
    ],
)
def test_a_sitting_without_a_place_is_refused(
    phone: Sender, library: Library, fields: dict[str, str], status: int, reason: str
) -> None:
    refused = open_sitting(phone, **fields)
    assert (refused.status, refused.reason) == (status, reason)
    assert library.database.value("SELECT count(*) FROM batch") == 0


def test_no_sitting_is_opened_in_another_familys_album_or_by_a_reader(
    library: Library, port: int, mother: Viewer
) -> None:
    album = albums.new_album(library, mother.family, mother.id, "우리끼리")
    aunt = sender(library, port, people.another_family(library))
    assert open_sitting(aunt, album=str(album)).status == 404
    guest = sender(library, port, people.join(library, mother, "손님", role="reader"))
    assert open_sitting(guest).reason == "problems.readers_look"


def test_an_upload_that_ended_in_one_sitting_is_told_to_the_other_that_sends_it(
    library: Library, phone: Sender, mother: Viewer
) -> None:
    """Two tabs with the same file, of which one went on with what the other began."""
    album = albums.new_album(library, mother.family, mother.id, "할머니 생신")
    here, there = (open_sitting(phone, album=str(album)).said["batch"] for _ in range(2))
    place = phone.begin(5000, Upload_Metadata=metadata(filename="a.jpg", batch=str(here)))
    assert phone.send(place, 0, photo(5000), Upload_Batch=str(here)).offset == 5000
    for batch in (there, there, here):
        assert phone.ask("HEAD", place, Upload_Batch=str(batch)).offset == 5000
    library.jobs.drain()
    told = library.database.connection.execute("SELECT batch, outcome FROM arrival ORDER BY batch").fetchall()
    assert [tuple(row) for row in told] == [(here, "imported"), (there, "duplicate")]
    assert len(titles(library)) == 1


def test_nobody_is_told_of_an_upload_in_a_sitting_that_is_not_theirs(
    library: Library, port: int, phone: Sender, mother: Viewer
) -> None:
    father = sender(library, port, people.join(library, mother, "아빠"))
    theirs = open_sitting(father).said["batch"]
    place = phone.begin(5000)
    assert phone.send(place, 0, photo(5000)).offset == 5000
    assert phone.ask("HEAD", place, Upload_Batch=str(theirs)).status == 404
    assert library.database.value("SELECT count(*) FROM arrival WHERE batch = ?", (theirs,)) == 0

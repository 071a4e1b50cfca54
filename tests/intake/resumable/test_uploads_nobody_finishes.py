"""Uploads that stop half-way for ever, come in floods, or find no room."""

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from backupd import intake, migrations, schedule
from backupd.core.library import Library
from backupd.core.settings import load
from backupd.family import Viewer
from backupd.intake import resuming
from backupd.intake import upload_store as rows
from tests import people
from tests.conftest import SetClock
from tests.intake.resumable.sending import Sender, kept, lying_about, photo, sender, served

SIZE = 3_000_000


def test_unfinished_uploads_are_listed_with_how_far_they_got(
    library: Library, phone: Sender, mother: Viewer
) -> None:
    place = phone.begin(SIZE, name="첫걸음.mp4")
    phone.send(place, 0, b"x" * 1000)
    phone.create(5000, photo(5000))
    (listed,) = intake.unfinished(library, mother)
    assert (listed.name, listed.offset, listed.length, listed.here) == ("첫걸음.mp4", 1000, SIZE, True)
    (elsewhere,) = intake.unfinished(library, people.another_device(library, mother))
    assert not elsewhere.here


def test_an_unfinished_upload_can_be_put_away_from_any_of_my_devices_but_by_nobody_else(
    library: Library, phone: Sender, mother: Viewer
) -> None:
    upload = phone.begin(SIZE).rpartition("/")[2]
    with pytest.raises(Exception, match="absent"):
        intake.put_away(library, people.join(library, mother, "아빠"), upload)
    intake.put_away(library, people.another_device(library, mother), upload)
    assert intake.unfinished(library, mother) == []
    assert lying_about(library) == []


def test_after_a_week_without_a_byte_an_upload_is_gone(
    library: Library, phone: Sender, mother: Viewer, clock: SetClock
) -> None:
    place = phone.begin(SIZE)
    clock.forward(days=6, hours=23)
    intake.sweep_uploads(library)
    assert phone.send(place, 0, b"x" * 1000).status == 204
    clock.forward(days=6, hours=23)
    intake.sweep_uploads(library)
    assert phone.where(place) == 1000
    clock.forward(hours=2)
    assert phone.ask("HEAD", place).status == 404
    assert intake.unfinished(library, mother) == []
    intake.sweep_uploads(library)
    assert lying_about(library) == []
    assert library.database.value("SELECT count(*) FROM upload") == 0


def test_the_sweep_leaves_alone_what_is_being_sent(library: Library, phone: Sender, clock: SetClock) -> None:
    place = phone.begin(SIZE)
    held = phone.open_piece(place, 0, SIZE, b"x" * 2_000_000)
    wait_until_written(library)
    clock.forward(days=8)
    intake.sweep_uploads(library)
    assert len(lying_about(library)) == 1
    held.close()


def wait_until_written(library: Library) -> None:
    """Until bytes of the only upload are on the disk."""
    (file,) = (library.files.incoming / "unfinished").iterdir()
    until = time.monotonic() + 10
    while file.stat().st_size == 0:
        assert time.monotonic() < until, "nobody writes"
        time.sleep(0.01)


def test_the_family_is_told_once_when_the_long_film_is_there_too(
    library: Library, phone: Sender, clock: SetClock
) -> None:
    film = phone.begin(SIZE)
    phone.create(5000, photo(5000))
    library.jobs.drain()
    clock.forward(minutes=6)
    phone.send(film, 0, photo(SIZE)[:1000])
    clock.forward(minutes=6)
    intake.tell(library)
    assert amounts_told(library) == []
    phone.send(film, 1000, photo(SIZE)[1000:])
    library.jobs.drain()
    clock.forward(minutes=2)
    intake.tell(library)
    intake.tell(library)
    assert amounts_told(library) == [2]


def test_the_family_is_told_of_the_photos_when_the_film_stays_away(
    library: Library, phone: Sender, clock: SetClock
) -> None:
    phone.begin(SIZE)
    phone.create(5000, photo(5000))
    library.jobs.drain()
    clock.forward(minutes=11)
    intake.tell(library)
    assert amounts_told(library) == [1]


def amounts_told(library: Library) -> list[int]:
    return library.database.column("SELECT amount FROM happening WHERE kind = 'photos_added'")


def test_files_without_an_upload_are_swept_an_hour_later(library: Library, phone: Sender) -> None:
    place = phone.begin(SIZE)
    stray = library.files.incoming / "unfinished" / ("0" * 32)
    stray.write_bytes(b"x")
    intake.sweep_uploads(library)
    assert stray.exists()
    earlier = library.clock.now().timestamp() - 2 * 3600
    os.utime(stray, (earlier, earlier))
    os.utime(stray.with_name(place.rpartition("/")[2]), (earlier, earlier))
    intake.sweep_uploads(library)
    assert not stray.exists()
    assert phone.where(place) == 0


def test_what_came_whole_before_the_power_went_is_finished_by_the_sweep(
    library: Library, phone: Sender
) -> None:
    whole = photo(SIZE)
    place = phone.begin(SIZE)
    (library.files.incoming / "unfinished" / place.rpartition("/")[2]).write_bytes(whole)
    intake.sweep_uploads(library)
    intake.sweep_uploads(library)
    assert kept(library) == [whole]
    assert library.database.value("SELECT count(*) FROM arrival") == 1
    assert phone.where(place) == SIZE


def test_what_came_whole_before_the_power_went_is_finished_when_its_sender_asks(
    library: Library, phone: Sender
) -> None:
    whole = photo(SIZE)
    place = phone.begin(SIZE)
    (library.files.incoming / "unfinished" / place.rpartition("/")[2]).write_bytes(whole)
    assert phone.where(place) == SIZE
    assert kept(library) == [whole]


def test_while_the_originals_disk_is_away_nothing_is_forgotten(
    library: Library, phone: Sender, clock: SetClock
) -> None:
    place = phone.begin(SIZE)
    phone.send(place, 0, b"x" * 1000)
    away = library.files.originals.with_name("away")
    library.files.originals.rename(away)
    clock.forward(days=8)
    intake.sweep_uploads(library)
    clock.forward(days=-8)
    assert phone.ask("HEAD", place).status == 503
    assert phone.send(place, 1000, b"x").status == 503
    away.rename(library.files.originals)
    assert phone.where(place) == 1000


def test_a_flood_of_creations_is_refused(library: Library, phone: Sender, mother: Viewer) -> None:
    place = phone.begin(10)
    begun = rows.find(library, mother, place.rpartition("/")[2])
    assert begun is not None
    with library.database.writing() as connection:
        connection.executemany(
            """INSERT INTO upload SELECT ?, family, person, device, batch, name, metadata, length, begun, touched,
               finished, arrival FROM upload WHERE id = ?""",
            [(f"{number:032x}", begun.id) for number in range(resuming.MOST_AT_ONCE - 1)],
        )
    refused = phone.create(10)
    assert (refused.status, refused.reason) == (429, "resumable.too_many")
    assert f"{resuming.MOST_AT_ONCE}" in refused.said["title"]
    phone.ask("DELETE", place)
    assert phone.create(10).status == 201


def test_promises_of_one_person_are_bounded_and_hinder_nobody_else(
    library: Library, port: int, phone: Sender, mother: Viewer
) -> None:
    giga = 1_000_000_000
    library.files.reserve = library.files.free - 10 * giga
    assert phone.create(6 * giga).status == 201
    refused = phone.create(6 * giga)
    assert (refused.status, refused.reason) == (507, "problems.disk_full")
    father = sender(library, port, people.join(library, mother, "아빠"))
    assert father.create(6 * giga).status == 201


def test_no_upload_begins_on_a_disk_that_is_nearly_full(library: Library, phone: Sender) -> None:
    place = phone.begin(SIZE)
    library.files.reserve = 1 << 60
    refused = phone.create(10)
    assert (refused.status, refused.reason) == (507, "problems.disk_full")
    assert phone.send(place, 0, b"x" * 1000).status == 507
    library.files.reserve = 0
    assert phone.where(place) == 0
    assert phone.send(place, 0, b"x" * 1000).status == 204


@pytest.fixture
def small_disk(tmp_path: Path, clock: SetClock) -> Iterator[Library]:
    """A box whose originals lie on a disk of 8 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "small", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting a small disk needs root")
    (disk / ".backup-originals").touch()
    box = Library(load(tmp_path / "box", reserve_mb=0, originals=str(disk)), clock).open(schedule.TABLE)
    migrations.apply(box)
    yield box
    box.close()
    subprocess.run(["umount", disk], check=True)


def test_a_disk_that_fills_up_in_the_middle_keeps_what_fitted_and_goes_on_when_there_is_room(
    small_disk: Library,
) -> None:
    whole = photo(5_000_000)
    with served(small_disk) as port:
        phone = sender(small_disk, port, people.found_family(small_disk))
        place = phone.begin(len(whole))
        filler = small_disk.files.originals / "something else"
        filler.write_bytes(bytes(5_000_000))
        full = phone.send(place, 0, whole)
        assert (full.status, full.reason) == (507, "problems.disk_full")
        arrived = phone.where(place)
        assert 0 < arrived < len(whole)
        filler.unlink()
        assert phone.send(place, arrived, whole[arrived:]).status == 204
    assert kept(small_disk) == [whole]

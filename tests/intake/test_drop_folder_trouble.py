"""What goes wrong in a drop folder costs only itself: the source stays, nothing is doubled, nothing is deleted."""

import os
import queue
import resource
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest
import watchdog.observers.inotify  # noqa: F401 - before no descriptor is left to read it with

from backupd import intake
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.intake.hints import CannotWatch, Hints
from tests.intake.drops import arrivals, box, settle, shelf, until
from tests.media.making import photo
from tests.people import found_family


@pytest.fixture
def drop(tmp_path: Path) -> Path:
    folder = tmp_path / "drop"
    folder.mkdir()
    return folder


@pytest.fixture
def library(tmp_path: Path, drop: Path) -> Iterator[Library]:
    made = box(tmp_path, drop)
    yield made
    made.close()


@pytest.fixture
def mother(library: Library) -> Viewer:
    return found_family(library)


def test_junk_sidecars_links_pipes_and_devices_are_left_alone(
    library: Library, mother: Viewer, drop: Path, tmp_path: Path
):
    outside = photo(tmp_path / "outside.jpg")
    (drop / "link.jpg").symlink_to(outside)
    (drop / "linked").symlink_to(tmp_path, target_is_directory=True)
    os.mkfifo(drop / "pipe.jpg")
    for name in (".DS_Store", "Thumbs.db", "._a.jpg", "~$a.jpg", "a.crdownload", "a.jpg.json", "a.xmp"):
        (drop / name).write_bytes(b"x")
    (drop / "@eaDir").mkdir()
    photo(drop / "@eaDir" / "thumb.jpg")
    (drop / "folder.jpg").mkdir()
    with intake.Watcher(library):
        settle(library)
    assert arrivals(library) == []


def test_a_bad_file_is_refused_stays_where_it_is_and_our_copy_is_let_go(
    library: Library, mother: Viewer, drop: Path
):
    bad, good = drop / "계약서.jpg", photo(drop / "good.jpg")
    bad.write_bytes(b"%PDF-1.4 contract")
    with intake.Watcher(library):
        until(library, lambda: len(arrivals(library)) == 2)
        settle(library)
    assert ("계약서.jpg", "refused", "media.document") in arrivals(library)
    assert bad.exists() and good.exists()
    assert len(list(library.files.kept())) == 1


def test_a_file_that_ends_early_waits_and_is_taken_when_it_is_whole(
    library: Library, mother: Viewer, drop: Path, tmp_path: Path
):
    content = photo(tmp_path / "whole.jpg", (1600, 1200)).read_bytes()
    (drop / "a.jpg").write_bytes(content[: len(content) // 2])
    with intake.Watcher(library):
        settle(library)
        assert arrivals(library) == []
        (drop / "a.jpg").write_bytes(content)
        until(library, lambda: len(arrivals(library)) == 1)
    assert [outcome for _, outcome, _ in arrivals(library)] == ["imported"]


def test_a_taken_file_that_later_grows_takes_its_own_place(
    library: Library, mother: Viewer, drop: Path, tmp_path: Path
):
    """A JPEG decodes up to its end marker: what follows, a motion photo's film say, may come later."""
    path = photo(drop / "a.jpg")
    with intake.Watcher(library):
        until(library, lambda: len(arrivals(library)) == 1)
        with path.open("ab") as longer:
            longer.write(b"the film behind the picture" * 100)
        until(library, lambda: len(arrivals(library)) == 2)
        settle(library, 0.5)
    assert sum(shelf(library, mother).values()) == 1
    assert [(library.files.originals / each).read_bytes() for each in library.files.kept()] == [
        path.read_bytes()
    ]


def test_a_folder_that_vanishes_is_offline_and_nothing_is_deleted(
    library: Library, mother: Viewer, drop: Path, tmp_path: Path
):
    photo(drop / "IMG_20190805_101500.jpg")
    library.close()
    library = box(tmp_path, drop, sweep=0.3)
    with intake.Watcher(library):
        until(library, lambda: shelf(library, mother) == {"2019년 8월": 1})
        away = drop.rename(tmp_path / "unplugged")
        until(library, lambda: intake.drop_folders(library, mother)[0].state == "offline")
        away.rename(drop)
        photo(drop / "IMG_20190806_101500.jpg", (200, 100))
        until(library, lambda: shelf(library, mother) == {"2019년 8월": 2})
        until(library, lambda: intake.drop_folders(library, mother)[0].state == "watched")
    library.close()


def test_a_polled_share_is_taken_without_any_event(tmp_path: Path, drop: Path):
    library = box(tmp_path, drop, sweep=0.3, poll=True)
    mother = found_family(library)
    with intake.Watcher(library):
        photo(drop / "IMG_20190805_101500.jpg")
        until(library, lambda: shelf(library, mother) == {"2019년 8월": 1})
        assert intake.drop_folders(library, mother)[0].state == "polled"
    library.close()


def test_names_that_are_no_utf8_nfd_and_newlines_are_taken(library: Library, mother: Viewer, drop: Path):
    content = photo(drop / "x.jpg").read_bytes()
    for number, name in enumerate([b"\xb9\xd9\xb4\xd9.jpg", "제주.jpg".encode(), b"line\nbreak.jpg"]):
        Path(os.fsdecode(os.fsencode(drop) + b"/" + name)).write_bytes(content + bytes([number]))
    with intake.Watcher(library):
        until(library, lambda: len(arrivals(library)) == 4)
        settle(library, 0.3)
    assert {outcome for _, outcome, _ in arrivals(library)} == {"imported"}
    assert "제주.jpg" in [name for name, _, _ in arrivals(library)]


def test_a_file_taken_away_before_it_is_read_costs_nothing(library: Library, mother: Viewer, drop: Path):
    path = photo(drop / "gone.jpg")
    with intake.Watcher(library):
        until(
            library_stub(library),
            lambda: library.database.value("SELECT count(*) FROM drop_source") == 1,
        )
        path.unlink()
        settle(library)
        photo(drop / "other.jpg", (200, 100))
        until(library, lambda: len(arrivals(library)) == 1)
    assert [name for name, _, _ in arrivals(library)] == ["other.jpg"]


class library_stub:
    """A box whose worker is busy elsewhere: nothing that was rung for is done yet."""

    def __init__(self, library: Library) -> None:
        self.jobs = self

    def drain(self) -> int:
        return 0


def test_a_disk_that_fills_keeps_the_files_for_later(library: Library, mother: Viewer, drop: Path):
    photo(drop / "IMG_20190805_101500.jpg")
    library.files.reserve = 1 << 60
    with intake.Watcher(library):
        with pytest.raises(Exception, match="disk_full"):
            settle(library, 5)
        library.files.reserve = 0
        library.jobs.ring_unfinished(library)
        until(library, lambda: shelf(library, mother) == {"2019년 8월": 1})
    shutil.rmtree(drop)


@contextmanager
def no_descriptor_left() -> Iterator[None]:
    """Every descriptor this process may have is taken, whatever gaps there were between the open ones."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (128, hard))
    with ExitStack() as taken:
        taken.callback(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        with suppress(OSError):
            while True:
                taken.callback(os.close, os.open(os.devnull, os.O_RDONLY))
        yield


def test_a_system_that_lends_no_more_watches_is_polled_instead(tmp_path: Path, drop: Path):
    library = box(tmp_path, drop, sweep=0.3)
    mother = found_family(library)
    hints = Hints(drop, queue.SimpleQueue())
    with no_descriptor_left(), pytest.raises(CannotWatch) as refused:
        hints.listen()
    assert refused.value.reason == "intake.too_many_watchers"
    assert not hints.watching
    with intake.Watcher(library):
        photo(drop / "IMG_20190805_101500.jpg")
        until(library, lambda: shelf(library, mother) == {"2019년 8월": 1})
    library.close()

"""Somebody drops files on the box's share, in every way people and programs do, and they become albums, once."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from backupd import albums, intake, migrations, schedule
from backupd.core.clock import Clock
from backupd.core.library import Library
from backupd.core.settings import DropFolder, load
from backupd.family import Viewer
from tests.media.making import photo
from tests.people import found_family

QUIET = 0.6


def box(tmp_path: Path, *folders: Path, sweep: float = 30.0, **options) -> Library:
    """A box with these drop folders, that finds files stable in half a second."""
    drops = tuple(DropFolder(str(folder), "김씨네", "엄마", **options) for folder in folders)
    settings = load(
        tmp_path / "box", reserve_mb=0, stable_seconds=0.2, quiet_seconds=QUIET, sweep_seconds=sweep
    )
    made = Library(msgspec.structs.replace(settings, drop_folders=drops), Clock()).open(schedule.TABLE)
    migrations.apply(made)
    return made


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


def shelf(library: Library, viewer: Viewer) -> dict[str, int]:
    return {album.title: album.media for album in albums.shelf(library, viewer)}


def until(library: Library, so: Callable[[], bool], seconds: float = 15) -> None:
    """Work off what is rung for, until it is so."""
    end = time.monotonic() + seconds
    while not so():
        assert time.monotonic() < end, "it did not happen"
        library.jobs.drain()
        time.sleep(0.05)


def settle(library: Library, seconds: float = 2 * QUIET + 0.5) -> None:
    """Time enough for anything that would be taken."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        library.jobs.drain()
        time.sleep(0.05)


def arrivals(library: Library) -> list[tuple]:
    rows = library.database.connection.execute("SELECT name, outcome, reason FROM arrival ORDER BY id")
    return [tuple(row) for row in rows]


def test_a_folder_becomes_an_album_and_its_source_stays(library: Library, mother: Viewer, drop: Path):
    with intake.Watcher(library):
        (drop / "제주 여름휴가" / "둘째 날").mkdir(parents=True)
        first = photo(drop / "제주 여름휴가" / "a.jpg")
        photo(drop / "제주 여름휴가" / "둘째 날" / "b.jpg", (200, 100))
        photo(drop / "IMG_20190805_101500.jpg", (300, 100))
        until(library, lambda: len(arrivals(library)) == 3)
        settle(library, 0.3)
    assert shelf(library, mother) == {"제주 여름휴가": 2, "2019년 8월": 1}
    assert first.exists()


def test_files_that_came_while_the_box_was_off_are_found(library: Library, mother: Viewer, drop: Path):
    photo(drop / "IMG_20190805_101500.jpg")
    with intake.Watcher(library):
        until(library, lambda: shelf(library, mother) == {"2019년 8월": 1})
    with intake.Watcher(library):
        settle(library)
    assert len(arrivals(library)) == 1


def test_a_slow_copy_is_taken_once_and_whole(library: Library, mother: Viewer, drop: Path, tmp_path: Path):
    content = photo(tmp_path / "whole.jpg", (1600, 1200)).read_bytes()
    with intake.Watcher(library):
        with (drop / "slow.jpg").open("wb") as copying:
            for start in range(0, len(content), len(content) // 8 + 1):
                copying.write(content[start : start + len(content) // 8 + 1])
                copying.flush()
                settle(library, 0.2)
        until(library, lambda: len(arrivals(library)) == 1)
        settle(library)
    assert [outcome for _, outcome, _ in arrivals(library)] == ["imported"]
    assert [path.read_bytes() for path in library.files.originals.rglob("*.jpg")] == [content]


def test_an_empty_file_is_not_ready_until_something_is_in_it(library: Library, mother: Viewer, drop: Path):
    with intake.Watcher(library):
        (drop / "a.jpg").touch()
        settle(library)
        assert arrivals(library) == []
        photo(drop / "a.jpg")
        until(library, lambda: len(arrivals(library)) == 1)


def test_a_copy_that_renames_its_temporary_file_is_taken_under_its_last_name(
    library: Library, mother: Viewer, drop: Path
):
    with intake.Watcher(library):
        photo(drop / "whole.jpg").rename(drop / ".syncthing.a.jpg.tmp")
        photo(drop / "b.part", format="jpeg")
        settle(library)
        (drop / ".syncthing.a.jpg.tmp").rename(drop / "a.jpg")
        until(library, lambda: len(arrivals(library)) == 1)
        settle(library)
    assert [name for name, _, _ in arrivals(library)] == ["a.jpg"]


def test_a_tree_moved_in_is_taken(library: Library, mother: Viewer, drop: Path, tmp_path: Path):
    tree = tmp_path / "여행"
    (tree / "deep").mkdir(parents=True)
    photo(tree / "a.jpg")
    photo(tree / "deep" / "b.jpg", (200, 100))
    with intake.Watcher(library):
        settle(library, 0.3)
        tree.rename(drop / "여행")
        until(library, lambda: shelf(library, mother) == {"여행": 2})


def test_a_folder_renamed_after_it_was_taken_is_not_taken_again(library: Library, mother: Viewer, drop: Path):
    (drop / "여행").mkdir()
    photo(drop / "여행" / "a.jpg")
    with intake.Watcher(library):
        until(library, lambda: shelf(library, mother) == {"여행": 1})
        (drop / "여행").rename(drop / "제주")
        settle(library)
    assert shelf(library, mother) == {"여행": 1}
    assert len(arrivals(library)) == 1


def test_touching_a_taken_file_changes_nothing(library: Library, mother: Viewer, drop: Path):
    path = photo(drop / "a.jpg")
    with intake.Watcher(library):
        until(library, lambda: len(arrivals(library)) == 1)
        os.utime(path)
        photo(drop / "b.jpg", (200, 100))
        until(library, lambda: sum(shelf(library, mother).values()) == 2)
        settle(library)
    assert sum(shelf(library, mother).values()) == 2
    assert len(list(library.files.kept())) == 2


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


def test_the_rule_month_makes_no_album_of_folders(tmp_path: Path, drop: Path):
    library = box(tmp_path, drop, albums="month")
    mother = found_family(library)
    (drop / "2019 여름").mkdir()
    photo(drop / "2019 여름" / "IMG_20190805_101500.jpg")
    with intake.Watcher(library):
        until(library, lambda: shelf(library, mother) == {"2019년 8월": 1})
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


def test_many_files_at_once_become_one_sitting(library: Library, mother: Viewer, drop: Path, tmp_path: Path):
    content = photo(tmp_path / "small.jpg", (16, 16)).read_bytes()
    (drop / "많아요").mkdir()
    for number in range(150):
        (drop / "많아요" / f"{number}.jpg").write_bytes(content + number.to_bytes(2, "big"))
    with intake.Watcher(library):
        until(library, lambda: shelf(library, mother) == {"많아요": 150}, seconds=60)
        settle(library, 0.5)
    assert library.database.value("SELECT count(*) FROM batch") == 1
    assert library.database.value("SELECT closed IS NOT NULL FROM batch")


def test_a_disk_that_fills_keeps_the_files_for_later(library: Library, mother: Viewer, drop: Path):
    photo(drop / "IMG_20190805_101500.jpg")
    library.files.reserve = 1 << 60
    with intake.Watcher(library):
        with pytest.raises(Exception, match="disk_full"):
            settle(library, 5)
        library.files.reserve = 0
        until(library, lambda: shelf(library, mother) == {"2019년 8월": 1})
    shutil.rmtree(drop)

"""Somebody drops files on the box's share, in every way people and programs do, and they become albums, once."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from backupd import intake
from backupd.core.library import Library
from backupd.family import Viewer
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


def test_the_rule_month_makes_no_album_of_folders(tmp_path: Path, drop: Path):
    library = box(tmp_path, drop, albums="month")
    mother = found_family(library)
    (drop / "2019 여름").mkdir()
    photo(drop / "2019 여름" / "IMG_20190805_101500.jpg")
    with intake.Watcher(library):
        until(library, lambda: shelf(library, mother) == {"2019년 8월": 1})
    library.close()


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

"""`backupd import`: everything under a path, a line for each file, whatever the files are."""

import os
from collections import Counter
from pathlib import Path

import pytest

from backupd import albums, family, intake
from backupd.core.errors import CannotStart
from backupd.core.library import Library
from backupd.intake.importing import ImportLine, ImportTotals
from tests.media.making import exif, film, photo, seoul

KEYS = (
    "source", "outcome", "reason", "media", "kind", "taken", "offset", "precision", "width", "height", "duration",
    "latitude", "longitude", "camera",
)  # fmt: skip


def run(library: Library, path: Path) -> tuple[dict[str, ImportLine], ImportTotals]:
    *lines, totals = intake.import_path(library, path, "김씨네", "엄마", lambda key: f"<{key}>")
    assert isinstance(totals, ImportTotals)
    return {Path(line.source).name: line for line in lines}, totals


def shelf(library: Library) -> dict[str, int]:
    home, person = family.person_named(library, "김씨네", "엄마")
    rows = library.database.connection.execute(
        """SELECT title, count(*) FROM visible_stories JOIN album ON album.id = visible_stories.album
           WHERE viewer = ? AND visible_stories.family = ? GROUP BY album.id""",
        (person, home),
    )
    return {row[0]: row[1] for row in rows}


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    folder = tmp_path / "pile"
    (folder / "제주").mkdir(parents=True)
    return folder


def test_facts_stand_in_the_lines_and_the_family_is_made(library: Library, pile: Path):
    block = exif("2023:05:06 14:30:00", "+09:00", make="samsung", model="SM-S911N", gps=seoul())
    photo(pile / "제주" / "a.jpg", exif=block)
    film(pile / "제주" / "b.mp4", seconds=2)
    lines, totals = run(library, pile)
    assert ImportLine.__struct_fields__ == KEYS
    line = lines["a.jpg"]
    assert (line.outcome, line.kind, line.taken, line.offset) == (
        "imported",
        "photo",
        "2023-05-06T14:30:00",
        "+09:00",
    )
    assert (line.precision, line.width, line.height, line.camera) == ("exact", 640, 480, "samsung SM-S911N")
    assert (round(line.latitude, 3), round(line.longitude, 3)) == (37.551, 126.988)
    assert lines["b.mp4"].kind == "video" and lines["b.mp4"].duration == pytest.approx(2, abs=0.3)
    assert (totals.imported, totals.total) == (2, 2)
    assert shelf(library) == {"제주": 2}


def test_importing_twice_doubles_nothing(library: Library, pile: Path):
    photo(pile / "제주" / "a.jpg")
    run(library, pile)
    lines, totals = run(library, pile)
    assert lines["a.jpg"].outcome == "duplicate" and totals.duplicate == 1
    assert shelf(library) == {"제주": 1}
    assert len(list(library.files.kept())) == 1


def test_bad_files_are_refused_with_a_sentence_and_cost_only_themselves(library: Library, pile: Path):
    whole = photo(pile / "good.jpg", (800, 600)).read_bytes()
    (pile / "half.jpg").write_bytes(whole[: len(whole) // 2])
    (pile / "empty.jpg").touch()
    (pile / "text.jpg").write_text("hello")
    (pile / "link.jpg").symlink_to(pile / "good.jpg")
    os.mkfifo(pile / "pipe.jpg")
    lines, totals = run(library, pile)
    outcomes = {name: (line.outcome, line.reason) for name, line in lines.items()}
    assert outcomes == {
        "good.jpg": ("imported", None),
        "half.jpg": ("refused", "<media.truncated>"),
        "empty.jpg": ("refused", "<media.empty>"),
        "text.jpg": ("refused", "<media.mislabelled>"),
        "link.jpg": ("refused", "<intake.not_an_ordinary_file>"),
        "pipe.jpg": ("refused", "<intake.not_an_ordinary_file>"),
    }
    assert (totals.imported, totals.refused, totals.total) == (1, 5, 6)
    assert len(list(library.files.kept())) == 1
    assert (pile / "half.jpg").exists()


def test_a_single_file_goes_by_its_month(library: Library, pile: Path):
    run(library, photo(pile / "IMG_20190805_101500.jpg"))
    assert shelf(library) == {"2019년 8월": 1}


def test_the_same_folder_from_two_imports_is_one_album(library: Library, pile: Path):
    photo(pile / "제주" / "a.jpg")
    run(library, pile)
    photo(pile / "제주" / "b.jpg", (200, 100))
    run(library, pile)
    assert shelf(library) == {"제주": 2}


def test_a_path_that_is_not_there_is_said_before_anything_is_made(library: Library, tmp_path: Path):
    with pytest.raises(CannotStart) as refused:
        run(library, tmp_path / "nowhere")
    assert refused.value.key == "intake.no_such_path"
    assert library.database.value("SELECT count(*) FROM family") == 0


def test_stopping_half_way_leaves_whole_things(library: Library, pile: Path):
    for number in range(12):
        photo(pile / f"{number}.jpg", (100 + number, 100))
    lines = intake.import_path(library, pile, "김씨네", "엄마", str)
    next(lines)
    lines.close()
    intake_done = Counter(library.database.column("SELECT state FROM arrival"))
    assert sum(intake_done.values()) == len(list(library.files.kept()))
    for arrival in intake.unwelcomed(library):
        intake.welcome(library, arrival)
    run(library, pile)
    assert sum(shelf(library).values()) == 12
    home, person = family.person_named(library, "김씨네", "엄마")
    kept = library.database.column("SELECT id FROM media")
    assert (
        len({place.story for media in kept for place in albums.where_is(library, person, home, media)}) == 12
    )

"""An iPhone writes two files for one picture: they become one story, in whichever order and by whichever door."""

from pathlib import Path

import msgspec
import pytest

from backupd import albums, intake
from backupd.albums import filling, looking, stories, story_store, timeline_looking, trash, trash_store
from backupd.albums.forms import Telling
from backupd.core.library import Library
from backupd.family import Viewer
from tests.intake.sending import form, titles
from tests.media.moving import live_film, live_photo
from tests.people import client_for, join

ID = "1EA799FF-8384-4BC4-87AA-139A814D9125"


@pytest.fixture
def halves(tmp_path: Path) -> tuple[Path, Path]:
    return live_photo(tmp_path / "IMG_1.jpg", ID), live_film(tmp_path / "IMG_1.MOV", ID)


def send(library: Library, viewer: Viewer, *paths: Path, **fields: str) -> None:
    """Each file in a sitting of its own."""
    with client_for(library, viewer) as browser:
        for path in paths:
            assert browser.post("/add", **form(path, **fields)).status_code == 303
    library.jobs.drain()


def shown(library: Library, viewer: Viewer) -> list[looking.Seen]:
    """Every story there is, as its page shows it."""
    found = (
        story
        for album in albums.shelf(library, viewer)
        for story in looking.opened(library, viewer, album.id).stories
    )
    return [looking.seen(library, viewer, story.id) for story in found]


def names(seen: looking.Seen) -> list[str]:
    return [clip.name for clip in seen.clips]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["photo-first", "film-first"])
def test_two_halves_are_one_story_whichever_comes_first(library: Library, mother: Viewer, halves, order):
    send(library, mother, *(halves[each] for each in order))
    (seen,) = shown(library, mother)
    assert names(seen) == ["IMG_1.jpg", "IMG_1.MOV"]
    assert (seen.story.picture.kind, seen.story.taken) == ("photo", "2024-01-28T10:54:20")
    assert (seen.story.clips, seen.story.moves) == (1, True)
    assert seen.motion and seen.motion.address == f"/media/{seen.clips[1].picture.id}/film"


def test_a_photo_that_moves_is_counted_once_on_the_shelf_among_all_photos_and_in_the_trash(
    library: Library, mother: Viewer, tmp_path: Path, halves
):
    lone = live_film(tmp_path / "IMG_7.MOV", None, taken="2024-02-01T10:00:00+0900")
    album = albums.new_album(library, mother.family, mother.id, "첫눈")
    send(library, mother, *halves, lone, album=str(album))
    (shelved,) = albums.shelf(library, mother)
    assert shelved.media == 2
    assert [one.clips for one in timeline_looking.photos(library, mother, None, None, None).photos] == [1, 1]
    trash.trash_album(library, mother, album)
    assert [lying.media for lying in trash_store.trashed_albums(library, mother)] == [2]


def test_both_halves_stay_as_they_came(library: Library, mother: Viewer, halves):
    send(library, mother, *halves)
    kept = {path.read_bytes() for path in library.files.originals.rglob("*.*") if path.is_file()}
    assert {half.read_bytes() for half in halves} <= kept


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["photo-first", "film-first"])
def test_without_an_identifier_name_and_moment_tell(library: Library, mother: Viewer, tmp_path: Path, order):
    pair = live_photo(tmp_path / "IMG_2.JPG", None), live_film(tmp_path / "img_2.mov", ID)
    send(library, mother, *(pair[each] for each in order))
    (seen,) = shown(library, mother)
    assert names(seen) == ["IMG_2.JPG", "img_2.mov"] and seen.motion


@pytest.mark.parametrize(
    ("photo", "film"),
    [
        ({}, {"taken": "2024-01-28T10:58:00+0900"}),
        ({}, {"taken": None}),
        ({}, {"name": "IMG_4.MOV"}),
        ({}, {"seconds": 8.0}),
        ({"content_id": ID}, {"content_id": "6F98E4E3-F5B9-42EE-A8B0-7B968B72C4F1"}),
    ],
    ids=["another-moment", "no-moment", "another-name", "too-long", "another-identifier"],
)
def test_what_only_looks_like_a_pair_stays_two(
    library: Library, mother: Viewer, tmp_path: Path, photo: dict, film: dict
):
    send(
        library,
        mother,
        live_photo(tmp_path / "IMG_3.JPG", **{"content_id": None, **photo}),
        live_film(tmp_path / film.pop("name", "IMG_3.MOV"), **{"content_id": None, **film}),
    )
    assert sorted(len(seen.clips) for seen in shown(library, mother)) == [1, 1]


def test_halves_of_two_people_stay_two(library: Library, mother: Viewer, halves):
    send(library, mother, halves[0])
    send(library, join(library, mother, "아빠"), halves[1])
    assert len(shown(library, mother)) == 2


def test_a_film_that_was_sent_to_another_album_stays_there(library: Library, mother: Viewer, halves):
    here, there = (albums.new_album(library, mother.family, mother.id, title) for title in ("여기", "저기"))
    send(library, mother, halves[0], album=str(here))
    send(library, mother, halves[1], album=str(there))
    assert titles(library, mother) == {"여기": 1, "저기": 1}
    send(library, mother, halves[1], album=str(here))
    assert titles(library, mother) == {"여기": 1, "저기": 1}
    (story,) = looking.opened(library, mother, here).stories
    assert names(looking.seen(library, mother, story.id)) == ["IMG_1.jpg", "IMG_1.MOV"]


def test_the_same_pair_sent_again_changes_nothing(library: Library, mother: Viewer, halves):
    send(library, mother, *halves)
    send(library, mother, *reversed(halves))
    (seen,) = shown(library, mother)
    assert len(seen.clips) == 2
    outcomes = library.database.column("SELECT outcome FROM arrival ORDER BY id")
    assert outcomes == ["imported", "imported", "duplicate", "duplicate"]


def test_words_and_a_corrected_date_outlast_the_photo_that_comes_later(
    library: Library, mother: Viewer, halves
):
    send(library, mother, halves[1])
    (seen,) = shown(library, mother)
    stories.tell(library, mother, seen.story.id, Telling(description="첫눈", taken="2023-12"))
    send(library, mother, halves[0])
    (seen,) = shown(library, mother)
    assert (seen.story.description, seen.story.taken[:7], seen.story.precision) == (
        "첫눈",
        "2023-12",
        "month",
    )


def test_words_that_come_with_the_second_half_are_kept(library: Library, mother: Viewer, halves):
    send(library, mother, halves[0])
    send(library, mother, halves[1], description="첫눈")
    assert [seen.story.description for seen in shown(library, mother)] == ["첫눈"]


def test_a_pair_that_moved_on_is_still_found_by_its_identifier(library: Library, mother: Viewer, halves):
    send(library, mother, halves[0])
    (seen,) = shown(library, mother)
    elsewhere = albums.new_album(library, mother.family, mother.id, "겨울")
    stories.move_stories(library, mother, [seen.story.id], elsewhere)
    send(library, mother, halves[1])
    (seen,) = shown(library, mother)
    assert (seen.album.title, len(seen.clips)) == ("겨울", 2)


def test_a_photo_in_the_trash_is_left_there(library: Library, mother: Viewer, halves):
    send(library, mother, halves[0])
    trash.trash_stories(library, mother, [shown(library, mother)[0].story.id])
    send(library, mother, halves[1])
    (seen,) = shown(library, mother)
    assert names(seen) == ["IMG_1.MOV"]


def test_a_full_story_takes_no_film(library: Library, mother: Viewer, halves, tmp_path: Path):
    send(library, mother, halves[0])
    (seen,) = shown(library, mother)
    with library.database.writing() as connection:
        for place in range(1, filling.MOST_CLIPS):
            other = live_photo(tmp_path / f"{place}.jpg", None, size=(100 + place, 80))
            with library.files.staging() as staging:
                staging.write(other.read_bytes())
                kept = intake.actions.media.keep(library, staging.finish(), other.name).id
            connection.execute(
                "INSERT INTO story_media VALUES (?, ?, ?, ?)", (seen.story.id, place, kept, other.name)
            )
    send(library, mother, halves[1])
    assert sorted(len(seen.clips) for seen in shown(library, mother)) == [1, filling.MOST_CLIPS]


def test_the_gate_hides_a_pair_whole(library: Library, mother: Viewer, halves):
    send(library, mother, *halves)
    (seen,) = shown(library, mother)
    stranger = msgspec.structs.replace(mother, family=mother.family + 1)
    assert story_store.clips(library, stranger, seen.story.id) == []

"""Facts and pictures come once for each original, come back when they are lost, and a bad file stops nobody."""

from pathlib import Path

import pytest

from backupd import media
from backupd.core.library import Library
from tests.media.making import film, photo


def bring(library: Library, path: Path) -> int:
    with library.files.staging() as staging:
        staging.write(path.read_bytes())
        return media.keep(library, staging.finish(), path.name).id


def test_a_photo_is_ready_with_its_facts_and_both_pictures(library: Library, tmp_path: Path):
    kept = bring(library, photo(tmp_path / "IMG_20190805_101500.jpg", (2000, 1000)))
    known = media.develop(library, media.darkroom(library), kept)
    assert (known.state, known.width, known.taken) == ("ready", 2000, "2019-08-05T10:15:00")
    assert (
        media.derived_path(library, kept, "grid").exists()
        and media.derived_path(library, kept, "preview").exists()
    )
    assert media.develop(library, media.darkroom(library), kept) == known


@pytest.mark.parametrize("size", ["grid", "preview"])
def test_pictures_that_were_deleted_are_drawn_again(library: Library, tmp_path: Path, size: str):
    kept = bring(library, photo(tmp_path / "a.jpg"))
    media.develop(library, media.darkroom(library), kept)
    lost = media.derived_path(library, kept, size)
    lost.unlink()
    media.redevelop(library, kept)
    assert lost.stat().st_size > 0


def test_what_a_power_cut_left_empty_is_drawn_again(library: Library, tmp_path: Path):
    kept = bring(library, photo(tmp_path / "a.jpg"))
    media.develop(library, media.darkroom(library), kept)
    grid = media.derived_path(library, kept, "grid")
    grid.write_bytes(b"")
    media.recover(library)
    assert not grid.exists()
    media.redevelop(library, kept)
    assert grid.stat().st_size > 0


def test_a_broken_photo_is_set_aside_with_its_reason_until_it_is_tried_again(
    library: Library, tmp_path: Path
):
    path = photo(tmp_path / "a.jpg", (800, 600))
    path.write_bytes(path.read_bytes()[:3000])
    kept = bring(library, path)
    for _ in range(2):
        with pytest.raises(media.Unreadable) as refused:
            media.develop(library, media.darkroom(library), kept)
    assert refused.value.reason == "media.truncated"
    assert media.find(library, kept).state == "set_aside"
    media.develop_again(library, kept)
    assert media.find(library, kept).state == "arrived"


def test_two_darkrooms_that_die_over_a_file_set_it_aside(library: Library, tmp_path: Path):
    """A darkroom with too little memory to start in dies over whatever it is given."""
    kept = bring(library, photo(tmp_path / "a.jpg"))
    with media.Darkroom(memory_mb=8, seconds=20) as small, pytest.raises(media.Unreadable):
        media.develop(library, small, kept)
    known = media.find(library, kept)
    assert (known.state, known.deaths) == ("set_aside", 2)
    media.develop_again(library, kept)
    assert media.develop(library, media.darkroom(library), kept).state == "ready"


def test_a_film_browsers_cannot_play_is_made_playable_once_no_photo_waits(library: Library, tmp_path: Path):
    kept = bring(library, film(tmp_path / "a.avi", codec="mpeg4"))
    waiting = bring(library, photo(tmp_path / "b.jpg"))
    assert media.develop(library, media.darkroom(library), kept).film == "needed"
    media.film(library, kept)
    assert media.find(library, kept).film == "needed"
    media.develop(library, media.darkroom(library), waiting)
    media.film(library, kept)
    assert media.find(library, kept).film == "made"
    assert media.derived_path(library, kept, "film").stat().st_size > 0


def test_an_original_the_disk_lost_is_said_and_not_set_aside(library: Library, tmp_path: Path):
    kept = bring(library, photo(tmp_path / "a.jpg"))
    media.original_path(library, kept).unlink()
    with pytest.raises(media.Unreadable) as refused:
        media.develop(library, media.darkroom(library), kept)
    assert refused.value.reason == "media.original_missing"
    assert media.find(library, kept).state == "arrived"

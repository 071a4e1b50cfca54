"""After thirty days, or when an owner empties the trash, bytes go; and only when nothing refers to them."""

import io

import pytest
from PIL import Image

from backupd import albums, media
from backupd.albums import trash, trash_store
from backupd.core.errors import Forbidden
from tests.albums import house


def kept(library, colour="red"):
    """A real picture, kept."""
    picture = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(picture, "JPEG")
    with library.files.staging() as staging:
        staging.write(picture.getvalue())
        return media.keep(library, staging.finish(), f"{colour}.jpg").id


def told(library, who, photo):
    return house.story(library, who, house.album(library, who), photo)


def run(library):
    library.jobs.drain()


def nights(library, clock, count):
    for _ in range(count):
        clock.forward(days=1)
        albums.purge_old(library)
    run(library)


def test_a_clock_that_leaps_over_thirty_days_empties_no_trash(library, clock):
    """A box without a clock boots in 1970; somebody deletes; the network tells it the year."""
    mother = house.family(library)
    photo = kept(library)
    trash.trash_stories(library, mother, [told(library, mother, photo)])
    clock.forward(days=56 * 365)
    nights(library, clock, 2)
    assert media.original_path(library, photo).exists() and trash_store.trashed_stories(library, mother)


def test_thirty_days_after_deleting_the_bytes_are_gone(library, clock):
    mother = house.family(library)
    photo = kept(library)
    path = media.original_path(library, photo)
    trash.trash_stories(library, mother, [told(library, mother, photo)])
    nights(library, clock, 29)
    assert path.exists() and trash_store.trashed_stories(library, mother)
    nights(library, clock, 2)
    assert not path.exists() and not trash_store.trashed_stories(library, mother)


def test_an_owner_empties_the_trash_at_once_with_whole_albums_in_it(library):
    mother = house.family(library)
    photo, other = kept(library), kept(library, "blue")
    album = house.album(library, mother)
    house.story(library, mother, album, photo)
    trash.trash_stories(library, mother, [house.story(library, mother, album, other)])
    trash.trash_album(library, mother, album)
    paths = [media.original_path(library, each) for each in (photo, other)]
    trash.empty_trash(library, mother)
    run(library)
    assert not any(path.exists() for path in paths)
    assert not library.database.value("SELECT count(*) FROM media")
    assert not trash_store.trashed_albums(library, mother)


def test_only_owners_empty_the_trash(library):
    mother = house.family(library)
    child = house.member(library, mother.family, "지우")
    with pytest.raises(Forbidden):
        trash.empty_trash(library, child)


def test_emptying_one_familys_trash_leaves_the_others(library):
    ours, theirs = house.family(library), house.family(library, "외가")
    for each in (ours, theirs):
        trash.trash_stories(library, each, [told(library, each, kept(library, each.family_name and "red"))])
    path = library.files.originals / next(library.files.kept())
    trash.empty_trash(library, ours)
    run(library)
    assert path.exists() and len(trash_store.trashed_stories(library, theirs)) == 1


def test_bytes_stay_while_another_album_or_a_face_needs_them(library):
    mother = house.family(library)
    shared, face = kept(library), kept(library, "blue")
    told(library, mother, shared)
    for photo in (shared, face):
        trash.trash_stories(library, mother, [told(library, mother, photo)])
    with library.database.writing() as connection:
        connection.execute("UPDATE person SET face = ? WHERE id = ?", (face, mother.id))
    trash.empty_trash(library, mother)
    run(library)
    assert media.original_path(library, shared).exists() and media.original_path(library, face).exists()


def test_a_power_cut_between_letting_go_and_freeing_loses_nothing_and_leaves_nothing(library):
    mother = house.family(library)
    photo = kept(library)
    path = media.original_path(library, photo)
    trash.trash_stories(library, mother, [told(library, mother, photo)])
    trash.empty_trash(library, mother)
    assert path.exists()
    albums.free_space(library)
    albums.free_space(library)
    assert not path.exists()


def test_a_photo_that_is_on_its_way_again_is_not_freed(library):
    mother = house.family(library)
    photo = kept(library)
    trash.trash_stories(library, mother, [told(library, mother, photo)])
    trash.empty_trash(library, mother)
    assert kept(library) == photo
    told(library, mother, photo)
    run(library)
    assert media.original_path(library, photo).exists()

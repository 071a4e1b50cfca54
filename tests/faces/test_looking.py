"""The box looks for faces, in the background, once a family wants it."""

import time

import pytest

from backupd.albums import trash
from backupd.core.errors import Forbidden
from backupd.faces import looking, sights, store, switching
from backupd.faces.mind import FaceMind
from backupd.faces.orders import FacesFound, Find
from backupd.media import derived_path, purge
from tests import people
from tests.albums import house
from tests.faces.conftest import PHOTOS


def rows(library):
    found = library.database.connection.execute("SELECT * FROM face ORDER BY id")
    return [dict(row) for row in found]


def test_it_is_off_until_an_owner_turns_it_on(box, mother, photograph, look):
    photograph(1)
    look()
    assert rows(box) == [] and not sights.progress(box, mother).on
    father = people.join(box, mother, "아빠")
    with pytest.raises(Forbidden):
        switching.switch(box, father, "on")
    switching.switch(box, mother, "on")
    look()
    assert len(rows(box)) == 3


def test_it_finds_one_woman_on_two_real_photographs_and_takes_nobody_else_for_her(
    wished, mother, photograph, look
):
    stories = [photograph(number) for number in (1, 2, 3)]
    look()
    found = sights.somebodies(wished, mother)
    assert [each.stories for each in found] == [2] and found[0].name == ""
    told = sights.shown(wished, mother, found[0].id)
    assert {each.id for each in told.stories} == {stories[0], stories[2]}
    assert sights.progress(wished, mother) == sights.Progress(True, False, False, 3, 3)
    for row in rows(wished):
        crop = looking.crop_path(wished, row["media"], row["crop"])
        assert crop.read_bytes()[:2] == b"\xff\xd8" and len(row["vector"]) == 256


def test_it_goes_on_where_it_stopped_waits_when_told_and_looks_at_nothing_twice(
    wished, mother, photograph, look
):
    photograph(1)
    look()
    before = rows(wished)
    photograph(3)
    switching.switch(wished, mother, "paused")
    look()
    assert rows(wished) == before and sights.progress(wished, mother).seen == 1
    switching.switch(wished, mother, "on")
    look()
    look()
    assert rows(wished)[:3] == before and len(rows(wished)) == 6


def test_a_picture_that_is_none_stops_nobody(wished, mother, photograph, look):
    broken = house.photo(wished)
    path = derived_path(wished, broken, "preview")
    path.parent.mkdir(parents=True)
    path.write_bytes(b"no picture at all")
    house.story(wished, mother, house.album(wished, mother), broken)
    photograph(2)
    look()
    assert len(rows(wished)) == 3 and store.unlooked(wished, 0, 5) == []


def test_what_nobody_sees_is_not_looked_at_until_it_is_seen(wished, mother, photograph, album, look):
    trash.trash_album(wished, mother, album)
    photograph(1)
    look()
    assert rows(wished) == [] and sights.progress(wished, mother).of == 0
    trash.restore_album(wished, mother, album)
    look()
    assert len(rows(wished)) == 3


def test_faces_go_with_their_picture(wished, mother, photograph, album, look):
    photograph(1)
    look()
    crop = looking.crop_path(wished, rows(wished)[0]["media"], rows(wished)[0]["crop"])
    assert crop.exists()
    trash.trash_album(wished, mother, album)
    trash.empty_trash(wished, mother)
    purge(wished, rows(wished)[0]["media"]) if rows(wished) else None
    assert rows(wished) == [] and not crop.exists()


def test_a_small_picture_that_was_deleted_is_cut_again(wished, mother, photograph, look):
    photograph(1)
    look()
    row = rows(wished)[0]
    crop = looking.crop_path(wished, row["media"], row["crop"])
    drawn = crop.read_bytes()
    crop.unlink()
    looking.draw_crop(wished, row["id"])
    assert len(crop.read_bytes()) == pytest.approx(len(drawn), rel=0.1)
    looking.draw_crop(wished, 98765)


def test_erased_means_gone_from_every_file(wished, mother, photograph, look):
    photograph(1)
    photograph(3)
    look()
    vectors = [row["vector"] for row in rows(wished)]
    crops = [looking.crop_path(wished, row["media"], row["crop"]) for row in rows(wished)]
    assert written_in(wished, vectors)
    switching.switch(wished, mother, "off")
    tables = "face", "face_looked", "somebody", "somebody_face", "face_question", "face_act", "face_wish"
    for table in tables:
        assert wished.database.value(f"SELECT count(*) FROM {table}") == 0, table
    assert not any(crop.exists() for crop in crops)
    assert not written_in(wished, vectors)
    look()
    assert rows(wished) == []


def written_in(library, vectors):
    """Those whose beginning stands in any file of the database."""
    written = b"".join(file.read_bytes() for file in library.files.data.glob("backup.db*"))
    return [vector for vector in vectors if vector[:64] in written]


def test_every_connection_writes_zeros_over_what_is_deleted(wished):
    """So that a face whose photo was thrown away long before the button is gone, too."""
    assert wished.database.value("PRAGMA secure_delete") == 1


def test_what_is_found_after_the_family_erased_everything_is_not_kept(wished, mother, photograph, album):
    photograph(1)
    media = wished.database.value("SELECT max(id) FROM media")
    switching.switch(wished, mother, "off")
    with FaceMind(wished.database.path, wished.files.data / "seeing", 60) as mind:
        answer = mind.ask(Find([str(PHOTOS / "sample1.jpg").encode()]))
    assert isinstance(answer, FacesFound) and answer.found[0]
    looking._keep(wished, media, answer.found[0])
    assert rows(wished) == []
    assert not list(derived_path(wished, media, "grid").parent.glob("face-*"))


def test_the_process_gives_its_memory_back_soon(box, networks):
    with FaceMind(box.database.path, networks, 0.05) as mind:
        assert isinstance(mind.ask(Find([])), FacesFound)
        until = time.monotonic() + 60
        while mind.pid:
            assert time.monotonic() < until
            time.sleep(0.02)

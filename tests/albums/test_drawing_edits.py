"""How edits are drawn in the background: nothing is lost, nothing is left over, everywhere the same picture."""

import pytest

from backupd import albums, media
from backupd.albums import drawing, editing, looking, purge, trash, undoing
from backupd.albums.edit_records import EditOrder
from backupd.core.errors import Absent, Conflict
from backupd.media import Crop, Recipe
from tests import people
from tests.albums import house
from tests.albums.edits import TURNED, edit, now, shown
from tests.media import making


def test_until_it_is_drawn_the_old_picture_is_shown(library, mother, browser, photo, story):
    editing.edit_clip(library, mother, story, 0, EditOrder(TURNED))
    assert now(library, mother, story).state == "waiting"
    assert shown(browser, photo).size == (640, 480)
    library.jobs.drain()
    editing.edit_clip(library, mother, story, 0, EditOrder(Recipe(crop=Crop(0, 0, 0.5, 0.5))))
    assert shown(browser, photo).size == (480, 640) and now(library, mother, story).state == "waiting"
    library.jobs.drain()
    assert shown(browser, photo).size == (320, 240)


def undo_last(library, who, album):
    change = library.database.value("SELECT max(happening) FROM change")
    undoing.undo(library, who, album, [change])
    library.jobs.drain()


def test_every_step_of_editing_can_be_taken_back(library, mother, browser, album, photo, story):
    edit(library, mother, story, TURNED)
    edit(library, mother, story, Recipe(crop=Crop(0, 0, 0.5, 0.5)))
    told = browser.get(f"/albums/{album}/history").text
    assert "엄마가 사진을 고쳤어요" in told
    undo_last(library, mother, album)
    assert shown(browser, photo).size == (480, 640) and now(library, mother, story).version == 3
    undo_last(library, mother, album)
    assert shown(browser, photo).size == (320, 240)
    editing.remove_edit(library, mother, story, 0)
    undo_last(library, mother, album)
    assert shown(browser, photo).size == (320, 240)


def test_an_edit_that_was_edited_again_is_not_taken_back_under_it(library, mother, album, story):
    edit(library, mother, story, TURNED)
    first = library.database.value("SELECT max(happening) FROM change")
    edit(library, mother, story, Recipe(turn=180))
    with pytest.raises(Conflict):
        undoing.undo(library, mother, album, [first])
    assert now(library, mother, story).recipe == Recipe(turn=180)


def test_an_edit_whose_picture_was_let_go_cannot_come_back(library, mother, album, story):
    edit(library, mother, story, TURNED)
    editing.remove_edit(library, mother, story, 0)
    trash.trash_stories(library, mother, [story])
    trash.empty_trash(library, mother)
    purge.free_space(library)
    removal = library.database.value("SELECT id FROM happening WHERE kind = 'picture_unedited'")
    with pytest.raises(Conflict) as refusal:
        undoing.undo(library, mother, album, [removal])
    assert refusal.value.key == "history.gone"


def test_a_job_cut_short_is_found_again_and_may_run_twice(library, mother, browser, photo, story):
    editing.edit_clip(library, mother, story, 0, EditOrder(TURNED))
    edits = drawing.photos_to_draw(library)
    assert len(edits) == 1
    for _ in range(2):
        drawing.draw_photo(library, edits[0])
    assert shown(browser, photo).size == (480, 640) and not drawing.photos_to_draw(library)


def test_a_lost_drawing_is_made_anew(library, mother, browser, photo, story):
    edit(library, mother, story, TURNED)
    for path in media.derived_path(library, photo, "grid").parent.glob("edit*"):
        path.unlink()
    assert browser.get(f"/media/{photo}/grid").headers["content-type"].startswith("image/svg+xml")
    library.jobs.drain()
    assert shown(browser, photo, "grid").size == (360, 480)


def test_only_the_newest_drawing_takes_room(library, mother, photo, story):
    for recipe in (TURNED, Recipe(turn=180), Recipe(turn=270)):
        edit(library, mother, story, recipe)
    names = sorted(path.name for path in media.derived_path(library, photo, "grid").parent.iterdir())
    assert names == [
        f"edit{mother.family}-3-grid.jpg",
        f"edit{mother.family}-3-preview.jpg",
        "grid.jpg",
        "preview.jpg",
    ]


def test_an_edit_that_cannot_be_drawn_says_why_and_leaves_the_picture(library, mother, browser, photo, story):
    original = media.original_path(library, photo)
    original.write_bytes(original.read_bytes()[:-1])
    edit(library, mother, story, TURNED)
    found = now(library, mother, story)
    assert found.state == "failed" and found.reason == "media.original_missing"
    assert shown(browser, photo).size == (640, 480)
    assert "고친 모습을 만들지 못해서" in browser.get(f"/stories/{story}").text
    library.jobs.ring_unfinished(library)
    assert not drawing.photos_to_draw(library)


def test_while_the_disk_is_away_an_edit_waits(library, mother, photo, story):
    away = library.files.originals.with_name("away")
    library.files.originals.rename(away)
    edit(library, mother, story, TURNED)
    assert now(library, mother, story).state == "waiting"
    away.rename(library.files.originals)
    library.jobs.ring_unfinished(library)
    library.jobs.drain()
    assert now(library, mother, story).state == "drawn"


def test_a_picture_that_came_with_a_recipe_is_edited_once_it_stands(library, mother, browser, photo, story):
    albums.edit_media(library, mother.family, mother.id, photo, TURNED)
    library.jobs.drain()
    assert shown(browser, photo).size == (480, 640)
    with pytest.raises(Absent):
        albums.edit_media(library, people.another_family(library).family, mother.id, photo, TURNED)


def test_the_edited_picture_is_saved_as_one_large_jpeg(library, mother, photo, story):
    def size():
        return making.seen(albums.full_jpeg(library, mother, photo)).size

    assert size() == (640, 480)
    edit(library, mother, story, TURNED)
    assert size() == (480, 640) == size()
    editing.remove_edit(library, mother, story, 0)
    assert size() == (640, 480)


def test_when_the_family_lets_a_picture_go_its_edit_goes_too(library, mother, photo, story):
    aunt = people.another_family(library)
    house.story(library, aunt, house.album(library, aunt), photo)
    edit(library, mother, story, TURNED)
    trash.trash_stories(library, mother, [story])
    trash.empty_trash(library, mother)
    purge.free_space(library)
    assert (
        library.database.value("SELECT count(*) FROM edit WHERE media IS NOT NULL OR recipe IS NOT NULL") == 0
    )
    assert not list(media.derived_path(library, photo, "grid").parent.glob("edit*"))
    again = house.story(library, mother, house.album(library, mother, "다시"), photo)
    assert now(library, mother, again).state == "plain"


def test_covers_and_the_trash_show_the_edited_picture(library, mother, photo):
    album = house.album(library, mother, "새 앨범")
    story = house.story(library, mother, album, photo)
    edit(library, mother, story, TURNED)
    cover = looking.opened(library, mother, album).album.picture
    assert (cover.width, cover.edition) == (480, 1)
    trash.trash_stories(library, mother, [story])
    assert looking.trash(library, mother).stories[0].picture.edition == 1

"""A stack is one tile in the grid: what is done to the tile is done to every photo in it, and the numbers say so."""

import io
import re
import zipfile

import pytest

from backupd.albums import looking, stack_store, stacks, stories, undoing
from backupd.albums.chosen import BENEATH
from tests import people
from tests.albums import edits, house
from tests.media import making


@pytest.fixture
def burst(library, mother, album):
    """Three of the album's photos in a stack, the middle one on top; a fourth stands alone."""
    alone = house.story(library, mother, album, house.photo(library, "2019-08-06T10:00:00"))
    first, top, third = [story.id for story in looking.opened(library, mother, album).stories][:3]
    stacks.stack_stories(library, mother, album, [[top, first, third]])
    return [top, first, third, alone]


def act(browser, number, **form):
    return browser.post(f"/albums/{number}/selection", data=form)


def in_album(library, viewer, album):
    sql = "SELECT id FROM visible_stories WHERE viewer = ? AND family = ? AND album = ?"
    return set(library.database.column(sql, (viewer.id, viewer.family, album)))


def lying(library, viewer, story):
    return [one.story for one in stack_store.stack_of(library, viewer, story)]


def undo_newest(library, who, album):
    sql = """SELECT max(id) FROM visible_changes
             WHERE viewer = ? AND family = ? AND album = ? AND undone IS NULL AND undoes IS NULL"""
    undoing.undo(library, who, album, [library.database.value(sql, (who.id, who.family, album))])


def test_the_tile_says_how_many_it_stands_for(album, burst, browser):
    page = browser.get(f"/albums/{album}/selection").text
    told = {
        int(one): int(many)
        for one, many in re.findall(r'name="story" value="(\d+)".*?data-photos="(\d+)"', page)
    }
    assert told == {burst[0]: 3, burst[3]: 1}
    assert "비슷한 사진 3장 묶음" in page


def test_moving_asks_about_all_of_them_moves_them_and_undo_lays_them_back(
    library, mother, album, burst, browser
):
    there, (top, *beneath, alone) = house.album(library, mother, "여름"), burst
    asked = act(browser, album, act="move", story=[top, alone]).text
    assert "사진 4장을 어디에 둘까요?" in asked
    kept = [int(each) for each in re.findall(r'type="hidden" name="story" value="(\d+)"', asked)]
    assert sorted(kept) == sorted(burst)
    assert "4장을 옮겼어요" in act(browser, album, act="move", story=kept, album=there).text
    assert in_album(library, mother, there) == set(burst) and lying(library, mother, top) == [top, *beneath]
    undo_newest(library, mother, album)
    assert in_album(library, mother, album) == set(burst) and lying(library, mother, top) == [top, *beneath]


def test_a_program_that_moves_the_top_moves_the_stack(library, mother, album, burst, browser):
    there = house.album(library, mother, "여름")
    told = browser.post(
        f"/api/albums/{album}/selection", json={"act": "move", "story": burst[0], "album": there}
    )
    assert (told.json()["count"], told.json()["left"]) == (3, 0)


def test_one_from_beneath_stands_for_itself(library, mother, album, burst):
    there, (top, under, other, _) = house.album(library, mother, "여름"), burst
    assert stories.move_stories(library, mother, [under], there) == 1
    assert lying(library, mother, top) == [top, other]


def test_a_copied_stack_is_a_stack_of_its_own(library, mother, album, burst, browser):
    there, top = house.album(library, mother, "여름"), burst[0]
    assert "3장을 그 앨범에도 넣었어요" in act(browser, album, act="copy", story=top, album=there).text
    (shown,) = looking.opened(library, mother, there).stories
    assert shown.stacked == 3 and shown.picture.id == looking.seen(library, mother, top).story.picture.id
    stacks.lay_apart(library, mother, shown.id)
    assert lying(library, mother, top) == burst[:3], "the first stack knows nothing of the second"
    undo_newest(library, mother, there)
    undo_newest(library, mother, there)
    assert in_album(library, mother, there) == set()


def test_deleting_puts_all_away_and_undo_brings_the_stack_back(library, mother, album, burst, browser):
    assert "3장을 휴지통으로 옮겼어요" in act(browser, album, act="trash", story=burst[0]).text
    assert in_album(library, mother, album) == {burst[3]}
    undo_newest(library, mother, album)
    assert lying(library, mother, burst[0]) == burst[:3]


def test_what_others_gave_to_a_stack_is_left_and_counted(library, mother, album, burst):
    father = people.join(library, mother, "아빠")
    mine = house.story(library, father, album, house.photo(library, "2019-08-05T12:30:00"))
    stacks.stack_stories(library, mother, album, [[mine, burst[0]]])
    with people.client_for(library, father) as browser:
        page = act(browser, album, act="trash", story=mine).text
    assert "1장을 휴지통으로 옮겼어요" in page and "3장은" in page
    assert in_album(library, mother, album) == set(burst)


@pytest.mark.parametrize(
    ("room", "form", "column", "value"),
    [
        ("dates", {"way": "written", "taken": "1998-05-01"}, "taken", "1998-05-01T00:00:00"),
        ("places", {"way": "written", "place": "성산포"}, "place", "성산포"),
    ],
)
def test_dates_and_places_are_set_for_all_of_them_and_for_one_on_its_own_page(
    library, mother, album, burst, browser, room, form, column, value
):
    def having():
        return set(library.database.column(f"SELECT id FROM story WHERE {column} = ?", (value,)))

    assert "사진 3장" in act(browser, album, act=room, story=burst[0]).text
    assert browser.post(f"/albums/{album}/{room}", data={"story": burst[0], **form}).status_code == 200
    assert having() == set(burst[:3])
    undo_newest(library, mother, album)
    assert having() == set()
    browser.post(f"/albums/{album}/{room}", data={"story": burst[0], "alone": "yes", **form})
    assert having() == {burst[0]}


def test_splitting_takes_the_whole_stack_along(library, mother, album, burst, browser):
    answer = browser.post(f"/albums/{album}/split", data={"story": burst[0], "title": "연달아"})
    fresh = int(answer.headers["location"].rsplit("/", 1)[1])
    assert in_album(library, mother, fresh) == set(burst[:3])
    assert [story.stacked for story in looking.opened(library, mother, fresh).stories] == [3]
    undo_newest(library, mother, album)
    assert lying(library, mother, burst[0]) == burst[:3] and in_album(library, mother, album) == set(burst)


def test_saving_the_tile_saves_every_photo_of_it(library, mother, tmp_path, browser):
    album = house.album(library, mother, "바다")
    told = [
        house.story(
            library, mother, album, edits.kept(library, making.photo(tmp_path / f"{name}.jpg", size=size))
        )
        for name, size in (("a", (640, 480)), ("b", (600, 480)))
    ]
    stacks.stack_stories(library, mother, album, [told])
    answer = browser.post(f"/albums/{album}/zip", data={"story": told[0]})
    assert sorted(zipfile.ZipFile(io.BytesIO(answer.content)).namelist()) == ["a.jpg", "b.jpg"]


def test_the_cover_is_the_top_and_nothing_beneath(library, mother, album, burst, browser):
    assert "앨범 표지로 했어요" in act(browser, album, act="cover", story=burst[0]).text
    assert library.database.value("SELECT cover FROM album WHERE id = ?", (album,)) == burst[0]


def test_a_step_in_the_order_passes_the_whole_stack(library, mother, album, burst, browser):
    """What lies beneath is seen by nobody: passing it would look as if nothing happened."""
    top, alone = burst[0], burst[3]
    browser.post(f"/stories/{alone}/position", data={"step": "earlier"})
    assert [story.id for story in looking.opened(library, mother, album).stories] == [alone, top]


@pytest.mark.parametrize("step", ["later", "last"])
def test_a_stack_that_steps_takes_all_that_lies_beneath_along(library, mother, album, burst, browser, step):
    top, alone = burst[0], burst[3]
    browser.post(f"/stories/{top}/position", data={"step": step})
    stacks.lay_apart(library, mother, top)
    told = [story.id for story in looking.opened(library, mother, album).stories]
    assert told[0] == alone and set(told[1:]) == set(burst[:3])
    undo_newest(library, mother, album)
    undo_newest(library, mother, album)
    assert [story.id for story in looking.opened(library, mother, album).stories] == [top, alone]


def test_a_story_that_is_first_already_leaves_no_trace(library, mother, album, burst, browser):
    browser.post(f"/stories/{burst[0]}/position", data={"step": "first"})
    browser.post(f"/stories/{burst[0]}/position", data={"step": "earlier"})
    assert library.database.column("SELECT id FROM happening WHERE kind = 'album_ordered'") == []


def test_a_dragged_stack_stays_together(library, mother, album, burst, browser):
    top, alone = burst[0], burst[3]
    browser.post(f"/albums/{album}/position", data={"story": top, "after": alone})
    stacks.lay_apart(library, mother, top)
    told = [story.id for story in looking.opened(library, mother, album).stories]
    assert told[0] == alone and set(told[1:]) == set(burst[:3])


def test_merging_takes_stacks_over(library, mother, album, burst, browser):
    there = house.album(library, mother, "여름", photos=0)
    browser.post(f"/albums/{album}/merge", data={"album": there})
    assert lying(library, mother, burst[0]) == burst[:3] and in_album(library, mother, there) == set(burst)
    undo_newest(library, mother, there)
    assert lying(library, mother, burst[0]) == burst[:3] and in_album(library, mother, album) == set(burst)


def test_finding_what_lies_beneath_walks_through_no_table(library, album):
    named = {"viewer": 1, "family": 1, "stories": "[1]"}
    plan = library.database.connection.execute(f"EXPLAIN QUERY PLAN {BENEATH}", named).fetchall()
    assert not [row["detail"] for row in plan if re.match(r"SCAN (?!asked)", row["detail"])]

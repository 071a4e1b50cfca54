"""A trash of more than one page, what is emptied from it, and what is gone while others are chosen with it."""

from backupd.albums import stacks, stories, trash
from backupd.albums.forms import Telling
from backupd.frame import actions as frames
from tests import people
from tests.albums import house
from tests.albums.test_history_and_undo import order_of


def test_everything_that_was_put_away_can_be_brought_back(library, mother):
    """A hundred and fifty photos at once, as a slip of the finger does it."""
    album = house.album(library, mother, photos=150)
    put_away = order_of(library, mother, album)
    trash.trash_stories(library, mother, put_away)
    with people.client_for(library, mother) as browser:
        found, after = set(), ""
        while after is not None:
            told = browser.get(f"/api/trash?after={after}").json()
            found |= {each["id"] for each in told["stories"]}
            after = told.get("next")
        assert "/trash?after=" in browser.get("/trash").text
    assert found == set(put_away)


def test_what_was_emptied_is_not_read_in_the_history(library, mother, album):
    story = order_of(library, mother, album)[0]
    stories.tell(library, mother, story, Telling(description="아무도 모르는 비밀"))
    trash.trash_stories(library, mother, [story])
    trash.empty_trash(library, mother)
    library.jobs.drain()
    with people.client_for(library, mother) as browser:
        assert "아무도 모르는 비밀" not in browser.get(f"/albums/{album}/history").text
    assert (
        library.database.value("SELECT count(*) FROM change WHERE touched LIKE '%아무도 모르는 비밀%'") == 0
    )


def test_what_is_gone_meanwhile_keeps_nothing_back_of_the_rest(library, mother, album):
    """Three are ticked; a brother puts one of them away before the button is pressed."""
    one, two, three = order_of(library, mother, album)
    goal = house.album(library, mother, "다른 앨범")
    trash.trash_stories(library, mother, [two])
    with people.client_for(library, mother) as browser:
        answer = browser.post(
            f"/albums/{album}/selection", data={"act": "move", "album": goal, "story": [one, two, three]}
        )
    assert answer.status_code == 200
    assert order_of(library, mother, goal) == [one, three]


def test_a_stack_does_not_end_the_frames_round(library, mother):
    album = house.album(library, mother, photos=40)
    told = order_of(library, mother, album)
    stacks.stack_stories(library, mother, album, [told[:12]])
    seen, after = set(), None
    while after != "":
        found = frames.show(library, mother, after)
        seen |= {one.id for one in found.slides}
        after = found.next
    assert seen == {told[0], *told[12:]}

"""Two albums hold the same photo and become one: what was said to the one that goes is said to the one that stays."""

import pytest

from backupd import reactions
from backupd.albums import merging, trash
from backupd.albums.choosing import Merging
from backupd.albums.undoing import undo
from backupd.core.errors import Absent
from backupd.reactions import commenting, feed, tidying
from backupd.reactions.records import Draft
from backupd.search.store import find
from tests import people
from tests.albums import house
from tests.reactions.saying import texts


class Twins:
    """The same photo in an album that goes into the other."""

    def __init__(self, library, viewer):
        self.photo = house.photo(library)
        self.goes = house.album(library, viewer, "제주 둘째 날", photos=1)
        self.stays = house.album(library, viewer, "제주 첫날", photos=1)
        self.gone = house.story(library, viewer, self.goes, self.photo)
        self.kept = house.story(library, viewer, self.stays, self.photo)


@pytest.fixture
def twins(library, mother):
    return Twins(library, mother)


def merge(library, viewer, twins):
    merging.merge_album(library, viewer, twins.goes, Merging(twins.stays))
    return library.database.value("SELECT max(happening) FROM change")


def say(library, viewer, story, text):
    return reactions.comment(library, viewer, story, Draft(text))


def hearts(library, viewer, story):
    return [said.name for said in reactions.of_story(library, viewer, story).by]


def told(library, viewer):
    return [
        (line.kind, line.story)
        for line in feed.feed(library, viewer).lines
        if line.kind in ("commented", "reacted")
    ]


def purge(library, clock):
    for _ in range(32):
        clock.forward(days=1)
        trash.purge_old(library)
        tidying.tidy_comments(library)


def test_comments_of_both_stand_below_the_photo_and_stay_when_the_other_album_is_gone_for_good(
    library, clock, mother, father, twins
):
    say(library, mother, twins.kept, "바다가 반짝였다")
    said = say(library, father, twins.gone, "파도가 높았지")
    reactions.react(library, father, twins.gone, "clap")
    merge(library, mother, twins)
    purge(library, clock)
    assert texts(library, mother, twins.kept) == ["바다가 반짝였다", "파도가 높았지"]
    assert reactions.of_story(library, mother, twins.kept).people == {"clap": 1}
    assert [each.story.id for each in find(library, mother, "파도가 높았지").stories] == [twins.kept]
    assert told(library, mother) == [
        ("reacted", twins.kept),
        ("commented", twins.kept),
        ("commented", twins.kept),
    ]
    assert commenting.take_away(library, father, said.id).story == twins.kept


def test_a_comment_taken_away_before_can_still_be_brought_back(library, mother, twins):
    said = say(library, mother, twins.gone, "조개를 주웠다")
    commenting.take_away(library, mother, said.id)
    merge(library, mother, twins)
    assert texts(library, mother, twins.kept) == []
    commenting.bring_back(library, mother, said.id)
    assert texts(library, mother, twins.kept) == ["조개를 주웠다"]


def test_whoever_reacted_to_both_has_said_one_thing(library, mother, father, twins):
    reactions.react(library, mother, twins.gone, "wow")
    reactions.react(library, father, twins.gone, "wow")
    reactions.react(library, mother, twins.kept, "heart")
    merge(library, mother, twins)
    assert reactions.of_story(library, mother, twins.kept).people == {"heart": 1, "wow": 1}
    assert [(kind, story) for kind, story in told(library, mother) if kind == "reacted"] == [
        ("reacted", twins.kept)
    ]


def test_undoing_takes_everything_back_to_where_it_was_said_and_leaves_what_was_said_since(
    library, mother, father, twins
):
    say(library, mother, twins.kept, "바다가 반짝였다")
    say(library, father, twins.gone, "파도가 높았지")
    reactions.react(library, mother, twins.gone, "wow")
    reactions.react(library, mother, twins.kept, "heart")
    reactions.react(library, father, twins.gone, "clap")
    reactions.saw(library, father, twins.gone)
    before = told(library, mother)
    merged = merge(library, mother, twins)
    say(library, father, twins.kept, "또 가자")
    assert [one.id for one in reactions.seen_by(library, mother, twins.kept)] == [father.id]
    undo(library, mother, twins.stays, [merged])
    assert texts(library, mother, twins.kept) == ["바다가 반짝였다", "또 가자"]
    assert texts(library, mother, twins.gone) == ["파도가 높았지"]
    assert reactions.of_story(library, mother, twins.gone).people == {"wow": 1, "clap": 1}
    assert reactions.of_story(library, mother, twins.kept).people == {"heart": 1}
    assert reactions.seen_by(library, mother, twins.kept) == []
    assert told(library, mother) == [("commented", twins.kept), *before]
    assert [each.story.id for each in find(library, mother, "파도가 높았지").stories] == [twins.gone]
    undo(library, mother, twins.stays, [library.database.value("SELECT max(happening) FROM change")])
    assert texts(library, mother, twins.kept) == ["바다가 반짝였다", "파도가 높았지", "또 가자"]


def test_an_album_brought_back_from_the_trash_has_its_words_again(library, mother, father, twins):
    say(library, father, twins.gone, "파도가 높았지")
    merge(library, mother, twins)
    trash.restore_album(library, mother, twins.goes)
    assert texts(library, mother, twins.gone) == ["파도가 높았지"]
    assert texts(library, mother, twins.kept) == []
    back = library.database.value("SELECT max(happening) FROM change")
    undo(library, mother, twins.goes, [back])
    assert texts(library, mother, twins.kept) == ["파도가 높았지"]


def test_words_that_went_on_to_a_third_album_stay_there(library, mother, father, twins):
    third = house.album(library, mother, "제주", photos=1)
    last = house.story(library, mother, third, twins.photo)
    say(library, father, twins.gone, "파도가 높았지")
    merge(library, mother, twins)
    merging.merge_album(library, mother, twins.stays, Merging(third))
    assert texts(library, mother, last) == ["파도가 높았지"]
    trash.restore_album(library, mother, twins.goes)
    assert texts(library, mother, last) == ["파도가 높았지"]
    trash.restore_album(library, mother, twins.stays)
    assert texts(library, mother, twins.kept) == ["파도가 높았지"]


def test_a_photo_sent_again_gives_way_to_the_one_that_comes_back_with_what_was_said_meanwhile(
    library, mother, father, twins
):
    say(library, mother, twins.gone, "바다가 반짝였다")
    trash.trash_stories(library, mother, [twins.gone])
    again = house.story(library, mother, twins.goes, twins.photo)
    say(library, father, again, "파도가 높았지")
    trash.restore_story(library, mother, twins.gone, again)
    assert texts(library, mother, twins.gone) == ["바다가 반짝였다", "파도가 높았지"]
    trash.trash_stories(library, mother, [twins.gone])
    trash.restore_story(library, mother, again)
    assert texts(library, mother, again) == ["파도가 높았지"]


def test_an_address_from_a_letter_leads_to_the_photo_that_stands_for_it(library, mother, twins):
    stranger = people.another_family(library)
    merge(library, mother, twins)
    with people.client_for(library, mother) as hers, people.client_for(library, stranger) as theirs:
        assert hers.get(f"/stories/{twins.gone}").headers["location"] == f"/stories/{twins.kept}"
        assert hers.get(f"/albums/{twins.goes}").headers["location"] == f"/albums/{twins.stays}"
        assert theirs.get(f"/stories/{twins.gone}").status_code == 404
        assert theirs.get(f"/albums/{twins.goes}").status_code == 404
    with pytest.raises(Absent):
        reactions.talk(library, mother, twins.gone)

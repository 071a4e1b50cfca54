"""The number beside 오늘, and messages, when people think again: nothing is new that is gone, and nothing new is lost."""

import re

from backupd import reactions
from backupd.albums import looking, stories, trash
from backupd.family import actions as family_actions
from backupd.notify import listening
from backupd.notify import store as nstore
from backupd.notify.composing import renderer
from backupd.notify.reading import read
from backupd.reactions import feed
from tests import people
from tests.albums import house as rows


def read_all(library, viewer):
    feed.visit(library, viewer, feed.feed(library, viewer).newest)


def new(library, viewer):
    return feed.unread(library, viewer).unread


def test_own_reaction_is_not_new(library, mother, father, story):
    read_all(library, mother)
    reactions.react(library, father, story, "wow")
    reactions.take_back(library, father, story)
    assert new(library, mother) == 0
    reactions.react(library, mother, story, "heart")
    assert [
        (line.people[0].name, line.new) for line in feed.feed(library, mother).lines if line.kind == "reacted"
    ] == [("엄마", False)]
    assert new(library, mother) == 0


def test_trashed_is_not_new(library, mother, father, album):
    rows.story(library, father, album)
    read_all(library, mother)
    again = rows.story(library, father, album)
    assert new(library, mother) == 1
    trash.trash_stories(library, father, [again])
    assert new(library, mother) == 0


def test_moved_story_is_still_new(library, mother, browser):
    father = people.join(library, mother, "아빠")
    one, other = rows.album(library, father), rows.album(library, father, "다른")
    rows.story(library, father, other)
    feed.visit(library, mother, feed.feed(library, mother).newest)
    new = rows.story(library, father, one)
    assert feed.unread(library, mother).unread == 1
    stories.move_stories(library, father, [new], other)
    assert feed.unread(library, mother).unread == 1


def test_badge_goes(library, mother, father, story):
    read_all(library, mother)
    reactions.react(library, father, story, "wow")
    known = feed.how_far(library, mother)
    assert new(library, mother) == 1
    reactions.take_back(library, father, story)
    assert new(library, mother) == 0
    assert feed.how_far(library, mother) != known, "open pages are never told"


def test_letter_of_a_reaction_taken_back(library, mother, father, story):
    reactions.react(library, father, story, "wow")
    listening.listen(library)
    reactions.take_back(library, father, story)
    kept = [each for each in nstore.unrouted(library, 100) if each.kind == "reaction"]
    assert kept
    assert [read(library, renderer(library).words, "ko", each) for each in kept] == [None]


def test_changing_ones_mind(library, mother, father, story):
    for kind in ("heart", "wow", "heart", "clap"):
        reactions.react(library, father, story, kind)
    listening.listen(library)
    assert len([each for each in nstore.unrouted(library, 100) if each.kind == "reaction"]) == 1


def test_reaction_letters_once_for_take_back(library, mother, album):
    story = looking.opened(library, mother, album).stories[0].id
    father = people.join(library, mother, "아빠")
    for _ in range(3):
        reactions.react(library, father, story, "heart")
        reactions.take_back(library, father, story)
    reactions.react(library, father, story, "heart")
    listening.listen(library)
    assert len([each for each in nstore.unrouted(library, 100) if each.kind == "reaction"]) == 1


def test_left_link(library, mother, browser):
    father = people.join(library, mother, "아빠")
    family_actions.leave(library, father)
    page = browser.get("/feed").text
    assert "나갔어요" in page
    for href in re.findall(r'class="news-line[^"]*" href="([^"]+)"', page):
        assert browser.get(href).status_code == 200, href

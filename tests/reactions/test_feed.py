"""소식: what happened in the family on one page, many uploads as one line, and exactly how much of it is new to me."""

import re

import pytest

from backupd import reactions
from backupd.albums import looking, stories, trash
from backupd.albums.forms import Move
from backupd.reactions import commenting, feed, feed_kinds, feed_store, seeing
from backupd.reactions.records import Draft
from tests import people
from tests.albums import house


@pytest.fixture
def father(library, mother):
    return people.join(library, mother, "아빠")


def told(library, viewer, kind="story_added"):
    return [line for line in feed.feed(library, viewer).lines if line.kind == kind]


def new(library, viewer):
    return feed.unread(library, viewer).unread


def read_all(library, viewer):
    feed.visit(library, viewer, feed.feed(library, viewer).newest)


def first_story(library, viewer, album):
    return looking.opened(library, viewer, album).stories[0].id


def test_many_uploads_are_one_line_for_a_person_an_album_and_a_day(library, mother, father, clock):
    album = house.album(library, mother, "우리 집 콩이")
    for _ in range(50):
        house.story(library, father, album)
    house.story(library, mother, album)
    clock.forward(days=1)
    house.story(library, father, album)
    assert [(line.people[0].name, line.amount) for line in told(library, mother)] == [
        ("아빠", 1), ("엄마", 1), ("아빠", 50)
    ]  # fmt: skip
    with people.client_for(library, mother) as browser:
        page = browser.get("/feed").text
    assert re.search("<strong>아빠</strong>가 ‘우리 집 콩이’\u2060에 사진 50장을 더했어요", page)


def test_a_day_ends_when_it_ends_at_home(library, mother, father, clock):
    album = house.album(library, mother)
    clock.forward(hours=11, minutes=50)  # 23:50 in Seoul
    house.story(library, father, album)
    clock.forward(minutes=20)
    house.story(library, father, album)
    assert [line.amount for line in told(library, mother)] == [1, 1]


def test_what_is_in_the_trash_or_moved_is_counted_where_it_is(library, mother, father):
    album, other = house.album(library, father, photos=3), house.album(library, father, "다른 앨범")
    ids = [story.id for story in looking.opened(library, mother, album).stories]
    trash.trash_stories(library, father, ids[:1])
    assert [(line.title, line.amount) for line in told(library, mother)] == [("제주 여름휴가", 2)]
    stories.send_story(library, father, ids[1], Move(str(other), "move"))
    assert sorted((line.title, line.amount) for line in told(library, mother)) == [
        ("다른 앨범", 1), ("제주 여름휴가", 1)
    ]  # fmt: skip
    trash.restore_story(library, father, ids[0])
    trash.trash_album(library, father, other)
    assert [(line.title, line.amount) for line in told(library, mother)] == [("제주 여름휴가", 2)]


def test_sealed_and_trashed_things_are_no_news_and_not_counted(library, mother, father):
    album = house.album(library, father, photos=1)
    story = first_story(library, mother, album)
    reactions.react(library, father, story, "wow")
    reactions.comment(library, father, story, Draft("보여?"))
    assert new(library, mother) == 4, "he joined, gave a photo, said wow and something"
    for hidden in ("sealed = 1", "trashed = '2026-11-23T03:00:00.000Z'"):
        with library.database.writing() as connection:
            connection.execute(f"UPDATE album SET {hidden} WHERE id = ?", (album,))
        assert [line.kind for line in feed.feed(library, mother).lines] == ["person_joined"]
        assert new(library, mother) == 1
        with library.database.writing() as connection:
            connection.execute("UPDATE album SET sealed = 0, trashed = NULL, trashed_by = NULL")
        assert new(library, mother) == 4


def test_reactions_to_a_story_are_one_line_and_go_when_they_are_taken_back(library, mother, father):
    story = first_story(library, mother, house.album(library, mother, photos=1))
    sister = people.join(library, mother, "지수")
    read_all(library, mother)
    reactions.react(library, father, story, "heart")
    reactions.react(library, sister, story, "laugh")
    (line,) = told(library, mother, "reacted")
    assert (line.amount, [one.name for one in line.people], line.moods) == (
        2,
        ["지수", "아빠"],
        ["laugh", "heart"],
    )
    assert new(library, mother) == 1
    reactions.take_back(library, sister, story)
    assert told(library, mother, "reacted")[0].people[0].name == "아빠" and new(library, mother) == 1
    reactions.take_back(library, father, story)
    assert not told(library, mother, "reacted") and new(library, mother) == 0


def test_what_i_did_myself_is_not_new_to_me_and_what_came_before_it_still_is(library, mother, father):
    story = first_story(library, mother, house.album(library, mother, photos=1))
    read_all(library, mother)
    reactions.react(library, mother, story, "heart")
    assert new(library, mother) == 0 and new(library, father) > 0
    reactions.react(library, father, story, "wow")
    reactions.react(library, mother, story, "tear")
    assert new(library, mother) == 1 and told(library, mother, "reacted")[0].new


def test_a_comment_stands_with_its_words_until_it_is_taken_away(library, mother, father, browser):
    story = first_story(library, mother, house.album(library, mother, photos=1))
    read_all(library, mother)
    said = reactions.comment(library, father, story, Draft("<b>좋다</b> @엄마"))
    page = browser.get("/feed").text
    assert "&lt;b&gt;좋다&lt;/b&gt; @엄마" in page and f'href="/stories/{story}#comments"' in page
    commenting.take_away(library, father, said.id)
    assert not told(library, mother, "commented") and "좋다" not in browser.get("/feed").text
    commenting.bring_back(library, father, said.id)
    assert told(library, mother, "commented")


def test_unread_is_mine_on_every_device_and_ends_with_a_visit(library, mother, father, browser):
    house.album(library, father, photos=2)
    tablet = people.another_device(library, mother)
    assert new(library, mother) == 2 and new(library, tablet) == 2
    shown = browser.get("/").text
    assert re.search(r"data-shown>2<", shown) and "새 소식 2개" in shown
    page = browser.get("/feed").text
    assert page.count("새로 왔어요") == 2
    assert new(library, tablet) == 0 and "data-shown>0<" in browser.get("/").text
    assert "새로 왔어요" not in browser.get("/feed").text
    house.story(library, father, house.album(library, father, "둘째"))
    assert new(library, tablet) == 1


def test_it_is_exact_to_999_and_then_more(library, mother, father, browser):
    read_all(library, mother)
    with library.database.writing() as connection:
        for _ in range(999):
            connection.execute(
                "INSERT INTO happening (family, at, kind, person) VALUES (?, ?, 'person_joined', ?)",
                (mother.family, "2026-11-23T03:00:00.000Z", father.id),
            )
    assert feed.unread(library, mother).shown == "999"
    with library.database.writing() as connection:
        connection.execute(
            "INSERT INTO happening (family, at, kind, person) VALUES (?, ?, 'person_joined', ?)",
            (mother.family, "2026-11-23T03:00:00.000Z", father.id),
        )
    assert (
        feed.unread(library, mother).shown == "999+"
        and browser.get("/api/feed/unread").json()["unread"] == 1000
    )
    assert "999+" in browser.get("/").text


def test_older_pages_go_on_where_the_first_ended(library, mother, father, browser):
    album = house.album(library, father, photos=1)
    story = first_story(library, father, album)
    for number in range(65):
        reactions.comment(library, father, story, Draft(f"{number}번째"))
    shown, address = [], "/api/feed"
    while address:
        page = browser.get(address).json()
        shown += [line["text"] for line in page["lines"] if line["kind"] == "commented"]
        address = f"/api/feed?before={page['next']}" if page["next"] else None
    assert shown == [f"{number}번째" for number in reversed(range(65))]
    older = re.search(r'href="(/feed\?before=[^"]+)" rel="next"', browser.get("/feed").text)[1]
    assert "새로 왔어요" in browser.get(older.replace("&amp;", "&")).text


def test_another_familys_news_are_not_seen(library, mother, father):
    house.album(library, father, photos=2)
    aunt = people.another_family(library)
    assert {line.kind for line in feed.feed(library, aunt).lines} <= {"person_joined"}
    assert new(library, aunt) == 0


def test_what_is_said_of_an_empty_feed_goes_with_the_first_line(library, mother, browser):
    for nothing in (True, False):
        assert ("아직 소식이 없어요" in browser.get("/feed", headers={"HX-Request": "true"}).text) is nothing
        people.join(library, mother, f"아빠 {nothing}")


def test_whoever_comes_new_has_nothing_to_catch_up_with(library, mother, father):
    house.album(library, father, photos=2)
    assert new(library, people.join(library, mother, "지수")) == 0


def test_whatever_gets_words_later_is_taken_in_with_what_the_ledger_told_before(library, mother, father):
    album = house.album(library, father, photos=3)
    story = first_story(library, father, album)
    reactions.react(library, father, story)
    gone = reactions.comment(library, father, story, Draft("하나"))
    reactions.comment(library, father, story, Draft("둘"))
    commenting.take_away(library, father, gone.id)
    trash.trash_stories(library, father, [story + 1])
    before = [(line.kind, line.amount, line.happening) for line in feed.feed(library, mother).lines]
    with library.database.writing() as connection:
        for table in ("feed_story", "feed", "feed_kind"):
            connection.execute(f"DELETE FROM {table}")
    assert not feed.feed(library, mother).lines
    feed_kinds.keep_feed(library)
    assert [(line.kind, line.amount, line.happening) for line in feed.feed(library, mother).lines] == before


def test_who_has_seen_a_story_is_told_unless_they_would_rather_not(library, mother, father, browser):
    story = first_story(library, mother, house.album(library, mother, photos=1))
    with people.client_for(library, father) as his:
        his.get(f"/stories/{story}")
        his.get(f"/stories/{story}")
        assert "본 사람" in browser.get(f"/stories/{story}").text
        assert [one["name"] for one in browser.get(f"/api/stories/{story}/seen").json()] == ["아빠"]
        assert 'name="shown" value="yes" checked' in his.get("/me").text
        his.post("/me/looks", data={})
        assert "본 사람" not in browser.get(f"/stories/{story}").text
        his.get(f"/stories/{story}")
        assert seeing.seen_by(library, mother, story) == []
        his.post("/api/me/looks", json={"shown": True})
        his.get(f"/stories/{story}")
    assert [one.name for one in seeing.seen_by(library, mother, story)] == ["아빠"]


def test_a_stream_asked_for_without_being_one_tells_the_number_once(library, mother, father, browser):
    house.album(library, father, photos=1)
    assert browser.get("/api/feed/stream").json()["unread"] == 2


@pytest.mark.parametrize(
    "sql",
    [feed_store.LINES, feed_store.UNREAD, feed_store.OF_LINE, feed_store.OF_STORY, feed_store.COVER,
     feed_store.REACTED, feed_store.SEEN, feed_store.LAST, seeing.SEEN_BY],
)  # fmt: skip
def test_reading_walks_through_no_table(library, mother, album, sql):
    house.album(library, mother, photos=3)
    named = dict.fromkeys(re.findall(r":([a-z]+)", sql), 1)
    plan = [row["detail"] for row in library.database.connection.execute(f"EXPLAIN QUERY PLAN {sql}", named)]
    assert not [
        step for step in plan if re.match(r"SCAN (?!json_each|value|CONSTANT|page|told|\(sub)", step)
    ], plan

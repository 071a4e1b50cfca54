"""Everything is read through the gate, by its indexes, and nothing is read around it."""

import re
from pathlib import Path

import pytest

import backupd
from backupd.albums import (
    history_store,
    pairing,
    stack_store,
    store,
    story_store,
    timeline_store,
    trash_store,
)
from tests.albums import house

SOURCES = Path(backupd.__file__).parent


def statements():
    for room in (store, story_store, trash_store, history_store, timeline_store, stack_store, pairing):
        for name, value in vars(room).items():
            for sql in value.values() if isinstance(value, dict) else [value]:
                if (
                    isinstance(sql, str)
                    and name.isupper()
                    and re.search(r"FROM visible|JOIN visible", sql)
                    and not name.startswith("_")
                ):
                    yield pytest.param(sql, id=f"{room.__name__.split('.')[-1]}.{name}")


@pytest.mark.parametrize("sql", list(statements()))
def test_no_read_walks_through_a_whole_table(library, sql):
    fill(library)
    named = dict.fromkeys(re.findall(r":([a-z]+)", sql), 1)
    plan = [row["detail"] for row in library.database.connection.execute(f"EXPLAIN QUERY PLAN {sql}", named)]
    walked = [
        step
        for step in plan
        if re.match(r"SCAN (?!page|added|lately|story USING INDEX story_in_trash)", step)
    ]
    assert not walked, plan


def test_the_first_photos_of_a_long_album_come_without_sorting_it(library):
    fill(library)
    for sql in story_store.GRIDS.values():
        named = dict.fromkeys(re.findall(r":([a-z]+)", sql), 1)
        plan = library.database.connection.execute(f"EXPLAIN QUERY PLAN {sql}", named).fetchall()
        page = next(step["id"] for step in plan if step["detail"].endswith("page"))
        inside = [step["detail"] for step in plan if step["parent"] == page]
        assert inside and not [detail for detail in inside if "TEMP B-TREE" in detail]


@pytest.mark.parametrize("name", ["OLDER", "OLDER_IN_MONTH", "NEWER", "NEWER_IN_MONTH"])
def test_a_page_of_the_timeline_comes_by_its_key_without_sorting_or_counting_off(library, name):
    fill(library)
    sql = getattr(timeline_store, name)
    named = dict.fromkeys(re.findall(r":([a-z]+)", sql), 1)
    plan = library.database.connection.execute(f"EXPLAIN QUERY PLAN {sql}", named).fetchall()
    page = next(step["id"] for step in plan if step["detail"].endswith("page"))
    inside = [step["detail"] for step in plan if step["parent"] == page]
    assert not [detail for detail in inside if "TEMP B-TREE" in detail], inside
    by_key = "(moment,story)" if "IN_MONTH" in name else "(month,moment,story)"
    assert any(
        detail.startswith("SEARCH timeline USING PRIMARY KEY") and by_key in detail for detail in inside
    )
    assert "OFFSET" not in sql


def fill(library):
    mother = house.family(library)
    for _ in range(3):
        album = house.album(library, mother, photos=3)
    return album


VERBS = {
    "gate.py",
    "history.py",
    "filling.py",
    "undoing.py",
    "schema.py",
    "timeline.py",
    "stacks.py",
    "actions.py",
    "stories.py",
    "arranging.py",
    "merging.py",
    "moving.py",
    "pairing.py",
    "placing.py",
    "replacing.py",
    "trash.py",
    "purge.py",
    "categories.py",
    "scenes.py",
    "taking_turns.py",
    "place_names.py",
    "titling.py",
}
READ_AROUND = re.compile(r"\b(?:FROM|JOIN)\s+(?:album|story|story_media)\b")


def test_no_page_reads_albums_around_the_gate():
    """Verbs may look at the rows they are about to change; pages, stores and other features ask the views."""
    rooms = [each for each in SOURCES.rglob("*.py") if each.parent.name != "albums" or each.name not in VERBS]
    around = {str(path.relative_to(SOURCES)) for path in rooms if READ_AROUND.search(path.read_text())}
    assert (
        around
        <= {
            "commands/stats.py",
            "faces/standing.py",  # triggers that keep who is seen where, by the gate's own STANDING
            "intake/store.py",
            "media/orphans.py",
            "media/actions.py",
            "media/store.py",
            "meaning/store.py",  # counts how far it looked, for the box itself; sealed albums left out
            "reactions/feed_schema.py",  # triggers that keep the lines of the feed; what they say is read from views
            "reactions/feed_kinds.py",  # triggers that note lines of the feed; what they say is read from views
            "reactions/tidying.py",  # a verb: comments of what is gone for good go, too
            "reels/store.py",  # films of albums that are gone for good go, too
            "search/noting.py",  # triggers that note numbers; what they stand for is read from views
        }
    )

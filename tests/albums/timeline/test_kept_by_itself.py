"""The timeline keeps itself: after any number of verbs it and its month counts are as a fresh look would make them."""

import random
from collections.abc import Callable, Iterator

import pytest

from backupd import albums, migrations
from backupd.albums import stories, timeline, trash
from backupd.albums.forms import Telling
from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.family import Viewer
from tests.albums import house

FRESH = """
    SELECT tops.id, tops.taken, tops.precision, visible_media.id AS media
    FROM visible_tops AS tops
    JOIN visible_media ON visible_media.viewer = tops.viewer AND visible_media.family = tops.family
                      AND visible_media.story = tops.id AND visible_media.place = 0
    WHERE tops.viewer = :viewer AND tops.family = :family
    ORDER BY tops.id DESC
"""
VERBS = (
    "add", "add", "add", "trash", "restore", "move", "copy", "redate", "purge", "trash_album", "restore_album",
    "replace", "stack", "stack",
)  # fmt: skip
DATES = "2019-08-05 10:00", "2019-08", "2019", "1980s", "2024-02-29", "2019-08-05 10:00"


@pytest.mark.parametrize("seed", range(3))
def test_it_is_right_after_hundreds_of_verbs(library: Library, seed: int) -> None:
    chance = random.Random(seed)
    families = [house.family(library, name) for name in ("김씨네", "외가")]
    for who in families:
        for _ in range(3):
            house.album(library, who, photos=2)
    for step in range(200):
        who = chance.choice(families)
        verb = chance.choice(VERBS)
        try:
            act(library, who, verb, chance)
        except Refused:
            continue
        for each in families:
            assert kept(library, each) == fresh(library, each), f"after {verb} at step {step}"


def kept(library: Library, who: Viewer) -> tuple[dict[int, tuple[str, str, int]], dict[str, int]]:
    asked = (who.id, who.family)
    rows = library.database.connection.execute(
        "SELECT * FROM visible_timeline WHERE viewer = ? AND family = ?", asked
    )
    months = library.database.connection.execute(
        "SELECT month, photos FROM visible_months WHERE viewer = ? AND family = ?", asked
    )
    return (
        {row["story"]: (row["month"], row["moment"], row["media"]) for row in rows},
        {row["month"]: row["photos"] for row in months},
    )


def fresh(library: Library, who: Viewer) -> tuple[dict[int, tuple[str, str, int]], dict[str, int]]:
    """The same in Python, from what the gate shows."""
    rows = library.database.connection.execute(FRESH, {"viewer": who.id, "family": who.family}).fetchall()
    first = {row["media"]: row for row in rows}  # the lowest number comes last
    shown = {row["id"]: (month(row), row["taken"] or "", row["media"]) for row in first.values()}
    counts: dict[str, int] = {}
    for each, _, _ in shown.values():
        counts[each] = counts.get(each, 0) + 1
    return shown, counts


def month(row: dict[str, str]) -> str:
    length = {"exact": 7, "day": 7, "month": 7, "year": 4, "decade": 3, "unknown": 0}[row["precision"]]
    return (row["taken"] or "")[:length]


def act(library: Library, who: Viewer, verb: str, chance: random.Random) -> None:
    story, album = (chance.choice(found or [0]) for found in mine(library, who))
    if not album:
        verb = "restore_album"
    acts: dict[str, Callable[[], object]] = {
        "add": lambda: house.story(library, who, album, seen_already(library, chance)),
        "trash": lambda: trash.trash_stories(library, who, [story]),
        "restore": lambda: trash.restore_story(library, who, thrown(library, chance, "story")),
        "move": lambda: stories.move_stories(library, who, [story], album),
        "copy": lambda: stories.copy_stories(library, who, [story], album),
        "redate": lambda: stories.tell(library, who, story, Telling(taken=chance.choice(DATES))),
        "purge": lambda: chance.random() < 0.1 and trash.empty_trash(library, who),
        "trash_album": lambda: trash.trash_album(library, who, album),
        "restore_album": lambda: trash.restore_album(library, who, thrown(library, chance, "album")),
        "replace": lambda: replace(library, story, house.photo(library, "2001-01-01T00:00:00")),
        "stack": lambda: stack(library, story, chance),
    }
    acts[verb]()


def mine(library: Library, who: Viewer) -> Iterator[list[int]]:
    for view in ("visible_stories", "visible_albums"):
        yield library.database.column(
            f"SELECT id FROM {view} WHERE viewer = ? AND family = ? ORDER BY id", (who.id, who.family)
        )


def thrown(library: Library, chance: random.Random, table: str) -> int:
    ids = library.database.column(f"SELECT id FROM {table} WHERE trashed IS NOT NULL AND purged IS NULL")
    return chance.choice(ids or [0])


def seen_already(library: Library, chance: random.Random) -> int:
    """A new photo, or one of another album or another family."""
    if chance.random() < 0.7:
        return house.photo(library, chance.choice(["2019-08-05T10:00:00", "2020-01-02T00:00:00", None]))
    return chance.choice(library.database.column("SELECT id FROM media"))


def replace(library: Library, story: int, media: int) -> None:
    old = library.database.value("SELECT media FROM story_media WHERE story = ?", (story,))
    if old is not None:
        albums.replace_media(library, story, old, media)


def stack(library: Library, story: int, chance: random.Random) -> None:
    """Any story into any of three stacks, at any place, or out of it."""
    number = chance.choice([None, 1, 2, 3])
    with library.database.writing() as connection:
        connection.execute(
            "UPDATE story SET stack = ?, stack_place = ? WHERE id = ?", (number, chance.randrange(4), story)
        )


def test_a_box_that_comes_to_the_timeline_late_has_it_whole(library: Library) -> None:
    mother = house.family(library)
    house.album(library, mother, photos=5)
    with library.database.writing() as connection:
        connection.execute("DROP TRIGGER timeline_face")
    house.album(library, mother, photos=5)
    migrations.apply(library)
    assert kept(library, mother) == fresh(library, mother)
    assert kept(library, mother)[1] == {"2019-08": 10}
    house.album(library, mother, photos=1)
    assert kept(library, mother)[1] == {"2019-08": 11}


def test_triggers_and_refilling_say_the_same(library: Library) -> None:
    mother = house.family(library)
    first, second = house.album(library, mother, photos=3), house.album(library, mother)
    copied = library.database.column("SELECT id FROM story ORDER BY id LIMIT 2")
    stories.copy_stories(library, mother, copied, second)
    trash.trash_album(library, mother, first)
    by_triggers = kept(library, mother)
    assert len(by_triggers[0]) == 2
    with library.database.writing() as connection:
        for name in timeline.TRIGGERS:
            connection.execute(f"DROP TRIGGER {name}")
    migrations.apply(library)
    assert kept(library, mother) == by_triggers

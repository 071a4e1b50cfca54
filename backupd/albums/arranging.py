"""Stories into a place of the order made by hand: dragged there, carried by keys, or one step at a time."""

import itertools
import sqlite3
from collections.abc import Sequence

from backupd.albums import history, store, story_store
from backupd.albums.actions import must_contribute, number_by_moment
from backupd.albums.choosing import Arranging
from backupd.albums.chosen import Chosen, chosen_by, chosen_in
from backupd.albums.placing import Step, number_by_hand
from backupd.albums.records import Story
from backupd.albums.rows import bound
from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.family import Viewer

_FORWARD, _BACKWARD = "{key}, id", "{key} DESC, id DESC"
_BESIDE = """
    SELECT id FROM visible_tops WHERE viewer = :viewer AND family = :family AND album = :album {here}
    ORDER BY {order} LIMIT 1
"""
_ORDERS = {"first": _FORWARD, "earlier": _BACKWARD, "later": _FORWARD, "last": _BACKWARD}
_HERE = {"earlier": "AND ({key}, id) < (:key, :story)", "later": "AND ({key}, id) > (:key, :story)"}


def step_story(library: Library, viewer: Viewer, story: int, step: Step) -> None:
    """Put a story first, last, or past one of its neighbours, the top of a stack with all that lies beneath. The album
    is ordered by hand from then on; where it stands there already, nothing happens."""
    must_contribute(viewer)
    with library.database.writing():
        told = story_store.story(library, viewer, story)
        beside = _beside(library, viewer, told, step)
        if beside not in (None, story):
            side = "before" if step in ("first", "earlier") else "after"
            place_stories(library, viewer, told.album, Arranging(story, **{side: beside}))


def _beside(library: Library, viewer: Viewer, told: Story, step: Step) -> int | None:
    """The story it comes to stand beside, of what the grid shows."""
    key = story_store.KEYS[store.album(library, viewer, told.album).ordered]
    sql = _BESIDE.format(here=_HERE.get(step, ""), order=_ORDERS[step]).format(key=key)
    named = {"album": told.album, "key": getattr(told, key), "story": told.id}
    return library.database.value(sql, bound(viewer, named))


def place_stories(library: Library, viewer: Viewer, album: int, form: Arranging) -> None:
    """Put stories, in the order they have, right behind one story or right before one. The album is ordered by hand
    from then on. Raises Absent where that neighbour is not in the album."""
    must_contribute(viewer)
    with library.database.writing() as connection:
        opened = store.album(library, viewer, album)
        found = chosen_by(library, viewer, album, form)
        neighbour = _neighbour(library, viewer, album, form)
        moved = [each for each in found if each.id != neighbour.id]
        if not moved:
            return
        about = {"story": moved[0].id} if len(moved) == 1 else {"amount": len(moved)}
        with history.recorded(library, viewer.family, viewer.id, "album_ordered", album, **about) as record:
            record.watch("album", album)
            if opened.ordered == "taken":
                number_by_moment(connection, album)
                connection.execute("UPDATE album SET ordered = 'hand' WHERE id = ?", (album,))
            _move(
                record, connection, album, [each.id for each in moved], neighbour.id, form.after is not None
            )


def _neighbour(library: Library, viewer: Viewer, album: int, form: Arranging) -> Chosen:
    beside = form.before if form.after is None else form.after
    if beside is None:
        raise Refused("problems.not_understood")
    return chosen_in(library, viewer, album, [beside])[0]


def _watch_all(record: history.Record, connection: sqlite3.Connection, album: int) -> None:
    rows = connection.execute("SELECT id FROM story WHERE album = ? AND trashed IS NULL", (album,))
    for row in rows.fetchall():
        record.watch("story", row["id"])


def _move(
    record: history.Record,
    connection: sqlite3.Connection,
    album: int,
    stories: Sequence[int],
    beside: int,
    after: bool,
) -> None:
    places = _places(connection, album, stories, beside, after)
    if places is None:  # fifty halvings at one spot: there is room again once all are numbered anew
        _watch_all(record, connection, album)
        number_by_hand(connection, album)
        places = _places(connection, album, stories, beside, after)
    for story, place in zip(stories, places or [], strict=True):
        record.watch("story", story)
        connection.execute("UPDATE story SET position = ? WHERE id = ?", (place, story))


def _places(
    connection: sqlite3.Connection, album: int, stories: Sequence[int], beside: int, after: bool
) -> list[float] | None:
    """Positions spread evenly between the neighbour and the one beyond; None where REAL has no room for them."""
    here = connection.execute("SELECT position FROM story WHERE id = ?", (beside,)).fetchone()["position"]
    side, order = (">", "position, id") if after else ("<", "position DESC, id DESC")
    marks = ", ".join("?" * len(stories))
    beyond = connection.execute(
        f"""SELECT position FROM story WHERE album = ? AND trashed IS NULL AND (position, id) {side} (?, ?)
            AND id NOT IN ({marks}) ORDER BY {order} LIMIT 1""",
        (album, here, beside, *stories),
    ).fetchone()
    there = beyond["position"] if beyond else here + (len(stories) + 1) * (1 if after else -1)
    low, high = min(here, there), max(here, there)
    step = (high - low) / (len(stories) + 1)
    places = [low + step * (count + 1) for count in range(len(stories))]
    rising = [low, *places, high]
    return places if all(one < next_one for one, next_one in itertools.pairwise(rising)) else None

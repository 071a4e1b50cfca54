"""The verbs on stacks: lay pictures of one moment upon each other, choose the top, take one out, lay them apart. Nothing is
deleted for it; all of them stay stories of their album."""

import secrets
import sqlite3
from collections.abc import Sequence
from math import log

import msgspec

from backupd import marks
from backupd.albums import likeness, stack_store, store, story_store
from backupd.albums.actions import must_contribute
from backupd.albums.history import Record, recorded
from backupd.albums.likeness import Looks
from backupd.albums.moving import STACKS
from backupd.albums.records import Story
from backupd.core.errors import Absent, Refused
from backupd.core.library import Library
from backupd.family import Viewer


class Proposal(msgspec.Struct, frozen=True):
    """Stories of an album that show the same, the best first."""

    stories: list[int]


def proposals(library: Library, viewer: Viewer, album: int) -> list[Proposal]:
    """What could be stacked in an album, in the order of time."""
    must_contribute(viewer)
    store.album(library, viewer, album)
    found = likeness.groups(stack_store.looks(library, viewer, album))
    return [Proposal([each.story for each in best_first(library, group)]) for group in found]


def best_first(library: Library, group: Sequence[Looks]) -> list[Looks]:
    """The larger one first; of those alike in size (a tenth more or less) the sharper one; of those about as sharp (by a
    fifth) the one that came first."""
    largest = max(each.width * each.height for each in group)
    sharp = marks.sharpness(library, [each.media for each in group])

    def rank(each: Looks) -> tuple[bool, float]:
        size = each.width * each.height
        whole = size >= 0.9 * largest
        return whole, round(log(sharp[each.media] + 1e-9) * 5) if whole else size

    return sorted(group, key=rank, reverse=True)


def stack_stories(library: Library, viewer: Viewer, album: int, groups: Sequence[Sequence[int]]) -> int:
    """Lay each group upon each other, its first on top, with what lay under any of them; how many stories lie in these
    stacks. Raises Absent for a story of another album, Refused for nothing to stack."""
    must_contribute(viewer)
    chosen = [list(dict.fromkeys(group)) for group in groups]
    with recorded(library, viewer.family, viewer.id, "stories_stacked", album) as record:
        store.album(library, viewer, album)
        if not chosen or any(len(group) < 2 for group in chosen):
            raise Refused("stacks.nothing_chosen", back=f"/albums/{album}/stacks")
        amount = sum(_lay(library, viewer, record, album, group) for group in chosen)
        record.about["amount"] = amount
    return amount


def _lay(library: Library, viewer: Viewer, record: Record, album: int, group: Sequence[int]) -> int:
    lying: list[int] = []
    for each in group:
        if story_store.story(library, viewer, each).album != album:
            raise Absent
        under = [one.story for one in stack_store.stack_of(library, viewer, each)]
        lying += [each, *under]
    stories = [*group, *(each for each in dict.fromkeys(lying) if each not in group)]
    number = secrets.randbelow(STACKS) + 1
    for place, each in enumerate(stories):
        _put(library.database.connection, record, each, number, place)
    return len(stories)


def put_on_top(library: Library, viewer: Viewer, story: int) -> None:
    """Let this one stand for its stack."""
    told, lying = _in_a_stack(library, viewer, story)
    with recorded(library, viewer.family, viewer.id, "stack_topped", told.album, story=story) as record:
        for place, each in enumerate([story, *(each for each in lying if each != story)]):
            _put(library.database.connection, record, each, told.stack, place)


def take_out(library: Library, viewer: Viewer, story: int) -> None:
    """One picture stands for itself again; a stack of one is none."""
    told, lying = _in_a_stack(library, viewer, story)
    with recorded(library, viewer.family, viewer.id, "stack_left", told.album, story=story) as record:
        for each in lying if len(lying) == 2 else [story]:
            _put(library.database.connection, record, each, None, 0)


def lay_apart(library: Library, viewer: Viewer, story: int) -> None:
    """Every picture of the stack stands for itself again."""
    told, lying = _in_a_stack(library, viewer, story)
    with recorded(library, viewer.family, viewer.id, "stack_loosened", told.album, story=story) as record:
        record.about["amount"] = len(lying)
        for each in lying:
            _put(library.database.connection, record, each, None, 0)


def _in_a_stack(library: Library, viewer: Viewer, story: int) -> tuple[Story, list[int]]:
    must_contribute(viewer)
    told = story_store.story(library, viewer, story)
    lying = [each.story for each in stack_store.stack_of(library, viewer, story)]
    if not lying:
        raise Refused("stacks.in_none", back=f"/stories/{story}")
    return told, lying


def _put(connection: sqlite3.Connection, record: Record, story: int, stack: int | None, place: int) -> None:
    record.watch("story", story)
    connection.execute("UPDATE story SET stack = ?, stack_place = ? WHERE id = ?", (stack, place, story))

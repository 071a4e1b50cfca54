"""Reads of the history of albums, through the gate."""

from itertools import groupby

import msgspec

from backupd.albums.history_records import Change, History, Line, Said, Touched
from backupd.albums.records import Album
from backupd.albums.rows import all_of, bound, edited, one_of, picture_of_media
from backupd.core.errors import Absent
from backupd.core.library import Library
from backupd.family import Viewer, called_name

PAGE = 100
NEWEST = 1 << 62
TOGETHER = frozenset({"story_added", "clips_added", "undone"})
"""Kinds of which many by one person in one hour are one line."""

_MINE = "viewer = :viewer AND family = :family"
_CHANGES = f"""
    WITH page AS (
        SELECT * FROM visible_changes WHERE {_MINE} AND album = :album AND {{which}} ORDER BY id DESC LIMIT :limit)
    SELECT page.*, coalesce(guest.name, {called_name()}) AS person_name, guest.name AS guest_name, person.colour, person.face,
           earlier.kind AS undone_kind, {called_name("whose")} AS undone_name, {picture_of_media("shown")}
    FROM page
    LEFT JOIN person ON person.id = page.person
    LEFT JOIN guest ON guest.id = page.guest
    LEFT JOIN happening AS earlier ON earlier.id = page.undoes
    LEFT JOIN person AS whose ON whose.id = earlier.person
    LEFT JOIN media AS shown ON shown.id = (
        SELECT id FROM visible_media WHERE {_MINE} AND story = page.story AND place = 0)
    {edited("shown")}
    ORDER BY page.id DESC
"""
CHANGES = _CHANGES.format(which="id < :before")
CHANGE = _CHANGES.format(which="id = :change")
ALBUMS_OF = f"SELECT album FROM visible_changes WHERE {_MINE} AND id = :change ORDER BY album <> first, album"


def change(library: Library, viewer: Viewer, album: int, number: int) -> Change:
    """One change in an album's history. Raises Absent where this viewer does not see it."""
    found = one_of(library, viewer, Change, CHANGE, album=album, change=number, limit=1)
    if found is None:
        raise Absent
    return found


def albums_of(library: Library, viewer: Viewer, number: int) -> list[int]:
    """The albums this change is told of in, as far as the viewer sees them; the one in the ledger first."""
    return library.database.column(ALBUMS_OF, bound(viewer, {"change": number}))


def history(library: Library, viewer: Viewer, album: Album, before: int | None) -> History:
    """A page of an album's history, newest first, after the change `before`."""
    found = all_of(library, viewer, Change, CHANGES, album=album.id, before=before or NEWEST, limit=PAGE + 1)
    page = found[:PAGE]
    lines = [_line(list(together)) for _, together in groupby(page, key=_sentence)]
    return History(album.id, album.title, lines, page[-1].id if len(found) > PAGE else None)


def _sentence(change: Change) -> object:
    """Changes alike in this are told in one line."""
    if change.kind not in TOGETHER:
        return change.id
    return (
        change.kind,
        change.person,
        change.guest_name,
        change.at[:13],
        change.undone is None,
        change.undone_kind,
    )


def _line(changes: list[Change]) -> Line:
    newest = changes[0]
    return Line(
        changes=[change.id for change in changes],
        kind=_kind(newest),
        at=newest.at,
        person_name=newest.person_name,
        colour=newest.colour,
        face=newest.person if newest.face and not newest.guest_name else None,
        count=sum(change.amount or 1 for change in changes),
        said=[said for touched in newest.rows for said in _said(touched)],
        story=newest.story if newest.picture else None,
        picture=newest.picture,
        undone=newest.undone is not None,
        undoable=newest.undone is None and bool(newest.rows),
        undone_kind=newest.undone_kind,
        undone_name=newest.undone_name,
    )


def _kind(change: Change) -> str:
    """Told from where one stands: stories came here, or went elsewhere. What a guest gave is told of as theirs."""
    if change.kind == "story_added" and change.guest_name:
        return "guest_added"
    away = change.kind == "stories_moved" and change.first != change.album
    return "stories_moved_away" if away else change.kind


def _said(touched: Touched) -> list[Said]:
    names = [name for name in ("title", "description") if name in touched.after]
    return [
        msgspec.convert({"what": name, "before": touched.before[name], "after": touched.after[name]}, Said)
        for name in names
    ]

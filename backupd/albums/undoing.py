"""Undo: put back what a change touched, wherever nobody changed it again. Undoing is a change like any other."""

import sqlite3
from collections.abc import Sequence

import msgspec

from backupd.albums import history, history_store, store
from backupd.albums.actions import must_contribute, refold, refresh_event
from backupd.albums.drawing import ring_edits
from backupd.albums.filling import holding, media_of, refold_story
from backupd.albums.history import FOLLOWS, Record
from backupd.albums.history_records import Change, Row, Touched
from backupd.albums.scenes import Kept, clips_of, lay_aside, whose_clip
from backupd.core.clock import stamp
from backupd.core.errors import Conflict, Forbidden, Refused
from backupd.core.library import Library
from backupd.family import Viewer


def undo(library: Library, viewer: Viewer, album: int, changes: Sequence[int]) -> int:
    """Take these changes of an album back, the newest first, all or none; how many.

    Raises Absent for a change this viewer does not see, Conflict when one was taken back already or what it touched was
    changed again since, Forbidden when it would put away or bring back what only others may.
    """
    must_contribute(viewer)
    with library.database.writing():
        store.album(library, viewer, album)
        if not changes:
            raise Refused("history.none_named", back=f"/albums/{album}/history")
        for change in sorted(dict.fromkeys(changes), reverse=True):
            _undo(library, viewer, album, history_store.change(library, viewer, album, change))
    ring_edits(library)
    return len(set(changes))


def _undo(library: Library, viewer: Viewer, album: int, change: Change) -> None:
    back = f"/albums/{album}/history"
    if change.undone is not None:
        raise Conflict("history.undone_already", back=back)
    if not change.rows:
        raise Conflict("history.gone", back=back)
    albums = history_store.albums_of(library, viewer, change.id)
    with history.recorded(
        library, viewer.family, viewer.id, "undone", *albums, undoes=change.id, story=change.story
    ) as record:
        hand = _Hand(library, viewer, record, change)
        for touched in reversed(change.rows):
            hand.put_back(touched)
        hand.settle()
        record.about["amount"] = change.amount
        record.telling = True


class _Hand:
    """Puts rows back one by one, then lets whatever follows from them follow."""

    def __init__(self, library: Library, viewer: Viewer, record: Record, change: Change) -> None:
        self._library = library
        self._connection = library.database.connection
        self._viewer = viewer
        self._record = record
        self._change = change.id
        self._mine = viewer.owner or change.person == viewer.id
        self._back = f"/albums/{record.albums[0]}/history"
        self._stories: list[int] = []
        self._albums: list[int] = []
        self._put_away_albums: list[int] = []
        self._where_they_are: list[int] = []

    def put_back(self, touched: Touched) -> None:
        now = self._as_it_stands(touched)
        {"story": self._stories, "album": self._albums}.get(touched.table, []).append(touched.row)
        self._record.watch(touched.table, touched.row)
        if touched.after.keys() == {"twin"}:
            self._where_they_are.append(touched.row)
        if touched.made:
            self._put_away(touched, now)
            return
        self._must_be_unchanged(touched, now)
        if {"trashed", "clips"} & touched.after.keys():
            self._must_be_mine(touched)
        if touched.table == "album" and touched.before.get("trashed"):
            self._must_have_got_nothing_since(touched.row)
        held = clips_of(self._connection, touched.row) if "clips" in touched.before else []
        try:
            write(self._connection, touched.table, touched.row, touched.before)
        except sqlite3.IntegrityError as error:
            raise Conflict("history.gone", back=self._back) from error
        self._lay_aside(touched.row, held)

    def _lay_aside(self, story: int, held: Sequence[Kept]) -> None:
        """A clip that is in the story no more, now that its adding is undone, lies in the trash like any other."""
        left = {media for media, _ in clips_of(self._connection, story)} if held else set()
        for clip in held:
            if clip[0] not in left:
                whose = whose_clip(self._connection, story, clip[0])
                lay_aside(self._library, self._record, self._album_of(story), whose, clip, self._viewer.id)

    def _as_it_stands(self, touched: Touched) -> Row:
        row = self._connection.execute(
            f"SELECT * FROM {touched.table} WHERE id = ?", (touched.row,)
        ).fetchone()
        if row is None or dict(row).get("purged") or dict(row).get("media", row) is None:
            raise Conflict("history.gone", back=self._back)
        return history.read(self._connection, touched.table, touched.row)

    def _must_be_unchanged(self, touched: Touched, now: Row) -> None:
        follows = FOLLOWS if touched.table == "album" and not now.get("event_chosen") else frozenset()
        if any(now[name] != value for name, value in touched.after.items() if name not in follows):
            raise Conflict("history.changed_since", back=self._back)

    def _must_be_mine(self, touched: Touched) -> None:
        """Putting away and bringing back is for whoever brought a story, for owners (PRODUCT.md rule 6), and for whoever
        did just that."""
        owner = "contributor" if touched.table == "story" else "made_by"
        whose = self._connection.execute(f"SELECT {owner} FROM {touched.table} WHERE id = ?", (touched.row,))
        if not self._mine and whose.fetchone()[0] != self._viewer.id:
            raise Forbidden("albums.only_own_stories", back=self._back)

    def _put_away(self, touched: Touched, now: Row) -> None:
        self._must_be_mine(touched)
        if touched.table == "album":
            self._put_away_albums.append(touched.row)
        if now["trashed"] is None:
            self._connection.execute(
                f"UPDATE {touched.table} SET trashed = ?, trashed_by = ?, nights = 0 WHERE id = ?",
                (stamp(self._library.clock.now()), self._viewer.id, touched.row),
            )

    def settle(self) -> None:
        """Search text, albums' dates and versions follow; no album ends with the same photo twice."""
        for album in self._put_away_albums:
            self._must_be_empty(album)
        for story in self._stories:
            if story not in self._where_they_are:
                self._must_stand_somewhere(story)
            self._must_not_be_twice(story)
            refold_story(self._connection, story)
            self._albums.append(self._album_of(story))
        for album in dict.fromkeys(self._albums):
            self._must_have_its_cover(album)
            refold(self._connection, album)
            refresh_event(self._connection, album)
            self._connection.execute("UPDATE album SET version = version + 1 WHERE id = ?", (album,))

    def _album_of(self, story: int) -> int:
        return self._connection.execute("SELECT album FROM story WHERE id = ?", (story,)).fetchone()["album"]

    def _must_be_empty(self, album: int) -> None:
        """An album that a change made goes with what that change put in, and with nothing that came since."""
        sql = "SELECT 1 FROM story WHERE album = ? AND trashed IS NULL LIMIT 1"
        if self._connection.execute(sql, (album,)).fetchone() is not None:
            raise Conflict("history.changed_since", back=self._back)

    def _must_have_got_nothing_since(self, album: int) -> None:
        """An album that goes back into the trash takes nothing along that was brought into it meanwhile."""
        sql = """SELECT 1 FROM change_album JOIN happening ON happening.id = change_album.happening
                 WHERE change_album.album = ? AND happening.id > ? AND happening.album = change_album.album
                   AND kind IN ('story_added', 'stories_moved', 'stories_copied', 'albums_merged')"""
        if self._connection.execute(sql, (album, self._change)).fetchone() is not None:
            raise Conflict("history.changed_since", back=self._back)

    def _must_stand_somewhere(self, story: int) -> None:
        """No story goes back into an album that lies in the trash, or is gone for good: nobody would see it again."""
        row = self._connection.execute(
            """SELECT album.trashed, album.purged FROM story JOIN album ON album.id = story.album
               WHERE story.id = ? AND story.trashed IS NULL AND album.trashed IS NOT NULL""",
            (story,),
        ).fetchone()
        if row is not None:
            raise Conflict("history.gone" if row["purged"] else "albums.album_trashed_too", back=self._back)

    def _must_have_its_cover(self, album: int) -> None:
        """A cover that went to another album meanwhile is none of this one any more."""
        sql = "SELECT 1 FROM album JOIN story ON story.id = album.cover WHERE album.id = ? AND story.album <> album.id"
        if self._connection.execute(sql, (album,)).fetchone() is not None:
            raise Conflict("history.changed_since", back=self._back)

    def _must_not_be_twice(self, story: int) -> None:
        row = self._connection.execute("SELECT album, trashed FROM story WHERE id = ?", (story,)).fetchone()
        here = media_of(self._connection, story)
        if (
            row["trashed"] is None
            and holding(self._connection, row["album"], here, besides=story) is not None
        ):
            raise Conflict("albums.back_already", back=self._back)


def write(connection: sqlite3.Connection, table: str, row: int, values: Row) -> None:
    """Give a row remembered values again."""
    plain = {name: value for name, value in values.items() if name != "clips"}
    if plain:
        marks = ", ".join(f"{name} = :{name}" for name in plain)
        connection.execute(f"UPDATE {table} SET {marks} WHERE id = :id", {**plain, "id": row})
    if "clips" in values:
        _write_clips(connection, row, msgspec.json.decode(str(values["clips"])))


def _write_clips(connection: sqlite3.Connection, story: int, clips: list[tuple[int, str | None]]) -> None:
    connection.execute("DELETE FROM story_media WHERE story = ?", (story,))
    connection.executemany(
        "INSERT INTO story_media (story, position, media, name) VALUES (?, ?, ?, ?)",
        [(story, place, media, name) for place, (media, name) in enumerate(clips)],
    )

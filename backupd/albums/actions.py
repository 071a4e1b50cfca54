"""The verbs on albums: make, edit, choose a cover, put in order."""

import sqlite3

import msgspec

from backupd.albums import store, story_store
from backupd.albums.events import Event, of_stories, written
from backupd.albums.folding import fold
from backupd.albums.history import recorded
from backupd.albums.meeting import as_form, meet
from backupd.albums.naming import month_title
from backupd.albums.records import Album, AlbumForm, Order
from backupd.core.clock import stamp
from backupd.core.errors import Absent, Conflict, Forbidden, Refused
from backupd.core.library import Library
from backupd.core.numbers import written_number
from backupd.family import Viewer

LONGEST_TITLE = 120
LONGEST_TEXT = 20_000


class Stale(Conflict):
    """Somebody changed the album after this person opened it: `album` is what it is now, `mine` what they write, with
    whatever only the other one changed."""

    def __init__(self, album: Album, mine: AlbumForm) -> None:
        super().__init__("albums.changed_meanwhile", back=f"/albums/{album.id}")
        self.album = album
        self.mine = mine


class Written(msgspec.Struct, frozen=True):
    """An album form, read and found usable."""

    title: str
    description: str
    category: int | None
    event: Event
    chosen: bool


def make_album(library: Library, viewer: Viewer, form: AlbumForm) -> int:
    """A person makes an album."""
    must_contribute(viewer)
    words = usable(library, viewer, form)
    return new_album(
        library,
        viewer.family,
        viewer.id,
        words.title,
        description=words.description,
        category=words.category,
        event=words.event if words.chosen else None,
    )


def new_album(
    library: Library,
    family: int,
    person: int | None,
    title: str,
    *,
    description: str = "",
    category: int | None = None,
    event: Event | None = None,
    source: str | None = None,
) -> int:
    """Make an album and say so in the ledger. `event` None: its date follows its stories."""
    chosen = event or Event()
    with recorded(library, family, person, "album_made") as record:
        connection = library.database.connection
        made = connection.execute(
            """INSERT INTO album (family, title, description, category, event_from, event_to, event_precision,
                                  event_chosen, source, made_by, made)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (family, title, description, category, chosen.first, chosen.last, chosen.precision,
             event is not None, source, person, stamp(library.clock.now())),
        )  # fmt: skip
        album = int(made.lastrowid or 0)
        refold(connection, album)
        record.albums, record.telling = [album], True
    return album


def album_from_source(library: Library, family: int, person: int | None, source: str, title: str) -> int:
    """The album that a drop folder or an import keeps adding to; made the first time. It may have been renamed since."""
    with library.database.writing() as connection:
        found = connection.execute(
            "SELECT id FROM album WHERE family = ? AND source = ? AND trashed IS NULL", (family, source)
        ).fetchone()
        return found["id"] if found else new_album(library, family, person, title, source=source)


def album_of_month(library: Library, family: int, person: int | None, taken: str | None) -> int:
    """The album for files that lie in no folder, by the month they were taken; one for those nobody knows it of."""
    source = f"month:{taken[:7]}" if taken else "month:unknown"
    return album_from_source(library, family, person, source, month_title(library.settings.language, taken))


def edit_album(library: Library, viewer: Viewer, album: int, form: AlbumForm) -> None:
    """Change title, description, category and date. Where somebody changed the album since it was opened, what only one
    of the two changed stands; raises Stale where both changed the same: nothing is overwritten silently."""
    must_contribute(viewer)
    with recorded(library, viewer.family, viewer.id, "album_edited", album) as record:
        connection = library.database.connection
        now = store.album(library, viewer, album)
        if now.version != form.version:
            form, collided = meet(form, as_form(now))
            if collided:
                raise Stale(now, form)
        words = usable(library, viewer, form)
        record.watch("album", album)
        connection.execute(
            """UPDATE album SET title = ?, description = ?, category = ?, event_from = ?, event_to = ?,
                                event_precision = ?, event_chosen = ?, version = version + 1 WHERE id = ?""",
            (words.title, words.description, words.category, words.event.first, words.event.last,
             words.event.precision, words.chosen, album),
        )  # fmt: skip
        refold(connection, album)
        refresh_event(connection, album)


def usable(library: Library, viewer: Viewer, form: AlbumForm) -> Written:
    """Raises Refused with a sentence about the first thing that cannot be used."""
    title = " ".join(form.title.split())
    if not title:
        raise Refused("albums.title_missing")
    if len(title) > LONGEST_TITLE or len(form.description) > LONGEST_TEXT:
        raise Refused("albums.too_long", most=LONGEST_TITLE if len(title) > LONGEST_TITLE else LONGEST_TEXT)
    event = written(form.begins, form.until) if form.dated == "chosen" else Event()
    if event is None:
        raise Refused("albums.date_unreadable")
    category = written_number(form.category)
    if category is not None and category not in {
        each.id for each in store.family_categories(library, viewer)
    }:
        raise Absent
    return Written(title, tidy(form.description), category, event, form.dated != "stories")


def tidy(text: str) -> str:
    """Line ends as everywhere else (forms send CR LF), no space around."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def choose_cover(library: Library, viewer: Viewer, album: int, story: int | None) -> None:
    """A story for the album's cover; None: chosen for you again."""
    must_contribute(viewer)
    with recorded(library, viewer.family, viewer.id, "cover_chosen", album, story=story) as record:
        store.album(library, viewer, album)
        if story is not None and story_store.story(library, viewer, story).album != album:
            raise Absent
        record.watch("album", album)
        library.database.connection.execute("UPDATE album SET cover = ? WHERE id = ?", (story, album))


def order_album(library: Library, viewer: Viewer, album: int, ordered: Order) -> None:
    """By the moment taken, or by hand; by hand begins with the order it had."""
    must_contribute(viewer)
    with recorded(library, viewer.family, viewer.id, "album_ordered", album) as record:
        if store.album(library, viewer, album).ordered == ordered:
            return
        record.watch("album", album)
        connection = library.database.connection
        if ordered == "hand":
            number_by_moment(connection, album)
        connection.execute("UPDATE album SET ordered = ? WHERE id = ?", (ordered, album))


def number_by_moment(connection: sqlite3.Connection, album: int) -> None:
    """What lies in the trash is counted too: it comes back into its place."""
    connection.execute(
        """UPDATE story SET position = numbered.place
           FROM (SELECT id, row_number() OVER (ORDER BY moment, id) AS place
                 FROM story WHERE album = ? AND purged IS NULL) AS numbered
           WHERE story.id = numbered.id""",
        (album,),
    )


def must_contribute(viewer: Viewer) -> None:
    """Readers look and react; they change nothing."""
    if not viewer.contributes:
        raise Forbidden("problems.readers_look")


def refold(connection: sqlite3.Connection, album: int) -> None:
    """Write the album's text as search compares it."""
    row = connection.execute(
        """SELECT title, description, category.name AS category FROM album
           LEFT JOIN category ON category.id = album.category WHERE album.id = ?""",
        (album,),
    ).fetchone()
    connection.execute("UPDATE album SET folded = ? WHERE id = ?", (fold(*row), album))


def refresh_event(connection: sqlite3.Connection, album: int) -> None:
    """Let the album's date follow its stories, unless a person chose it."""
    spans = connection.execute(
        """SELECT precision, min(taken), max(taken) FROM story
           WHERE album = ? AND trashed IS NULL AND taken IS NOT NULL AND precision <> 'unknown' GROUP BY precision""",
        (album,),
    )
    event = of_stories([tuple(row) for row in spans])
    connection.execute(
        """UPDATE album SET event_from = ?, event_to = ?, event_precision = ?
           WHERE id = ? AND event_chosen = 0""",
        (event.first, event.last, event.precision, album),
    )

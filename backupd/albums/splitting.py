"""Chosen stories become an album of their own."""

from backupd.albums import history, store
from backupd.albums.actions import LONGEST_TITLE, must_contribute, new_album, refresh_event
from backupd.albums.choosing import Splitting
from backupd.albums.chosen import Chosen, chosen_by
from backupd.albums.events import Event, of_stories
from backupd.albums.moving import carry
from backupd.albums.naming import common_place
from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.media import Place, names_of


def split_album(library: Library, viewer: Viewer, album: int, form: Splitting) -> int:
    """Move the chosen stories into a new album of the same category, and say which. Told in both albums' history."""
    must_contribute(viewer)
    with library.database.writing():
        opened = store.album(library, viewer, album)
        found = chosen_by(library, viewer, album, form)
        title = usable_title(form.title)
        fresh = new_album(library, viewer.family, viewer.id, title, category=opened.category)
        with history.recorded(
            library, viewer.family, viewer.id, "album_split", album, fresh, amount=len(found)
        ) as record:
            record.made("album", fresh)
            record.watch("album", album)
            for each in found:
                carry(library, record, each.id, fresh)
            for each_album in (album, fresh):
                refresh_event(library.database.connection, each_album)
    return fresh


def usable_title(written: str) -> str:
    title = " ".join(written.split())
    if not title:
        raise Refused("albums.title_missing")
    if len(title) > LONGEST_TITLE:
        raise Refused("albums.too_long", most=LONGEST_TITLE)
    return title


MOST_ASKED = 100


def place_of(found: list[Chosen], language: str) -> str:
    """Where most of these stories were of which it is known; '' where they were in many places."""
    spots = [spot for each in found if None not in (spot := each.spot)][:MOST_ASKED]
    return common_place(
        language, names_of(Place(latitude or 0, longitude or 0) for latitude, longitude in spots)
    )


def event_of(found: list[Chosen]) -> Event:
    """When these stories were, as an album of them alone would say."""
    return of_stories([(each.precision, each.taken, each.taken) for each in found if each.taken is not None])

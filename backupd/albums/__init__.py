"""Albums made of stories, and the gate through which everything in them is read."""

from backupd.albums.actions import album_from_source, album_of_month, new_album
from backupd.albums.api import api
from backupd.albums.events import Event
from backupd.albums.pages import pages
from backupd.albums.records import Added, Album, Place
from backupd.albums.schema import schema
from backupd.albums.store import shelf, where_is
from backupd.albums.stories import add_story

__all__ = [
    "Added",
    "Album",
    "Event",
    "Place",
    "add_story",
    "album_from_source",
    "album_of_month",
    "api",
    "new_album",
    "pages",
    "schema",
    "shelf",
    "where_is",
]

"""Albums made of stories, and the gate through which everything in them is read."""

from backupd.albums.actions import album_from_source, album_of_month, new_album
from backupd.albums.api import api
from backupd.albums.events import Event
from backupd.albums.pages import pages
from backupd.albums.purge import free_space
from backupd.albums.records import Added, Place
from backupd.albums.schema import schema
from backupd.albums.store import where_is
from backupd.albums.stories import add_story
from backupd.albums.trash import purge_old

__all__ = [
    "Added",
    "Event",
    "Place",
    "add_story",
    "album_from_source",
    "album_of_month",
    "api",
    "free_space",
    "new_album",
    "pages",
    "purge_old",
    "schema",
    "where_is",
]

"""Albums made of stories, and the gate through which everything in them is read."""

from backupd.albums.actions import album_from_source, album_of_month, new_album
from backupd.albums.api import api
from backupd.albums.events import Event
from backupd.albums.filling import add_story
from backupd.albums.finding import albums_with, people_named, stories_with
from backupd.albums.folding import fold
from backupd.albums.gate import VIEWS as views
from backupd.albums.pages import pages
from backupd.albums.purge import free_space
from backupd.albums.records import Added, Album, News, Picture, Place, Story
from backupd.albums.replacing import replace_media
from backupd.albums.schema import schema
from backupd.albums.store import album, contributors, family_categories, latest, shelf, titles, where_is
from backupd.albums.story_store import news
from backupd.albums.trash import purge_old

__all__ = [
    "Added",
    "Album",
    "Event",
    "News",
    "Picture",
    "Place",
    "Story",
    "add_story",
    "album",
    "album_from_source",
    "album_of_month",
    "albums_with",
    "api",
    "contributors",
    "family_categories",
    "fold",
    "free_space",
    "latest",
    "new_album",
    "news",
    "pages",
    "people_named",
    "purge_old",
    "replace_media",
    "schema",
    "shelf",
    "stories_with",
    "titles",
    "views",
    "where_is",
]

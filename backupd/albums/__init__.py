"""Albums made of stories, and the gate through which everything in them is read."""

from backupd.albums.actions import album_from_source, album_of_month, new_album
from backupd.albums.api import api
from backupd.albums.events import Event
from backupd.albums.files import picture_file
from backupd.albums.filling import add_story
from backupd.albums.finding import albums_with, people_named, stories_with
from backupd.albums.folding import fold
from backupd.albums.gate import VIEWS as views
from backupd.albums.guests import may_take_back, take_back
from backupd.albums.looking import Day, cursor_near, days, opened, seen
from backupd.albums.pages import pages
from backupd.albums.pairing import Half, join_other_half
from backupd.albums.purge import free_space
from backupd.albums.records import Added, Album, MediaFile, News, Opened, Picture, Place, Seen, Story
from backupd.albums.replacing import replace_media
from backupd.albums.schema import schema
from backupd.albums.store import album, family_categories, latest, shelf, titles, where_is
from backupd.albums.story_store import clips, media_file, news, stories_of_guest, story
from backupd.albums.timeline import TRIGGERS as timeline_triggers
from backupd.albums.timeline import keep_timeline
from backupd.albums.trash import purge_old

__all__ = [
    "Added",
    "Album",
    "Day",
    "Event",
    "Half",
    "MediaFile",
    "News",
    "Opened",
    "Picture",
    "Place",
    "Seen",
    "Story",
    "add_story",
    "album",
    "album_from_source",
    "album_of_month",
    "albums_with",
    "api",
    "clips",
    "cursor_near",
    "days",
    "family_categories",
    "fold",
    "free_space",
    "join_other_half",
    "keep_timeline",
    "latest",
    "may_take_back",
    "media_file",
    "new_album",
    "news",
    "opened",
    "pages",
    "people_named",
    "picture_file",
    "purge_old",
    "replace_media",
    "schema",
    "seen",
    "shelf",
    "stories_of_guest",
    "stories_with",
    "story",
    "take_back",
    "timeline_triggers",
    "titles",
    "views",
    "where_is",
]

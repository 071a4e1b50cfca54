"""Albums made of stories, and the gate through which everything in them is read."""

from backupd.albums.actions import album_from_source, album_of_month, must_contribute, new_album, order_album
from backupd.albums.api import api
from backupd.albums.bodies import Origin
from backupd.albums.collages import Collage, Shot, laid_out
from backupd.albums.drawing import cut_film, draw_photo, films_to_cut, photos_to_draw, ring_edits
from backupd.albums.editing import edit_media, edited_film, edited_picture, full_jpeg
from backupd.albums.events import Event
from backupd.albums.files import picture_file, picture_path
from backupd.albums.filling import MOST_CLIPS, add_story
from backupd.albums.finding import albums_about, albums_of, stories_of
from backupd.albums.folding import fold
from backupd.albums.gate import STANDING
from backupd.albums.gate import VIEWS as views
from backupd.albums.guests import may_take_back, take_back
from backupd.albums.likeness import Looks as Likeness
from backupd.albums.likeness import groups as alike_groups
from backupd.albums.looking import Day, cursor_near, days, opened, place_in_album, seen
from backupd.albums.looks import look
from backupd.albums.merging import merged_into, standing_for
from backupd.albums.naming import common_place, event_title, shared_name
from backupd.albums.of_days import stories_of_days
from backupd.albums.pages import pages
from backupd.albums.pairing import Half, join_other_half
from backupd.albums.place_names import name_stories, stories_to_name
from backupd.albums.purge import free_space
from backupd.albums.records import Added, Album, MediaFile, Opened, Picture, Place, Seen, Story
from backupd.albums.replacing import replace_media
from backupd.albums.scenes import add_clips, fill_story, room_in
from backupd.albums.sealing import behind_the_seal, reveal, sealed_album
from backupd.albums.store import album, contributors, family_categories, latest, shelf, titles, where_is
from backupd.albums.stories import contributor_of, copy_stories
from backupd.albums.story_store import clips as clips_of
from backupd.albums.story_store import media_file, stories_of_guest, story
from backupd.albums.taking_turns import must_take_from_all, put_away, take_turns
from backupd.albums.timeline import TRIGGERS as timeline_triggers
from backupd.albums.timeline import keep_timeline
from backupd.albums.titling import name_by_place
from backupd.albums.trash import purge_old
from backupd.albums.twins_schema import schema
from backupd.albums.wandering import Choice, chosen, story_years

__all__ = [
    "MOST_CLIPS",
    "STANDING",
    "Added",
    "Album",
    "Choice",
    "Collage",
    "Day",
    "Event",
    "Half",
    "Likeness",
    "MediaFile",
    "Opened",
    "Origin",
    "Picture",
    "Place",
    "Seen",
    "Shot",
    "Story",
    "add_clips",
    "add_story",
    "album",
    "album_from_source",
    "album_of_month",
    "albums_about",
    "albums_of",
    "alike_groups",
    "api",
    "behind_the_seal",
    "chosen",
    "clips",
    "clips_of",
    "common_place",
    "contributor_of",
    "contributors",
    "copy_stories",
    "cursor_near",
    "cut_film",
    "days",
    "draw_photo",
    "edit_media",
    "edited_film",
    "edited_picture",
    "event_title",
    "family_categories",
    "fill_story",
    "films_to_cut",
    "fold",
    "free_space",
    "full_jpeg",
    "join_other_half",
    "keep_timeline",
    "laid_out",
    "latest",
    "look",
    "may_take_back",
    "media_file",
    "merged_into",
    "must_contribute",
    "must_take_from_all",
    "name_by_place",
    "name_stories",
    "new_album",
    "opened",
    "order_album",
    "pages",
    "photos_to_draw",
    "picture_file",
    "picture_path",
    "place_in_album",
    "purge_old",
    "put_away",
    "replace_media",
    "reveal",
    "ring_edits",
    "room_in",
    "schema",
    "sealed_album",
    "seen",
    "shared_name",
    "shelf",
    "standing_for",
    "stories_of",
    "stories_of_days",
    "stories_of_guest",
    "stories_to_name",
    "story",
    "story_years",
    "take_back",
    "take_turns",
    "timeline_triggers",
    "titles",
    "views",
    "where_is",
]

"""One original file, what it tells about itself (when, where, which camera) and the pictures derived from it.

Knows pixels and frames, no people: who may see a media, and in which album, is for the features above.
"""

from backupd.media.actions import (
    darkroom,
    derived_path,
    develop,
    develop_again,
    film,
    original_path,
    purge,
    redevelop,
    ring_for_films,
)
from backupd.media.bare import bare_film, bare_jpeg, bare_path
from backupd.media.collage import MOST as MOST_IN_COLLAGE
from backupd.media.collage import Box, Focus, Layout, keeping, lay_out
from backupd.media.darkroom import Camera, Darkroom
from backupd.media.editing import draw_edited, edited_path, forget_edited, full_picture
from backupd.media.endings import ends_early
from backupd.media.errors import DarkroomDied, Unreadable
from backupd.media.full_size import full_size
from backupd.media.gazetteer import names_of
from backupd.media.hearing import LONGEST_VOICE, hear
from backupd.media.keeping import keep, keep_placed, place
from backupd.media.kinds import judge
from backupd.media.names import moment_as
from backupd.media.naming import called, name_places, places_to_name
from backupd.media.orders import Heard, Scene, Shoot, Splice
from backupd.media.originals import original_name
from backupd.media.originals import readable as plain_name
from backupd.media.orphans import recover
from backupd.media.pairs import paired
from backupd.media.places import place as place_at
from backupd.media.printing import print_picture, srgb_profile
from backupd.media.recipes import Crop, Recipe, centred, turned_crop
from backupd.media.recipes import read as read_recipe
from backupd.media.recipes import usable as usable_recipe
from backupd.media.recipes import written as written_recipe
from backupd.media.records import Kept, Media, Moment, Place, PlaceName, Rendered
from backupd.media.schema import schema
from backupd.media.scoring import score
from backupd.media.store import anything_waiting, films_needed, find, fingerprint
from backupd.media.windows import still_edge

__all__ = [
    "LONGEST_VOICE",
    "MOST_IN_COLLAGE",
    "Box",
    "Camera",
    "Crop",
    "Darkroom",
    "DarkroomDied",
    "Focus",
    "Heard",
    "Kept",
    "Layout",
    "Media",
    "Moment",
    "Place",
    "PlaceName",
    "Recipe",
    "Rendered",
    "Scene",
    "Shoot",
    "Splice",
    "Unreadable",
    "anything_waiting",
    "bare_film",
    "bare_jpeg",
    "bare_path",
    "called",
    "centred",
    "darkroom",
    "derived_path",
    "develop",
    "develop_again",
    "draw_edited",
    "edited_path",
    "ends_early",
    "film",
    "films_needed",
    "find",
    "fingerprint",
    "forget_edited",
    "full_picture",
    "full_size",
    "hear",
    "judge",
    "keep",
    "keep_placed",
    "keeping",
    "lay_out",
    "moment_as",
    "name_places",
    "names_of",
    "original_name",
    "original_path",
    "paired",
    "place",
    "place_at",
    "places_to_name",
    "plain_name",
    "print_picture",
    "purge",
    "read_recipe",
    "recover",
    "redevelop",
    "ring_for_films",
    "schema",
    "score",
    "srgb_profile",
    "still_edge",
    "turned_crop",
    "usable_recipe",
    "written_recipe",
]

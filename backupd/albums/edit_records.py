"""What an edit of a picture or film is, and what its form and its JSON body hold."""

from typing import Literal

import msgspec

from backupd.media import Recipe

Shape = Literal["free", "whole", "1:1", "4:3", "3:2", "16:9", "4:5"]


class Edit(msgspec.Struct, frozen=True):
    """What this family made of a media, and the media as it came: width, height, duration.

    state: plain (as it came) · waiting (`part` of a film is done, 0 to 1) · drawn · failed (`reason` is a word key).
    version: which edit this is, for whoever edits next. film: the unedited one's, as in Picture.
    """

    media: int
    kind: str | None
    width: int | None
    height: int | None
    duration: float | None
    rendered: bool
    animated: bool
    film: str | None
    recipe: Recipe | None
    version: int
    state: Literal["plain", "waiting", "drawn", "failed"]
    reason: str | None = None
    part: float | None = None
    edited: str | None = None
    edited_by: int | None = None
    edited_by_name: str | None = None


class EditOrder(msgspec.Struct, frozen=True):
    """A recipe, and the version of the edit that was looked at; None overwrites whatever stands there now."""

    recipe: Recipe
    version: int | None = None


class EditForm(msgspec.Struct, frozen=True):
    """A recipe as a form sends it. shape: `free` keeps `crop` as it is written (left top width height), `whole` is no
    crop, the others stand in the middle. turned_from: the turn at which `crop` was written. begin and end of a film in seconds, or empty."""

    version: int = 0
    clip: int = 0
    turn: int = 0
    turned_from: int = 0
    straighten: float = 0.0
    light: float = 0.0
    warmth: float = 0.0
    shape: Shape = "free"
    crop: str = ""
    begin: str = ""
    end: str = ""
    mute: str = ""


class Removal(msgspec.Struct, frozen=True):
    """Which media of the story goes back to how it came."""

    clip: int = 0

"""What albums, stories, categories and things in the trash are. The same object goes to the template and to JSON."""

import base64
from typing import Literal

import msgspec

EventPrecision = Literal["day", "month", "year", "decade", "unknown"]
Order = Literal["taken", "hand"]


class Added(msgspec.Struct, frozen=True):
    """What add_story did: a new story, or `already_in`, the story of that album that holds this media."""

    story: int | None
    already_in: int | None = None


class Place(msgspec.Struct, frozen=True):
    """Where a media is, as far as the viewer may see."""

    album: int
    title: str
    story: int


class Category(msgspec.Struct, frozen=True):
    id: int
    name: str
    position: int
    albums: int = 0


class Contributor(msgspec.Struct, frozen=True):
    id: int
    name: str
    colour: int
    face: int | None
    stories: int = 0


class Picture(msgspec.Struct, frozen=True):
    """A media as pages need it: width and height after orientation, `tiny` a data: address of the placeholder."""

    id: int
    kind: str | None
    width: int | None
    height: int | None
    duration: float | None = None
    rendered: bool = False
    mime: str | None = None
    tiny: str | None = None
    reason: str | None = None


class Album(msgspec.Struct, frozen=True):
    """An album on the shelf or opened. `cover` is the story chosen for it (None: chosen for you), `cover_media` what
    is shown. event_from and event_to are days; event_precision says how much of them is meant."""

    id: int
    title: str
    description: str
    event_from: str | None
    event_to: str | None
    event_precision: EventPrecision
    event_chosen: bool
    event_key: str
    category: int | None
    ordered: Order
    cover: int | None
    made_by: int | None
    made: str
    version: int
    category_name: str | None = None
    stories: int = 0
    cover_picture: Picture | None = None


class Story(msgspec.Struct, frozen=True):
    """A story in its album's grid: its first media, and how many it has."""

    id: int
    album: int
    contributor: int
    description: str
    taken: str | None
    offset: str | None
    precision: str
    moment: str
    position: float
    added: str
    picture: Picture
    clips: int = 1


def placeholder(tiny: bytes | None) -> str | None:
    """The tiny picture as a data: address (RFC 2397), so that it stands in the page before anything is fetched."""
    return f"data:image/webp;base64,{base64.b64encode(tiny).decode()}" if tiny else None

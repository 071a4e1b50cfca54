"""What a picture or video file is, says and becomes."""

from datetime import datetime
from typing import Any, Literal

from msgspec import Struct

Precision = Literal["exact", "day", "month", "year", "decade", "unknown"]
Panorama = Literal["flat", "sphere"]


class Kind(Struct, frozen=True):
    """What a file is, judged by its first bytes."""

    kind: Literal["photo", "video"]
    format: str
    mime: str
    extension: str


class Moment(Struct, frozen=True):
    """When something was taken: wall time where it happened, "YYYY-MM-DDTHH:MM:SS", the first instant if vague."""

    taken: str | None = None
    offset: str | None = None
    precision: Precision = "unknown"
    source: str = "none"


class Place(Struct, frozen=True):
    """Degrees, WGS 84, south and west negative."""

    latitude: float
    longitude: float


Called = tuple[str, str]
"""What a place is called in Korean and in English; '' where nothing with a name is near."""


class Unnamed(Struct, frozen=True):
    """A media, and where it was taken."""

    id: int
    latitude: float
    longitude: float


class PlaceName(Struct, frozen=True):
    """What people call a place. In Korea the province and the city or district in it; elsewhere the country and the
    town. ko and en are '' where only the wider place is sure."""

    country: str
    wide_ko: str
    wide_en: str
    ko: str
    en: str

    @property
    def in_korean(self) -> str:
        """With the province before it, as addresses are said."""
        if self.country != "KR" or not self.ko or self.ko.startswith(self.wide_ko):
            return self.ko or self.wide_ko
        return f"{self.wide_ko} {self.ko}"

    @property
    def in_english(self) -> str:
        if self.country != "KR" or not self.en or self.en == self.wide_en:
            return self.en or self.wide_en
        return f"{self.en}, {self.wide_en}"

    def said(self, language: str) -> str:
        return self.in_korean if language == "ko" else self.in_english

    def widely(self, language: str) -> str:
        """Only the province, or the country."""
        return self.wide_ko if language == "ko" else self.wide_en


class Setting(Struct, frozen=True):
    """What a file cannot know itself: the name it came with, the family's IANA zone, and today."""

    name: str
    family_zone: str
    now: datetime


class Span(Struct, frozen=True):
    """A part of a file, in bytes."""

    offset: int
    length: int


class Facts(Struct, frozen=True):
    """What a file tells about itself. Width and height are as a viewer sees them; duration is in seconds.

    content_id: what an Apple photo and its film have in common. film: where a photo holds one; film_cut: it held one
    of which the end is missing. panorama: a wide picture or all around. scan: made of paper, so that its date is
    perhaps the scanner's and never an anniversary. selfie: by the camera beside the screen. tags: words that travel in
    the file."""

    kind: Literal["photo", "video"]
    format: str
    mime: str
    extension: str
    width: int
    height: int
    duration: float | None = None
    taken: str | None = None
    offset: str | None = None
    precision: Precision = "unknown"
    taken_source: str = "none"
    latitude: float | None = None
    longitude: float | None = None
    camera: str | None = None
    browser_plays: bool = True
    animated: bool = False
    content_id: str | None = None
    film: Span | None = None
    film_cut: bool = False
    panorama: Panorama | None = None
    scan: bool = False
    selfie: bool = False
    tags: str = ""

    @classmethod
    def of(
        cls, kind: Kind, size: tuple[int, int], moment: Moment, place: Place | None, **others: Any
    ) -> "Facts":
        """Facts from their parts; `others` are the fields without a place here."""
        return cls(
            kind=kind.kind,
            format=kind.format,
            mime=kind.mime,
            extension=kind.extension,
            width=size[0],
            height=size[1],
            taken=moment.taken,
            offset=moment.offset,
            precision=moment.precision,
            taken_source=moment.source,
            latitude=place.latitude if place else None,
            longitude=place.longitude if place else None,
            **others,
        )


class Developed(Struct, frozen=True):
    """Facts and the derived pictures, as file names in the folder they were written into.

    `tiny` is a WebP of at most a few hundred bytes. `skipped` says why a kept file has no pictures.
    """

    facts: Facts
    preview: str | None = None
    grid: str | None = None
    tiny: bytes = b""
    phash: int | None = None
    skipped: str | None = None


class Rendered(Struct, frozen=True):
    """An edited picture or film: its size in pixels of the original, seconds of a film, its placeholder."""

    width: int
    height: int
    tiny: bytes = b""
    duration: float | None = None


class Limits(Struct, frozen=True):
    """What one original may cost: pixels held at once, and video frames decoded to find a poster."""

    pixels: int = 80_000_000
    frames: int = 120


class Media(Struct, frozen=True):
    """One original that is kept, as its row says. `path` is relative to the originals' root; `name` is what it was
    called when it came. state: arrived, ready, or set_aside for `reason`. film: needed, made, set_aside or None.
    motion: the film inside a photo, the same and `cut` (its end is missing); it lies at motion_offset."""

    id: int
    size: int
    path: str
    name: str
    arrived: str
    state: Literal["arrived", "ready", "set_aside"]
    reason: str | None
    deaths: int
    kind: Literal["photo", "video", "audio"] | None
    format: str | None
    mime: str | None
    width: int | None
    height: int | None
    duration: float | None
    taken: str | None
    offset: str | None
    precision: Precision
    taken_source: str | None
    latitude: float | None
    longitude: float | None
    camera: str | None
    rendered: bool
    film: Literal["needed", "made", "set_aside"] | None
    motion: Literal["needed", "made", "set_aside", "cut"] | None = None
    motion_offset: int | None = None
    motion_length: int | None = None
    content_id: str | None = None
    panorama: Panorama | None = None
    scan: bool = False

    @property
    def embedded(self) -> Span | None:
        """Where in a photo its film lies."""
        if self.motion_offset is None or self.motion_length is None:
            return None
        return Span(self.motion_offset, self.motion_length)


class Kept(Struct, frozen=True):
    """An original that is safe. `already`: the same bytes were here before, or came at the same moment."""

    id: int
    already: bool

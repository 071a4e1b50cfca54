"""What EXIF says: when, where, which camera. Tag numbers: EXIF 2.32 (CIPA DC-008), tables 4 to 17.

EXIF is the part of a file most often damaged: offsets that loop, types that lie, text full of NULs. Whatever
goes wrong while reading one tag only loses that tag.
"""

import re
import struct
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from PIL import Image

from backupd.media.dates import from_exif, from_utc
from backupd.media.places import place, zone_of
from backupd.media.records import Moment, Place

MAKE, MODEL, ORIENTATION, SHOOTING, GPS = 0x010F, 0x0110, 0x0112, 0x8769, 0x8825
ORIGINAL, DIGITIZED, CHANGED = 0x9003, 0x9004, 0x0132
OFFSET_CHANGED, OFFSET_ORIGINAL, OFFSET_DIGITIZED = 0x9010, 0x9011, 0x9012
WIDTH, HEIGHT = 0x0100, 0x0101
SOFTWARE, EXPOSURE_TIME, F_NUMBER, MAKER_NOTE, FILE_SOURCE, LENS = (
    0x0131,
    0x829A,
    0x829D,
    0x927C,
    0xA300,
    0xA434,
)
GPS_LATITUDE, GPS_LONGITUDE, GPS_TIME, GPS_DAY = 2, 4, 7, 29

Answer = TypeVar("Answer")


def forgiving(read: Callable[..., Answer], otherwise: Answer, *given: Any) -> Answer:
    """`read(*given)`, or `otherwise` when damaged metadata makes it fail in whatever way."""
    try:
        return read(*given)
    except Exception:
        # Pillow, struct and zoneinfo raise a dozen types over bad bytes; none of them concerns the pixels.
        return otherwise


class Exif:
    """The tags of one opened picture, read once; of a PNG after decoding, as they may stand behind the pixels."""

    def __init__(self, main: dict[int, Any], shooting: dict[int, Any], gps: dict[int, Any]) -> None:
        self.main, self.shooting, self.gps = main, shooting, gps

    @classmethod
    def in_picture(cls, picture: Image.Image) -> "Exif":
        """Of an opened picture, through the base class's reading: PNG's own would decode the whole picture."""
        return cls.of_tags(forgiving(lambda: Image.Image.getexif(picture), Image.Exif()))

    @classmethod
    def of_tags(cls, tags: Image.Exif) -> "Exif":
        """Of a directory and the two that it points to."""
        return cls(
            forgiving(lambda: dict(tags), {}),
            forgiving(lambda: tags.get_ifd(SHOOTING), {}),
            forgiving(lambda: tags.get_ifd(GPS), {}),
        )

    @property
    def orientation(self) -> int:
        """1 to 8; anything else means upright."""
        turned = self.main.get(ORIENTATION)
        return turned if isinstance(turned, int) and 1 <= turned <= 8 else 1

    @property
    def size(self) -> tuple[int, int] | None:
        """Width and height as the directory says, which counts only where no picture does."""
        sides = self.main.get(WIDTH), self.main.get(HEIGHT)
        return sides if all(isinstance(side, int) and side > 0 for side in sides) else None  # type: ignore[return-value]

    @property
    def place(self) -> Place | None:
        return forgiving(lambda: _place(self.gps), None)

    @property
    def camera(self) -> str | None:
        return camera_name(text_of(self.main.get(MAKE)), text_of(self.main.get(MODEL)))

    @property
    def content_id(self) -> str | None:
        """What an Apple photo has in common with its film."""
        return forgiving(lambda: _apple_content_id(self.shooting.get(MAKER_NOTE)), None)

    @property
    def exposed(self) -> bool:
        """A camera says how long and how wide its shutter was open."""
        return bool(self.shooting.keys() & {EXPOSURE_TIME, F_NUMBER})

    @property
    def software(self) -> str:
        return text_of(self.main.get(SOFTWARE))

    @property
    def selfie(self) -> bool:
        """Phones name the camera on the side of the screen: "iPhone 12 front camera 2.71mm f/2.2"."""
        return "front" in text_of(self.shooting.get(LENS)).lower().split()

    @property
    def from_paper(self) -> bool:
        """FileSource (EXIF 2.32, 4.6.6): film scanner or reflection print scanner; 3 is a camera."""
        source = self.shooting.get(FILE_SOURCE)
        return source in (b"\1", b"\2", 1, 2)

    def moments(self) -> Iterator[Moment | None]:
        """When the shutter opened, then when it was digitised."""
        yield self._moment(ORIGINAL, OFFSET_ORIGINAL, "exif")
        yield self._moment(DIGITIZED, OFFSET_DIGITIZED, "exif-digitized")

    def gps_moment(self, family_zone: str) -> Moment | None:
        """The satellites' time, on the clock of the place where it was received."""
        return forgiving(lambda: _gps_moment(self.gps, zone_of(self.place, family_zone)), None)

    def _moment(self, tag: int, offset_tag: int, source: str) -> Moment | None:
        written = text_of(self.shooting.get(tag))
        offset = text_of(self.shooting.get(offset_tag)) or self._offset_of_the_same(written)
        return forgiving(lambda: from_exif(written, offset, source), None)

    def _offset_of_the_same(self, written: str) -> str:
        """Some phones write one OffsetTime for three equal dates: it counts when they are equal."""
        same = written and written == text_of(self.main.get(CHANGED))
        return text_of(self.shooting.get(OFFSET_CHANGED)) if same else ""


def text_of(value: object) -> str:
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    return value.split("\0")[0].strip() if isinstance(value, str) else ""


APPLE_NOTE = b"Apple iOS\0\0\1MM"
APPLE_CONTENT_ID, ASCII = 0x0011, 2


def _apple_content_id(note: object) -> str | None:
    """Apple's maker note is a directory of its own; offsets count from its first byte (exiftool, Apple.pm)."""
    if not isinstance(note, bytes) or not note.startswith(APPLE_NOTE):
        return None
    entries = len(APPLE_NOTE) + 2
    for at in range(entries, entries + 12 * int.from_bytes(note[entries - 2 : entries], "big"), 12):
        tag, kind, count, offset = struct.unpack(">HHII", note[at : at + 12])
        if (tag, kind) == (APPLE_CONTENT_ID, ASCII):
            return text_of(note[offset : offset + count]) or None
    return None


def camera_name(make: str, model: str) -> str | None:
    """Make and model as one name: "Canon" + "Canon EOS 600D" is "Canon EOS 600D"."""
    make, model = " ".join(make.split()), " ".join(model.split())
    makers = re.findall(r"\w+", make.lower())
    first = re.match(r"[^\W_]+", model.lower())
    if model and first and first[0] in makers:
        return model
    return f"{make} {model}".strip() or None


def _place(gps: dict[int, Any]) -> Place | None:
    if GPS_LATITUDE not in gps or GPS_LONGITUDE not in gps:
        return None
    south = -1 if text_of(gps.get(GPS_LATITUDE - 1)).upper() == "S" else 1
    west = -1 if text_of(gps.get(GPS_LONGITUDE - 1)).upper() == "W" else 1
    return place(south * _degrees(gps[GPS_LATITUDE]), west * _degrees(gps[GPS_LONGITUDE]))


def _degrees(parts: Any) -> float:
    degrees, minutes, seconds = (*map(float, parts), 0.0, 0.0)[:3]
    return degrees + minutes / 60 + seconds / 3600


def _gps_moment(gps: dict[int, Any], zone: str) -> Moment | None:
    if GPS_DAY not in gps or GPS_TIME not in gps:
        return None
    day = datetime.strptime(text_of(gps[GPS_DAY]).replace("-", ":"), "%Y:%m:%d").replace(tzinfo=UTC)
    hours, minutes, seconds = (float(part) for part in gps[GPS_TIME])
    return from_utc(day + timedelta(hours=hours, minutes=minutes, seconds=int(seconds)), zone, "gps")

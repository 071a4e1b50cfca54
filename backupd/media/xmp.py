"""What XMP says: when and where. Property names: Adobe XMP Specification part 2; Exif in XMP (CIPA DC-010).

The packet is XML from strangers: entities and outside references are refused (defusedxml), size is bounded.
"""

import re
from collections.abc import Iterator

from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]
from PIL import Image

from backupd.media.dates import from_iso
from backupd.media.exif import forgiving
from backupd.media.places import place
from backupd.media.records import Moment, Place

LARGEST_PACKET = 4_000_000

EXIF = "{http://ns.adobe.com/exif/1.0/}"
PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
XMP = "{http://ns.adobe.com/xap/1.0/}"
TIFF = "{http://ns.adobe.com/tiff/1.0/}"

DATES = (f"{EXIF}DateTimeOriginal", f"{PHOTOSHOP}DateCreated", f"{EXIF}DateTimeDigitized", f"{XMP}CreateDate")

DEGREES = re.compile(r"(\d+),(\d+(?:\.\d+)?)(?:,(\d+(?:\.\d+)?))?([NSEW])$")


class Xmp:
    """The simple properties of one opened picture's XMP packet; the first value of each counts."""

    def __init__(self, picture: Image.Image) -> None:
        self.properties: dict[str, str] = forgiving(lambda: dict(_properties(packet_of(picture))), {})

    @property
    def place(self) -> Place | None:
        return forgiving(self._place, None)

    def moments(self) -> Iterator[Moment | None]:
        """The dates of making, the most telling first."""
        for name in DATES:
            yield forgiving(from_iso, None, self.text(name), "xmp")

    def text(self, name: str) -> str:
        return self.properties.get(name, "")

    def _place(self) -> Place | None:
        latitude, longitude = self.text(f"{EXIF}GPSLatitude"), self.text(f"{EXIF}GPSLongitude")
        return place(_degrees(latitude), _degrees(longitude)) if latitude and longitude else None


def packet_of(picture: Image.Image) -> bytes:
    """The XML as it lies in the file; b"" for none, or for one too large to be meant."""
    packet = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    if isinstance(packet, tuple):
        packet = b"".join(packet)
    packet = packet.encode() if isinstance(packet, str) else bytes(packet)
    return packet.strip(b"\0 \r\n\t") if len(packet) <= LARGEST_PACKET else b""


def _properties(packet: bytes) -> Iterator[tuple[str, str]]:
    """Name and value of every attribute and every element with plain text, last one first."""
    if not packet:
        return
    for element in reversed(list(fromstring(packet).iter())):
        yield from element.attrib.items()
        if element.text and element.text.strip():
            yield element.tag, element.text.strip()


def _degrees(text: str) -> float:
    """ "39,6.9N" or "39,6,54N" (Exif in XMP), or plain signed degrees."""
    found = DEGREES.match(text.strip())
    if not found:
        return float(text)
    degrees = int(found[1]) + float(found[2]) / 60 + float(found[3] or 0) / 3600
    return -degrees if found[4] in "SW" else degrees

"""Words that people gave a picture in other programs and that travel in the file: XMP dc:subject (Adobe XMP part 1, 8.3),
IPTC keywords (IIM 4.2, dataset 2:25), Windows' XPKeywords (EXIF tag 0x9C9E)."""

from collections.abc import Callable, Iterator
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]
from PIL import Image, ImageFile, IptcImagePlugin

from backupd.media.exif import Exif, forgiving
from backupd.media.xmp import packet_of

SUBJECT = "{http://purl.org/dc/elements/1.1/}subject"
ITEM = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"
KEYWORDS, XP_KEYWORDS = (2, 25), 0x9C9E
MOST, LONGEST = 60, 80


def tags_of(picture: Image.Image, exif: Exif) -> str:
    """Each once, parted by ", "; "" for none."""
    found: list[str] = []
    for read, place in ((_of_xmp, picture), (_of_iptc, picture), (_of_windows, exif)):
        found += forgiving(_all_of, [], read, place)
    tidied = (" ".join(tag.split())[:LONGEST] for tag in found)
    return ", ".join(list(dict.fromkeys(filter(None, tidied)))[:MOST])


def _all_of(read: Callable[[Any], Iterator[str]], place: object) -> list[str]:
    return list(read(place))


def _of_xmp(picture: Image.Image) -> Iterator[str]:
    packet = packet_of(picture)
    whole: Element | None = fromstring(packet) if packet else None
    for subject in whole.iter(SUBJECT) if whole is not None else ():
        yield from (item.text or "" for item in subject.iter(ITEM))


def _of_iptc(picture: Image.Image) -> Iterator[str]:
    if not isinstance(picture, ImageFile.ImageFile):
        return
    written = (IptcImagePlugin.getiptcinfo(picture) or {}).get(KEYWORDS, [])
    for each in written if isinstance(written, list) else [written]:
        yield bytes(each).decode("utf-8", "replace")


def _of_windows(exif: Exif) -> Iterator[str]:
    written = exif.main.get(XP_KEYWORDS)
    if isinstance(written, bytes | tuple):
        yield from bytes(written).decode("utf-16-le", "replace").strip("\0").split(";")

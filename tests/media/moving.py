"""Photos that hold a film, made byte by byte as Google and Samsung write them; and Apple's pairs."""

import struct
from pathlib import Path
from typing import Any

from tests.media.making import exif, film, photo

XMP = b"http://ns.adobe.com/xap/1.0/\0"
GOOGLE = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
 <rdf:Description rdf:about="" xmlns:GCamera="http://ns.google.com/photos/1.0/camera/"
  xmlns:Container="http://ns.google.com/photos/1.0/container/" xmlns:Item="http://ns.google.com/photos/1.0/container/item/"
  {claim}><Container:Directory><rdf:Seq>
   <rdf:li rdf:parseType="Resource"><Container:Item Item:Mime="image/jpeg" Item:Semantic="Primary"/></rdf:li>
   <rdf:li rdf:parseType="Resource"><Container:Item Item:Mime="video/mp4" Item:Semantic="MotionPhoto" Item:Length="{length}"/></rdf:li>
  </rdf:Seq></Container:Directory></rdf:Description></rdf:RDF></x:xmpmeta>"""
MOTION_PHOTO = 'GCamera:MotionPhoto="1" GCamera:MotionPhotoVersion="1"'


def google(
    folder: Path, film_bytes: bytes, name: str = "PXL_20240128_012345678.MP.jpg", claim: str = ""
) -> Path:
    """A Pixel's Motion Photo; `claim` MicroVideo makes it the older kind."""
    claim = claim or MOTION_PHOTO
    return with_xmp(folder / name, GOOGLE.format(claim=claim, length=len(film_bytes)), film_bytes)


def micro_video(folder: Path, film_bytes: bytes) -> Path:
    claim = (
        f'GCamera:MicroVideo="1" GCamera:MicroVideoVersion="1" GCamera:MicroVideoOffset="{len(film_bytes)}"'
    )
    return google(folder, film_bytes, "MVIMG_20190128_012345.jpg", claim)


def with_xmp(path: Path, xmp: str, behind: bytes = b"", **options: Any) -> Path:
    whole = photo(path, **options).read_bytes()
    packet = XMP + xmp.encode()
    segment = b"\xff\xe1" + struct.pack(">H", len(packet) + 2) + packet
    path.write_bytes(whole[:2] + segment + whole[2:] + behind)
    return path


def samsung(folder: Path, film_bytes: bytes, name: str = "20240128_105420.jpg", version: int = 106) -> Path:
    """A Galaxy's: named blocks behind the picture, their directory (SEFH) and its length (SEFT) at the very end."""
    path = photo(folder / name, exif=exif("2024:01:28 10:54:20", "+09:00", make="samsung", model="SM-S918N"))
    path.write_bytes(path.read_bytes() + trailer(film_bytes, version))
    return path


def trailer(film_bytes: bytes, version: int) -> bytes:
    blocks = [
        _block(0x0A01, b"Image_UTC_Data", b"1706406860000"),
        _block(0x0A30, b"MotionPhoto_Data", film_bytes),
    ]
    entries, behind = b"", sum(map(len, blocks))
    for block in blocks:
        entries += struct.pack("<HHII", 0, int.from_bytes(block[2:4], "little"), behind, len(block))
        behind -= len(block)
    directory = b"SEFH" + struct.pack("<II", version, len(blocks)) + entries
    return b"".join(blocks) + directory + struct.pack("<I", len(directory)) + b"SEFT"


def _block(kind: int, name: bytes, content: bytes) -> bytes:
    return struct.pack("<HHI", 0, kind, len(name)) + name + content


def heic(path: Path, behind: bytes) -> Path:
    import pillow_heif

    pillow_heif.register_heif_opener()
    photo(path)
    path.write_bytes(path.read_bytes() + behind)
    return path


def box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", 8 + len(content)) + name + content


def apple_note(content_id: str) -> bytes:
    """Apple's maker note with one entry, the content identifier (exiftool: Apple 0x0011)."""
    text = content_id.encode() + b"\0"
    return b"Apple iOS\0\0\1MM" + struct.pack(">HHHII", 1, 0x0011, 2, len(text), 32) + bytes(4) + text


def live_photo(
    path: Path,
    content_id: str | None,
    taken: str | None = "2024:01:28 10:54:20",
    size: tuple[int, int] = (640, 480),
) -> Path:
    block = exif(taken, "+09:00", make="Apple", model="iPhone 15 Pro")
    if content_id:
        block.get_ifd(0x8769)[0x927C] = apple_note(content_id)
    return photo(path, size, exif=block)


def live_film(
    path: Path,
    content_id: str | None,
    taken: str | None = "2024-01-28T10:54:19+0900",
    seconds: float = 1.0,
    **more: Any,
) -> Path:
    told = {"com.apple.quicktime.content.identifier": content_id, "com.apple.quicktime.creationdate": taken}
    return film(path, seconds, metadata={name: value for name, value in told.items() if value}, **more)

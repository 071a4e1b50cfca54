"""What a file is, from its first bytes alone: its name may lie, browsers and attackers rename freely.

Signatures: the formats' own specifications; ISO base media brands: the MP4 registration authority's list.
"""

import re
import stat
from pathlib import Path, PurePath

from backupd.media.errors import Unreadable
from backupd.media.records import Kind

HEAD_BYTES = 4096

JPEG = Kind("photo", "jpeg", "image/jpeg", ".jpg")
PNG = Kind("photo", "png", "image/png", ".png")
WEBP = Kind("photo", "webp", "image/webp", ".webp")
GIF = Kind("photo", "gif", "image/gif", ".gif")
HEIF = Kind("photo", "heif", "image/heic", ".heic")
AVIF = Kind("photo", "avif", "image/avif", ".avif")
TIFF = Kind("photo", "tiff", "image/tiff", ".tif")
BMP = Kind("photo", "bmp", "image/bmp", ".bmp")
CR2 = Kind("photo", "raw", "image/x-canon-cr2", ".cr2")
CR3 = Kind("photo", "raw", "image/x-canon-cr3", ".cr3")
RAF = Kind("photo", "raw", "image/x-fuji-raf", ".raf")
RW2 = Kind("photo", "raw", "image/x-panasonic-rw2", ".rw2")
ORF = Kind("photo", "raw", "image/x-olympus-orf", ".orf")
MP4 = Kind("video", "mp4", "video/mp4", ".mp4")
MOV = Kind("video", "mov", "video/quicktime", ".mov")
M4V = Kind("video", "m4v", "video/x-m4v", ".m4v")
THREE_GP = Kind("video", "3gp", "video/3gpp", ".3gp")
WEBM = Kind("video", "webm", "video/webm", ".webm")
MKV = Kind("video", "mkv", "video/x-matroska", ".mkv")
AVI = Kind("video", "avi", "video/x-msvideo", ".avi")
MPEG = Kind("video", "mpeg", "video/mpeg", ".mpg")
MPEG_TS = Kind("video", "mpegts", "video/mp2t", ".mts")

STARTS = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"II\x2b\x00", TIFF),
    (b"MM\x00\x2b", TIFF),
    (b"II\x2a\x00", TIFF),
    (b"MM\x00\x2a", TIFF),
    (b"\x00\x00\x01\xba", MPEG),
    (b"FUJIFILMCCD-RAW", RAF),
    (b"IIU\x00", RW2),
    (b"IIRO", ORF),
    (b"IIRS", ORF),
    (b"MMOR", ORF),
)

REFUSED_STARTS = (
    (b"%PDF", "media.document"),
    (b"\xd0\xcf\x11\xe0", "media.document"),
    (b"PK\x03\x04", "media.archive"),
    (b"PK\x05\x06", "media.archive"),
    (b"Rar!", "media.archive"),
    (b"7z\xbc\xaf", "media.archive"),
    (b"\x1f\x8b", "media.archive"),
    (b"ID3", "media.audio"),
    (b"OggS", "media.audio"),
    (b"fLaC", "media.audio"),
    (b"\xff\x0a", "media.unsupported_picture"),
    (b"\x00\x00\x00\x0cJXL ", "media.unsupported_picture"),
    (b"\x00\x00\x00\x0cjP  ", "media.unsupported_picture"),
    (b"8BPS", "media.unsupported_picture"),
    (b"\x00\x00\x01\x00", "media.unsupported_picture"),
    (b"\x30\x26\xb2\x75", "media.unsupported_video"),
    (b"FLV\x01", "media.unsupported_video"),
    (b".RMF", "media.unsupported_video"),
)

HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
QUICKTIME_ATOMS = {b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}
MEDIA_NAME = re.compile(
    r"\.(jpe?g|png|webp|gif|hei[cf]|hif|avif|tiff?|bmp|dng|cr[23]|nef|arw|raf|orf|rw2|pef|srw|mp4|mov|m4v|webm|mkv|avi|3gp)$",
    re.I,
)


def judge(path: Path, name: str) -> Kind:
    """The kind of the file at `path`; `name` only helps to word a refusal. Raises Unreadable."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise Unreadable("media.not_a_file")
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    kind = _by_start(head) or _by_container(head)
    if kind is None:
        raise Unreadable(_why_not(head, name))
    return kind


def _by_start(head: bytes) -> Kind | None:
    if head[8:10] == b"CR" and head[:2] == b"II":
        return CR2
    return next((kind for start, kind in STARTS if head.startswith(start)), None)


def _by_container(head: bytes) -> Kind | None:
    if head[:4] == b"RIFF":
        return {b"WEBP": WEBP, b"AVI ": AVI}.get(head[8:12])
    if head[4:8] == b"ftyp":
        return _by_brands(head)
    if head[4:8] in QUICKTIME_ATOMS and head[:4] != bytes(4):
        return MOV
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return WEBM if b"webm" in head[:64] else MKV
    if _is_transport_stream(head):
        return MPEG_TS
    return BMP if _is_bitmap(head) else None


def _by_brands(head: bytes) -> Kind:
    length = min(int.from_bytes(head[:4], "big"), len(head))
    major = head[8:12]
    brands = {major} | {head[at : at + 4] for at in range(16, length, 4)}
    if brands & {b"avif", b"avis"}:
        return AVIF
    if major in HEIF_BRANDS or (major == b"MiHB" and brands & HEIF_BRANDS):
        return HEIF
    if major == b"crx ":
        return CR3
    if major in {b"M4A ", b"M4B ", b"M4P "}:
        raise Unreadable("media.audio")
    return _video_by_brand(major)


def _video_by_brand(major: bytes) -> Kind:
    if major == b"qt  ":
        return MOV
    if major[:3] in {b"3gp", b"3g2", b"3gr", b"3gs"}:
        return THREE_GP
    return M4V if major[:3] == b"M4V" else MP4


def _is_transport_stream(head: bytes) -> bool:
    """188-byte packets that start with 0x47 (ISO 13818-1), or 192-byte ones as camcorders write them (AVCHD)."""
    return any(
        len(head) > start + 3 * length and all(head[start + n * length] == 0x47 for n in range(4))
        for start, length in ((0, 188), (4, 192))
    )


def _is_bitmap(head: bytes) -> bool:
    """`BM` alone also begins ordinary text: the length of the second header must be one that exists."""
    return head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in {12, 16, 40, 52, 56, 64, 108, 124}


def _why_not(head: bytes, name: str) -> str:
    if not head:
        return "media.empty"
    if not head.strip(b"\0"):
        return "media.blank"
    for start, reason in REFUSED_STARTS:
        if head.startswith(start):
            return reason
    if b"<svg" in head.lower():
        return "media.svg"
    if re.match(rb"[\s\xef\xbb\xbf]*<(!doctype html|html|head|body)", head, re.I):
        return "media.web_page"
    return "media.mislabelled" if MEDIA_NAME.search(PurePath(name).name) else "media.not_media"

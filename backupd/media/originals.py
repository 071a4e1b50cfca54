"""Under which name an original lies: ordinary, readable, the same on every system, however odd the name it came with.

Pure. The name it came with is kept as text in the database; this one is only for the disk (SURVIVE.md 18).
"""

import re
import secrets
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePosixPath

LONGEST = 200  # bytes of UTF-8; 255 is the limit of ext4, NTFS and exFAT, and a number must still fit
NUMBERED = 20

_WINDOWS = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)
_LONGEST_EXTENSION = 12


def places(name: str, arrived: datetime) -> Iterator[str]:
    """Where the original may lie, relative to the originals' root, the nicest first: 2026/11/IMG_1.jpg, IMG_1 (2).jpg …"""
    stem, extension = _split(readable(name))
    folder = f"{arrived:%Y/%m}"
    yield f"{folder}/{stem}{extension}"
    for number in range(2, NUMBERED):
        yield f"{folder}/{stem} ({number}){extension}"
    while True:
        yield f"{folder}/{stem} ({secrets.token_hex(6)}){extension}"


def readable(name: str) -> str:
    """One path segment that Linux, macOS, Windows and a NAS share all take: NFC, no control or reserved characters,
    no leading dot, no trailing dot or space, at most 200 bytes."""
    text = unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode("utf-8"))
    text = re.split(r"[/\\]", text)[-1]
    text = "".join(letter for letter in text if unicodedata.category(letter)[0] != "C" or letter == "\u200d")
    text = _WINDOWS.sub("_", text).strip(" .")
    if _RESERVED.match(text):
        text = f"_{text}"
    stem, extension = _split(text)
    return f"{_cut(stem, LONGEST - len(extension.encode())) or 'file'}{extension}"


def original_name(name: str) -> str:
    """The name a file came with, as text to show: its last segment, NFC, without control characters."""
    text = unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode("utf-8"))
    text = "".join(letter if unicodedata.category(letter) != "Cc" else " " for letter in text)
    return PurePosixPath(text).name.strip() or "?"


def _split(name: str) -> tuple[str, str]:
    path = PurePosixPath(name)
    if len(path.suffix.encode()) > _LONGEST_EXTENSION:
        return name, ""
    return path.stem, path.suffix


def _cut(text: str, longest: int) -> str:
    return text.encode()[:longest].decode("utf-8", "ignore").rstrip(" .")

"""Which files may hold a voice note, from their first bytes alone.

Signatures: ID3v2 and MPEG audio frames (ISO 11172-3), ADTS (ISO 13818-7), Ogg (RFC 3533), Matroska, ISO base media,
RIFF WAVE.
"""

from pathlib import Path

from backupd.media.errors import Unreadable
from backupd.media.kinds import HEAD_BYTES

SOUNDS = {
    "mp3": "audio/mpeg",
    "aac": "audio/aac",
    "ogg": "audio/ogg",
    "matroska": "audio/webm",
    "mov": "audio/mp4",
    "wav": "audio/wav",
    "flac": "audio/flac",
}
"""What FFmpeg calls the containers, and how their originals are served."""


def sound_format(path: Path) -> str:
    """The container of a file that may hold sound, from its first bytes. Raises Unreadable."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if not head:
        raise Unreadable("media.empty")
    found = _by_start(head)
    if found is None:
        raise Unreadable("media.no_sound")
    return found


def _by_start(head: bytes) -> str | None:
    if head.startswith(b"OggS"):
        return "ogg"
    if head.startswith(b"fLaC"):
        return "flac"
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return "matroska"
    if head[4:8] == b"ftyp":
        return "mov"
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "wav"
    if head[0] == 0xFF and head[1:2] and head[1] & 0xF6 == 0xF0:
        return "aac"
    if head.startswith(b"ID3") or (head[0] == 0xFF and head[1:2] and head[1] & 0xE0 == 0xE0):
        return "mp3"
    return None

"""How long each piece of a film is seen, and which part of a clip. Pure; a frame is the unit everywhere."""

from collections.abc import Sequence

import msgspec

from backupd.reels.records import Material, Shot

RATE = 30
TITLE, STILL, FADE = 108, 96, 18
CLIP, WHOLE = 6.0, 8.0
"""Seconds of a clip that are seen, from its middle; one that is little longer is seen whole."""
SIZES = ((1280, (1920, 1080)), (700, (1280, 720)), (0, (640, 360)))
"""How large a film is, by the largest of its pictures."""


class Part(msgspec.Struct, frozen=True):
    """A piece of the film: a shot, or None for the title. begin: seconds into a clip; lasts: how many of it there are."""

    shot: Shot | None
    frames: int
    number: int
    begin: float = 0.0
    lasts: float = 0.0


def parts(shots: Sequence[Shot]) -> list[Part]:
    """The title, and everything that follows it."""
    return [Part(None, TITLE, 0), *(_part(shot, number) for number, shot in enumerate(shots))]


def _part(shot: Shot, number: int) -> Part:
    if shot.kind != "video" or not shot.duration:
        return Part(shot, STILL, number)
    whole = shot.duration <= WHOLE
    lasts = shot.duration if whole else CLIP
    begin = 0.0 if whole else round((shot.duration - CLIP) / 2, 3)
    return Part(shot, max(round(lasts * RATE), 3 * FADE), number, begin, lasts)


def starts(pieces: Sequence[Part]) -> list[int]:
    """At which frame of the film each piece begins to be seen."""
    found, at = [], 0
    for piece in pieces:
        found.append(at)
        at += piece.frames - FADE
    return found


def length(pieces: Sequence[Part]) -> int:
    """Frames of the whole film."""
    return sum(piece.frames - FADE for piece in pieces) + FADE


def canvas(material: Material) -> tuple[int, int]:
    """Lying, or standing where most of the pictures stand; no larger than they are."""
    largest = max((max(shot.width, shot.height) for shot in material.shots), default=0)
    size = next(size for least, size in SIZES if largest >= least)
    standing = sum(shot.height > shot.width for shot in material.shots)
    return size[::-1] if standing * 2 > len(material.shots) else size

"""What a picture is worth, and why. Pure.

A better scorer stands here with a higher version: what nobody has touched is then scored anew.
"""

from math import log

import msgspec

from backupd.curation.records import Reason

VERSION = 1

LOVED, TALKED, LOOKED, TOLD = 1.0, 0.6, 0.3, 0.25
"""What the family did, each at most so much beside a picture's quality, which is at most 1."""
HALF = 0.6
"""The first reaction counts 0.4 of what reactions can, the second 0.24 …"""
MANY_LOOKS = 6
SHARP = 0.03
"""A sharpness (marks) at which half of it is won."""
UNKNOWN = 0.5
"""Quality of a picture that nobody has measured yet."""
CLEAR = 0.62
"""From here on a picture is called clear and bright."""
SMALL = 1_000_000
"""Points below which a picture is too small for a wall or a film."""
MOST_REASONS = 3


class Candidate(msgspec.Struct, frozen=True):
    """A picture that could be chosen: its story, its face, what the family did with it, what is measured of it."""

    story: int
    album: int
    media: int
    kind: str
    phash: int | None
    width: int
    height: int
    taken: str | None
    precision: str
    moment: str
    camera: str | None
    contributor: int
    told: bool
    reactions: int = 0
    comments: int = 0
    looks: int = 0
    sharpness: float | None = None
    light: float | None = None
    eyes: float | None = None

    @property
    def measured(self) -> bool:
        return self.sharpness is not None and self.light is not None


def quality(picture: Candidate) -> float:
    """0 to 1: sharp, well lit, eyes open where somebody looked for them, and not too small."""
    if picture.sharpness is None or picture.light is None:
        return UNKNOWN
    sharp = 1 / (1 + (SHARP / (picture.sharpness + 1e-9)) ** 0.8)
    eyes = 1.0 if picture.eyes is None else 0.4 + 0.6 * picture.eyes
    small = min(1.0, picture.width * picture.height / SMALL) ** 0.25
    return sharp**0.75 * (0.15 + 0.85 * picture.light) * eyes * small


def worth(picture: Candidate) -> float:
    """Quality and what the family did: what people love wins over what is only sharp."""
    return (
        quality(picture)
        + LOVED * (1 - HALF**picture.reactions)
        + TALKED * (1 - HALF**picture.comments)
        + LOOKED * min(1.0, log(1 + picture.looks) / log(1 + MANY_LOOKS))
        + TOLD * picture.told
    )


def reasons(picture: Candidate, alike: int, best: bool, part: Reason | None = None) -> list[Reason]:
    """The most telling first. alike: how many pictures show this moment; best: none of them is better; part: what it is for
    its part of the event. There is always one."""
    said = [
        picture.reactions and Reason("reactions", picture.reactions),
        picture.comments and Reason("comments", picture.comments),
        picture.told and Reason("told"),
        alike > 1 and best and picture.measured and Reason("best", alike),
        picture.eyes is not None and picture.eyes >= 0.9 and Reason("eyes"),
        picture.looks > 1 and Reason("looks", picture.looks),
        part,
        picture.measured and quality(picture) >= CLEAR and Reason("clear"),
    ]
    found = [reason for reason in said if reason]
    return found[:MOST_REASONS] or [Reason("moment")]

"""When an album comes back: drawn at random between the family's bounds. Pure; chance and days are arguments."""

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from backupd.memories.anniversaries import Event, next_anniversary

FONDER, LESS = 1.5, 1.0
"""How far love draws an album nearer, and a wish for less pushes it away; the bounds hold for both."""


class Bounds(NamedTuple):
    """Days: an album comes back no sooner and no later than this after it was looked at, came back or was made."""

    least: int
    most: int


class Mood(NamedTuple):
    """How a family feels about an album. love: 0 to 1; less: how many asked to see less of it."""

    love: float = 0.0
    less: int = 0


def love_of(hearts: int) -> float:
    """Three hearts are half of all there can be."""
    return float(1 - 0.5 ** (hearts / 3))


def days_until(bounds: Bounds, mood: Mood, chance: Random) -> int:
    """Log-uniform, so that months and years are as likely as each other: a week more matters in the first month and
    nothing after two years."""
    part = chance.random() ** (1 + FONDER * mood.love)
    part = 1 - (1 - part) ** (1 + LESS * mood.less)
    return round(bounds.least * (bounds.most / bounds.least) ** part)


def comes_back(since: date, event: Event, bounds: Bounds, mood: Mood, chance: Random) -> date:
    """The next day for an album that was looked at, came back or was made on `since`. A round anniversary is taken where
    it comes sooner, or so soon after the day drawn that it would be lost to the lower bound."""
    drawn = since + timedelta(days=days_until(bounds, mood, chance))
    earliest, latest = since + timedelta(days=bounds.least), since + timedelta(days=bounds.most)
    if mood.less:
        return drawn
    anniversary = next_anniversary(event, earliest, latest)
    if anniversary and drawn > anniversary - timedelta(days=bounds.least):
        return anniversary
    return drawn

"""The part of a film that is kept, in the film's own clock. Runs inside the darkroom's worker."""

from fractions import Fraction
from typing import Any, NamedTuple

import av
from av.container import InputContainer

from backupd.media.recipes import Recipe

FOR_EVER = Fraction(10**9)


class Span(NamedTuple):
    """begin and end are times of the film's clock, which need not start at nought; length is seconds, nought where
    nobody knows it. whole: nothing is cut off, so a clock that stumbles loses no frame."""

    begin: Fraction
    end: Fraction
    length: Fraction
    whole: bool

    @classmethod
    def of(cls, source: InputContainer, recipe: Recipe) -> "Span":
        start = start_of(source)
        begin, end = seconds(recipe.begin or 0), FOR_EVER if recipe.end is None else seconds(recipe.end)
        known = min(end, Fraction(source.duration or 0, av.time_base))
        whole = recipe.begin is None and recipe.end is None
        return cls(start + begin, start + end, max(Fraction(0), known - begin), whole)

    def holds(self, frame: Any) -> bool:
        """False for a frame shown before or after; one that does not tell its time is taken for inside."""
        if self.whole or frame.pts is None or frame.time_base is None:
            return True
        return bool(self.begin <= frame.pts * frame.time_base <= self.end)


def start_of(source: InputContainer) -> Fraction:
    return Fraction(source.start_time or 0, av.time_base)


def seconds(number: float) -> Fraction:
    return Fraction(number).limit_denominator(1000)

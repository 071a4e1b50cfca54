"""What is heard in a film of highlights: its music, softer while a clip speaks, and the clips. Runs inside the darkroom's
worker.

A second at a time is in memory. Samples are numpy arrays of two channels, -1 to 1.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from os import fsdecode
from pathlib import Path
from typing import Any

import av
import numpy as np

from backupd.media import kinds
from backupd.media.errors import Unreadable
from backupd.media.orders import Heard
from backupd.media.spans import start_of
from backupd.media.videos import AV_FORMATS

RATE = 48000
MUSIC, UNDER_WORDS = 0.9, 0.22
FADE, LAST = 0.5, 3.0
"""Seconds over which a sound comes and goes; over which the music goes at the end."""
LATEST = 10
OURS = "mov"
MOMENT = 2.0
"""Music does not swell between two clips that are nearer to each other than this."""

Samples = Any


class Mix:
    """Read from its beginning to its end, in as many pieces as one likes. Only the clips that are heard now are open."""

    def __init__(self, heard: Sequence[Heard], music: bytes | None, seconds: float) -> None:
        self._at = 0
        self._coming = [each for each in heard if audible(each)]
        self._loudness = loudness(self._coming, seconds)
        self._speaking: dict[Heard, Voice] = {}
        self._music = Music(Path(fsdecode(music))) if music else None

    def take(self, count: int) -> Samples:
        """The next so many samples."""
        mixed = np.zeros((2, count), np.float32)
        times = (self._at + np.arange(count)) / RATE
        if self._music:
            mixed += self._music.take(count) * np.interp(times, *self._loudness).astype(np.float32)
        for each in list(self._coming):
            first = max(0, round(each.at * RATE) - self._at)
            last = min(count, round((each.at + each.seconds) * RATE) - self._at)
            if first < last:
                swell = _swell(times[first:last] - each.at, each.seconds)
                mixed[:, first:last] += self._voice(each).take(last - first) * swell
            elif last <= 0:
                self._hush(each)
        self._at += count
        return np.clip(mixed, -1, 1)

    def _voice(self, each: Heard) -> "Voice":
        if each not in self._speaking:
            self._speaking[each] = Voice(each)
        return self._speaking[each]

    def _hush(self, each: Heard) -> None:
        self._coming.remove(each)
        if voice := self._speaking.pop(each, None):
            voice.close()

    def close(self) -> None:
        for each in list(self._speaking):
            self._hush(each)
        if self._music:
            self._music.close()


def audible(heard: Heard) -> bool:
    """Whether a clip has a sound at all."""
    voice = Voice(heard)
    voice.close()
    return voice.there


def loudness(heard: Sequence[Heard], seconds: float) -> tuple[list[float], list[float]]:
    """How loud the music is, and when: points of a line."""
    at, level = [0.0, FADE], [0.0, MUSIC]
    for begin, end in _together(heard):
        at += [max(begin - FADE, at[-1]), begin + FADE / 2, end - FADE / 2, end + FADE]
        level += [MUSIC, UNDER_WORDS, UNDER_WORDS, MUSIC]
    line = np.interp([max(0.0, seconds - LAST)], at, level)
    kept = [(time, loud) for time, loud in zip(at, level, strict=True) if time < seconds - LAST]
    kept += [(max(0.0, seconds - LAST), float(line[0])), (seconds, 0.0)]
    return [time for time, _ in kept], [loud for _, loud in kept]


def _together(heard: Sequence[Heard]) -> list[tuple[float, float]]:
    spans: list[tuple[float, float]] = []
    for each in sorted(heard, key=lambda one: one.at):
        end = each.at + each.seconds
        if spans and each.at - spans[-1][1] < MOMENT:
            spans[-1] = spans[-1][0], max(end, spans[-1][1])
        else:
            spans.append((each.at, end))
    return spans


def _swell(times: Samples, seconds: float) -> Samples:
    """In and out, not with a click."""
    return np.interp(times, [0, FADE, seconds - FADE, seconds], [0, 1, 1, 0]).astype(np.float32)


class Reader:
    """The sound of a file from a moment on."""

    def __init__(self, path: Path, form: str | None, begin: float = 0.0) -> None:
        """form: what FFmpeg calls the container; no other is ever tried. None: it cannot be heard."""
        self._path, self._form, self._begin = path, form, Fraction(begin).limit_denominator(RATE)
        self._held: Samples = np.zeros((2, 0), np.float32)
        self._source: Any = None
        self._coming: Iterator[Samples] = iter(())
        self.there = self._opened()

    def _opened(self) -> bool:
        if self._form is None:
            return False
        try:
            self._source = av.open(str(self._path), format=self._form, metadata_errors="replace")
        except (av.FFmpegError, ValueError, UnicodeError):
            return False
        there = bool(self._source.streams.audio) and self._source.streams.audio[0].codec_context is not None
        self._coming = self._decoded() if there else iter(())
        return there

    def _decoded(self) -> Iterator[Samples]:
        """Exactly from the moment on: silence where the sound begins later."""
        resampler, start = av.AudioResampler("fltp", "stereo", RATE), start_of(self._source) + self._begin
        begun = False
        try:
            if self._begin:
                self._source.seek(int(start * av.time_base), backward=True)
            for frame in self._frames():
                for heard in resampler.resample(frame):
                    samples = heard.to_ndarray() if begun else _from(heard, start)
                    begun = begun or samples.shape[1] > 0
                    yield samples
        except (av.FFmpegError, ValueError):
            return  # the rest is damaged: silence

    def _frames(self) -> Iterator[Any]:
        yield from self._source.decode(audio=0)
        yield None

    def take(self, count: int) -> Samples:
        while self._held.shape[1] < count and (more := self._more()) is not None:
            self._held = np.concatenate([self._held, more], axis=1)
        taken, self._held = self._held[:, :count], self._held[:, count:]
        return np.pad(taken, ((0, 0), (0, count - taken.shape[1])))

    def _more(self) -> Samples | None:
        return next(self._coming, None)

    def close(self) -> None:
        if self._source is not None:
            self._source.close()


def _from(heard: Any, start: Fraction) -> Samples:
    """What of the samples comes after `start`, with silence before it where they begin later; none of those before."""
    samples = heard.to_ndarray()
    if heard.pts is None or not heard.time_base:
        return samples
    late = round((heard.pts * heard.time_base - start) * RATE)
    if late < 0:
        return samples[:, -late:]
    return np.pad(samples, ((0, 0), (min(late, LATEST * RATE), 0)))


class Voice(Reader):
    """The sound of a clip."""

    def __init__(self, heard: Heard) -> None:
        path = Path(fsdecode(heard.path))
        super().__init__(path, _container(path), heard.begin)


def _container(path: Path) -> str | None:
    try:
        return AV_FORMATS.get(kinds.judge(path, path.name).format, OURS)
    except Unreadable:
        return None


class Music(Reader):
    """An M4A that we made, from the beginning again when it is over."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, OURS)

    def _more(self) -> Samples | None:
        found = super()._more()
        if found is None and self.there:
            self.close()
            self.there = self._opened()
            found = super()._more()
        return found

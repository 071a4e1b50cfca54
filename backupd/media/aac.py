"""Sound written as one M4A that every phone and browser plays: AAC in an MP4 whose index stands first. Runs inside the
darkroom's worker.
"""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import av

RATE = 48000
"""Samples a second of all that is written."""


def write(
    frames: Iterator[av.AudioFrame],
    target: Path,
    layout: Literal["mono", "stereo"],
    bits: int,
    longest: float,
) -> int:
    """Write `frames` to `target` at `bits` a second, and stop with the first that goes beyond `longest` seconds; how many
    samples of each channel were written. Raises what FFmpeg and `frames` raise."""
    resampler, written = av.AudioResampler("fltp", layout, RATE), 0
    with av.open(str(target), "w", format="mp4", options={"movflags": "+faststart"}) as copy:
        track: Any = copy.add_stream("aac", rate=RATE, layout=layout)
        track.bit_rate = bits
        for frame in _emptied(frames):
            for heard in resampler.resample(frame):
                heard.pts, heard.time_base = written, Fraction(1, RATE)
                written += heard.samples
                copy.mux(track.encode(heard))
            if written > longest * RATE:
                break
        copy.mux(track.encode(None))
    return written


def _emptied(frames: Iterator[av.AudioFrame]) -> Iterator[av.AudioFrame | None]:
    """With None at the end, which empties the resampler."""
    yield from frames
    yield None

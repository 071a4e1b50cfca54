"""Music for a film, made into one M4A of two channels, of which only what can be heard is left. Runs inside the darkroom's
worker.
"""

from contextlib import suppress
from fractions import Fraction
from pathlib import Path
from typing import Any

import av

from backupd.media.errors import Unreadable
from backupd.media.sounds import sound_format

RATE, BITS = 48000, 160_000
SHORTEST = 1.0


def score(original: Path, target: Path, longest: float) -> float:
    """Write it to `target`, at most `longest` seconds of it; how many seconds that are. Raises Unreadable for what holds no
    sound or too little of it."""
    try:
        form = sound_format(original)
    except Unreadable as error:
        raise Unreadable("media.no_music") from error
    try:
        with av.open(str(original), format=form, metadata_errors="replace") as source:
            if not source.streams.audio or source.streams.audio[0].codec_context is None:
                raise Unreadable("media.no_music")
            written = _encoded(source, target, longest)
    except (av.FFmpegError, ValueError, UnicodeError) as error:
        raise Unreadable("media.music_broken") from error
    if written < SHORTEST * RATE:
        raise Unreadable("media.music_broken")
    return round(written / RATE, 1)


def _encoded(source: Any, target: Path, longest: float) -> int:
    resampler = av.AudioResampler("fltp", "stereo", RATE)
    written = 0
    with av.open(str(target), "w", format="mp4", options={"movflags": "+faststart"}) as copy:
        track: Any = copy.add_stream("aac", rate=RATE, layout="stereo")
        track.bit_rate = BITS
        for frame in _frames(source):
            for heard in resampler.resample(frame):
                heard.pts, heard.time_base = written, Fraction(1, RATE)
                written += heard.samples
                copy.mux(track.encode(heard))
            if written >= longest * RATE:
                break
        copy.mux(track.encode(None))
    return written


def _frames(source: Any) -> Any:
    """Every frame that can be decoded, up to where the file is damaged, and None, which empties the resampler."""
    with suppress(av.FFmpegError, ValueError):
        yield from source.decode(audio=0)
    yield None

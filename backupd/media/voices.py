"""A voice note: any file that holds sound and no picture, made into one small M4A that every browser plays. Runs inside
the darkroom's worker.
"""

from fractions import Fraction
from pathlib import Path
from typing import Any

import av

from backupd.media.errors import Unreadable
from backupd.media.sounds import sound_format
from backupd.media.videos import picture_stream

RATE, BITS = 48000, 64_000


def hear(original: Path, target: Path, longest: float) -> float:
    """Write the playable copy to `target`: one channel, AAC; how many seconds it lasts. Raises Unreadable for what is no
    sound, what has a picture, and what lasts longer than `longest`."""
    form = sound_format(original)
    try:
        with av.open(str(original), format=form, metadata_errors="replace") as source:
            if picture_stream(source) is not None:
                raise Unreadable("media.voice_has_a_picture")
            if not source.streams.audio or source.streams.audio[0].codec_context is None:
                raise Unreadable("media.no_sound")
            if source.duration and source.duration / av.time_base > longest:
                raise Unreadable("media.voice_too_long")
            return _encoded(source, target, longest)
    except (av.FFmpegError, ValueError, UnicodeError) as error:
        raise Unreadable("media.voice_broken") from error


def _encoded(source: Any, target: Path, longest: float) -> float:
    resampler = av.AudioResampler("fltp", "mono", RATE)
    written = 0
    with av.open(str(target), "w", format="mp4", options={"movflags": "+faststart"}) as copy:
        track: Any = copy.add_stream("aac", rate=RATE, layout="mono")
        track.bit_rate = BITS
        for frame in _frames(source):
            for heard in resampler.resample(frame):
                heard.pts, heard.time_base = written, Fraction(1, RATE)
                written += heard.samples
                copy.mux(track.encode(heard))
            if written > longest * RATE:
                raise Unreadable("media.voice_too_long")
        copy.mux(track.encode(None))
    if not written:
        raise Unreadable("media.voice_broken")
    return round(written / RATE, 1)


def _frames(source: Any) -> Any:
    """Every frame that can be decoded, and None, which empties the resampler."""
    yield from source.decode(audio=0)
    yield None

"""Music for a film, made into one M4A of two channels, of which only what can be heard is left. Runs inside the darkroom's
worker.
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import av

from backupd.media import aac
from backupd.media.errors import Unreadable
from backupd.media.sounds import sound_format

BITS = 160_000
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
            written = aac.write(_frames(source), target, "stereo", BITS, longest)
    except (av.FFmpegError, ValueError, UnicodeError) as error:
        raise Unreadable("media.music_broken") from error
    if written < SHORTEST * aac.RATE:
        raise Unreadable("media.music_broken")
    return round(written / aac.RATE, 1)


def _frames(source: Any) -> Iterator[av.AudioFrame]:
    """Every frame that can be decoded, up to where the file is damaged."""
    with suppress(av.FFmpegError, ValueError):
        yield from source.decode(audio=0)

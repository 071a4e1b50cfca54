"""A voice note: any file that holds sound and no picture, made into one small M4A that every browser plays. Runs inside
the darkroom's worker.
"""

from pathlib import Path

import av

from backupd.media import aac
from backupd.media.errors import Unreadable
from backupd.media.sounds import sound_format
from backupd.media.videos import picture_stream

BITS = 64_000


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
            written = aac.write(source.decode(audio=0), target, "mono", BITS, longest)
    except (av.FFmpegError, ValueError, UnicodeError) as error:
        raise Unreadable("media.voice_broken") from error
    if written > longest * aac.RATE:
        raise Unreadable("media.voice_too_long")
    if not written:
        raise Unreadable("media.voice_broken")
    return round(written / aac.RATE, 1)

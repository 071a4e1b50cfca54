"""A video without what it tells beside picture and sound: places, devices, names, telemetry. Nothing is encoded anew.

Only the picture and the first sound are copied: phones, action cameras and drones write where they were into tracks and
tags of their own (Apple's `mdta` keys, GoPro's `gpmd`, subtitles with coordinates).
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import av

from backupd.media import kinds
from backupd.media.errors import Unreadable
from backupd.media.videos import open_video, picture_stream


def remux(original: Path, target: Path, progress: Callable[[float], None]) -> None:
    """Write the bare copy to `target`, an MP4, or a WebM of a WebM; `progress` hears the part done. Raises Unreadable."""
    kind = kinds.judge(original, original.name)
    form = "webm" if kind.format == "webm" else "mp4"
    options = {"fflags": "+bitexact", **({"movflags": "+faststart"} if form == "mp4" else {})}
    with (
        open_video(original, kind) as source,
        av.open(str(target), "w", format=form, options=options) as copy,
    ):
        wanted = [picture_stream(source), *source.streams.audio[:1]]
        tracks = {stream.index: _track(copy, stream) for stream in wanted if stream is not None}
        streams = [stream for stream in wanted if stream is not None]
        try:
            _copied(source, copy, streams, tracks, progress)
        except av.FFmpegError as error:
            raise Unreadable("media.broken") from error


def _track(copy: Any, stream: Any) -> Any:
    """A track of the same coding and turning; its name, language and handler stay behind."""
    track = copy.add_stream_from_template(stream)
    track.metadata.clear()
    return track


def _copied(
    source: Any, copy: Any, streams: list[Any], tracks: dict[int, Any], progress: Callable[[float], None]
) -> None:
    whole = source.size or 1
    for packet in source.demux(streams):
        if packet.dts is None:
            continue
        if packet.pos is not None:
            progress(min(1.0, packet.pos / whole))
        packet.stream = tracks[packet.stream.index]
        copy.mux(packet)

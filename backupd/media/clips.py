"""The playable clip of a motion photo: its film cut out of the photo, without what only the original is to tell.

A film that browsers play as it is, is put into a new container as it stands; others are encoded as videos are.
"""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import av
from av.container import InputContainer

from backupd.media import kinds
from backupd.media.records import Span
from backupd.media.transcoding import transcode
from backupd.media.videos import browser_plays, open_video, picture_stream

PIECE = 1 << 20


def clip(original: Path, part: Span, target: Path, threads: int, progress: Callable[[float], None]) -> None:
    """Write the film that lies in `original` at `part` to `target`. Raises Unreadable when it is none."""
    with TemporaryDirectory(dir=target.parent) as scratch:
        film = Path(scratch) / "film.mp4"
        _cut_out(original, part, film)
        if not _rewrapped(film, target):
            transcode(film, target, threads, progress)


def _cut_out(original: Path, part: Span, film: Path) -> None:
    with original.open("rb") as source, film.open("wb") as copy:
        source.seek(part.offset)
        left = part.length
        while left > 0 and (piece := source.read(min(PIECE, left))):
            left -= copy.write(piece)


def _rewrapped(film: Path, target: Path) -> bool:
    """The same frames in a container without place, camera and further tracks; False when they must be encoded."""
    kind = kinds.judge(film, film.name)
    with open_video(film, kind) as source:
        if not browser_plays(source, kind):
            return False
        try:
            _copy(source, target)
        except (av.FFmpegError, ValueError):
            return False
    return True


def _copy(source: InputContainer, target: Path) -> None:
    with av.open(str(target), "w", format="mp4", options={"movflags": "+faststart"}) as copy:
        tracks = {}
        for stream in [picture_stream(source), *source.streams.audio[:1]]:
            assert stream is not None
            tracks[stream.index] = copy.add_stream_from_template(stream)  # its turning comes along
            tracks[stream.index].metadata.clear()
        for packet in source.demux(*(source.streams[index] for index in tracks)):
            if packet.dts is not None:
                packet.stream = tracks[packet.stream.index]
                copy.mux(packet)

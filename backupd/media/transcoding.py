"""A copy of a video that every browser plays: H.264 and AAC in an MP4 that starts before it is loaded whole.

At most 1080p, upright, 8 bits, square pixels, no metadata. Frames pass one by one, memory stays the same for hours.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import av
from av.container import InputContainer, OutputContainer
from av.video.stream import VideoStream

from backupd.media import kinds
from backupd.media.errors import Unreadable
from backupd.media.posters import BT709, colours
from backupd.media.recipes import PLAIN, Recipe
from backupd.media.records import Kind
from backupd.media.soundtracks import Sound
from backupd.media.spans import Span
from backupd.media.tones import HLG, PQ, write_cube
from backupd.media.videos import open_video, picture_stream, shown_size

LONG_EDGE, SHORT_EDGE, FASTEST = 1920, 1080, 60

MARGIN = Fraction(1, 2)
"""Seconds read beyond the end: frames may be shown before others that were written earlier."""

TICKS = 90_000
"""A second in the copy's clock."""

X264 = {"preset": "veryfast", "crf": "23", "maxrate": "8M", "bufsize": "16M", "profile": "high", "g": "120"}

Filter = tuple[str, dict[str, str]]

TURNS: dict[int, tuple[Filter, ...]] = {
    90: (("transpose", {"dir": "cclock"}),),
    180: (("hflip", {}), ("vflip", {})),
    270: (("transpose", {"dir": "clock"}),),
}


def transcode(
    original: Path,
    target: Path,
    threads: int,
    progress: Callable[[float], None],
    recipe: Recipe = PLAIN,
) -> None:
    """Write the playable copy to `target`, edited as `recipe` says; `progress` hears the part done, 0 to 1. Raises
    Unreadable."""
    kind = kinds.judge(original, original.name)
    first = first_frame(original, kind)
    with (
        TemporaryDirectory(dir=target.parent) as scratch,
        open_video(original, kind) as source,
        av.open(str(target), "w", format="mp4", options={"movflags": "+faststart"}) as copy,
    ):
        span = Span.of(source, recipe)
        tracks: list[Picture | Sound] = [
            Picture(source, copy, first, threads, Path(scratch), span, recipe.turn)
        ]
        if source.streams.audio and source.streams.audio[0].codec_context and not recipe.mute:
            tracks.append(Sound(source, copy, span))
        if recipe.begin:
            source.seek(int(span.begin * av.time_base), backward=True)
        _copied(source, {track.stream.index: track for track in tracks}, span, progress)


def first_frame(original: Path, kind: Kind) -> av.VideoFrame:
    """How the film is turned and coloured, which only a frame knows and the copy's header needs beforehand."""
    with open_video(original, kind) as source:
        for packet in source.demux(picture_stream(source)):
            for frame in decoded(packet):
                return frame
    raise Unreadable("media.broken")


def _copied(
    source: InputContainer,
    tracks: "dict[int, Picture | Sound]",
    span: Span,
    progress: Callable[[float], None],
) -> None:
    done, going = 0.0, set(tracks)
    for packet in source.demux(*(track.stream for track in tracks.values())):
        for frame in decoded(packet):
            if span.holds(frame):
                tracks[packet.stream.index].add(frame)
        done = max(done, _part(packet, span))
        progress(done)
        if packet.dts is not None and packet.dts * packet.time_base > span.end + MARGIN:
            going.discard(packet.stream.index)
            if not going:
                break
    for track in tracks.values():
        track.finish()


def decoded(packet: Any) -> Iterator[Any]:
    """The packet's frames; a damaged packet has none, the film goes on after it."""
    try:
        yield from packet.decode()
    except (av.FFmpegError, ValueError):
        return


def _part(packet: Any, span: Span) -> float:
    """How far into the film a packet stands; decoding order, which unlike showing order only rises."""
    if packet.dts is None or span.length <= 0:
        return 0.0
    return min(1.0, max(0.0, float((packet.dts * packet.time_base - span.begin) / span.length)))


class Picture:
    """The seen track: turned upright, scaled, brought to 8-bit BT.709, encoded."""

    def __init__(
        self,
        source: InputContainer,
        copy: OutputContainer,
        first: av.VideoFrame,
        threads: int,
        scratch: Path,
        span: Span,
        turn: int,
    ) -> None:
        stream = picture_stream(source)
        assert stream is not None
        stream.codec_context.thread_count = threads
        self.stream, self._copy, self._start = stream, copy, span.begin
        self._last = -TICKS
        size = _fitted(shown_size(source, first.width, first.height))
        rotation = first.rotation - turn  # counter-clockwise, as containers tell it
        self._graph = graph(stream, first, filters(first, size, scratch, rotation))
        self._track = self._new_track(size[::-1] if rotation % 180 else size, threads)

    def add(self, frame: av.VideoFrame | None) -> None:
        """Encode one frame."""
        self._graph.push(frame)
        for shown in pulled(self._graph):
            self._encode(shown)

    def finish(self) -> None:
        """Encode what the filters and the encoder still hold."""
        self.add(None)
        self._copy.mux(self._track.encode(None))

    def _new_track(self, size: tuple[int, int], threads: int) -> VideoStream:
        rate = min(Fraction(FASTEST), self.stream.average_rate or Fraction(30))
        track = self._copy.add_stream("libx264", rate=rate, options={**X264, "threads": str(threads)})
        track.width, track.height, track.pix_fmt = *size, "yuv420p"
        context = track.codec_context
        context.time_base = Fraction(1, TICKS)
        context.color_range = context.colorspace = context.color_primaries = context.color_trc = 1  # BT.709
        return track

    def _encode(self, frame: av.VideoFrame) -> None:
        """Encode unless it follows the last within half a sixtieth: slow motion and clocks that stumble."""
        if frame.pts is None or frame.time_base is None:
            return
        ticks = round((frame.pts * frame.time_base - self._start) * TICKS)
        if ticks < self._last + TICKS // FASTEST * 3 // 4:
            return
        frame.pict_type, frame.pts, frame.time_base = 0, ticks, Fraction(1, TICKS)
        self._last = ticks
        self._copy.mux(self._track.encode(frame))


def pulled(graph: av.filter.Graph) -> Iterator[av.VideoFrame]:
    """What has come out of the filters by now."""
    while True:
        try:
            yield graph.vpull()
        except (av.BlockingIOError, av.EOFError):
            return


def filters(frame: av.VideoFrame, size: tuple[int, int], scratch: Path, rotation: int) -> Iterator[Filter]:
    """What brings frames like this one to `size` before turning, upright, in 8-bit BT.709."""
    scale = {"width": str(size[0]), "height": str(size[1])}
    if frame.interlaced_frame:
        yield "yadif", {}
    if frame.color_trc in {PQ, HLG}:
        cube = scratch / "tones.cube"
        write_cube(frame.color_trc, cube)
        yield "scale", scale
        yield "format", {"pix_fmts": "gbrp10le"}
        yield "lut3d", {"file": str(cube)}
        yield "format", {"pix_fmts": "gbrp"}
    elif colours(frame) == BT709:
        scale["in_color_matrix"] = "bt709"
    yield "scale", {**scale, "out_color_matrix": "bt709", "out_range": "tv"}
    yield "setsar", {"sar": "1"}
    yield "format", {"pix_fmts": "yuv420p"}
    yield from TURNS.get(rotation % 360, ())


def graph(stream: Any, frame: av.VideoFrame, steps: Iterator[Filter]) -> av.filter.Graph:
    """The steps one after the other, for frames like this one."""
    graph = av.filter.Graph()
    width, height, pixels, ticks = frame.width, frame.height, frame.format, stream.time_base
    links = [graph.add_buffer(stream, width=width, height=height, format=pixels, time_base=ticks)]
    links += [graph.add(name, **settings) for name, settings in steps]
    links.append(graph.add("buffersink"))
    graph.link_nodes(*links).configure()
    return graph


def _fitted(size: tuple[int, int]) -> tuple[int, int]:
    """Even sides within 1920 × 1080, lying or standing; never enlarged."""
    scale = min(1.0, LONG_EDGE / max(size), SHORT_EDGE / min(size))
    width, height = (max(2, round(side * scale / 2) * 2) for side in size)
    return width, height

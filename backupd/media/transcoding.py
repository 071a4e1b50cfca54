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
from backupd.media.records import Kind
from backupd.media.tones import HLG, PQ, write_cube
from backupd.media.videos import open_video, picture_stream, shown_size

LONG_EDGE, SHORT_EDGE, FASTEST = 1920, 1080, 60

TICKS = 90_000
"""A second in the copy's clock."""

X264 = {"preset": "veryfast", "crf": "23", "maxrate": "8M", "bufsize": "16M", "profile": "high", "g": "120"}
SOUND_RATE, SOUND_BITS = 48000, 128_000

Filter = tuple[str, dict[str, str]]

TURNS: dict[int, tuple[Filter, ...]] = {
    90: (("transpose", {"dir": "cclock"}),),
    180: (("hflip", {}), ("vflip", {})),
    270: (("transpose", {"dir": "clock"}),),
}


def transcode(original: Path, target: Path, threads: int, progress: Callable[[float], None]) -> None:
    """Write the playable copy to `target`; `progress` hears the part done, 0 to 1. Raises Unreadable."""
    kind = kinds.judge(original, original.name)
    first = _first_frame(original, kind)
    with (
        TemporaryDirectory(dir=target.parent) as scratch,
        open_video(original, kind) as source,
        av.open(str(target), "w", format="mp4", options={"movflags": "+faststart"}) as copy,
    ):
        tracks: list[Picture | Sound] = [Picture(source, copy, first, threads, Path(scratch))]
        if source.streams.audio and source.streams.audio[0].codec_context:
            tracks.append(Sound(source, copy))
        _copied(source, {track.stream.index: track for track in tracks}, progress)


def _first_frame(original: Path, kind: Kind) -> av.VideoFrame:
    """How the film is turned and coloured, which only a frame knows and the copy's header needs beforehand."""
    with open_video(original, kind) as source:
        for packet in source.demux(picture_stream(source)):
            for frame in _decoded(packet):
                return frame
    raise Unreadable("media.broken")


def _copied(
    source: InputContainer, tracks: "dict[int, Picture | Sound]", progress: Callable[[float], None]
) -> None:
    done = 0.0
    for packet in source.demux(*(track.stream for track in tracks.values())):
        for frame in _decoded(packet):
            tracks[packet.stream.index].add(frame)
        done = max(done, _part(packet, source))
        progress(done)
    for track in tracks.values():
        track.finish()


def _decoded(packet: Any) -> Iterator[Any]:
    """The packet's frames; a damaged packet has none, the film goes on after it."""
    try:
        yield from packet.decode()
    except (av.FFmpegError, ValueError):
        return


def _part(packet: Any, source: InputContainer) -> float:
    """How far into the film a packet stands; decoding order, which unlike showing order only rises."""
    if packet.dts is None or not source.duration:
        return 0.0
    return min(
        1.0, max(0.0, float(packet.dts * packet.time_base - _start(source)) * av.time_base / source.duration)
    )


class Picture:
    """The seen track: turned upright, scaled, brought to 8-bit BT.709, encoded."""

    def __init__(
        self, source: InputContainer, copy: OutputContainer, first: av.VideoFrame, threads: int, scratch: Path
    ) -> None:
        stream = picture_stream(source)
        assert stream is not None
        stream.codec_context.thread_count = threads
        self.stream, self._copy, self._start = stream, copy, _start(source)
        self._last = -TICKS
        size = _fitted(shown_size(source, first.width, first.height))
        self._graph = _graph(stream, first, _filters(first, size, scratch))
        self._track = self._new_track(size[::-1] if first.rotation % 180 else size, threads)

    def add(self, frame: av.VideoFrame | None) -> None:
        """Encode one frame."""
        self._graph.push(frame)
        for shown in self._pulled():
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

    def _pulled(self) -> Iterator[av.VideoFrame]:
        while True:
            try:
                yield self._graph.vpull()
            except (av.BlockingIOError, av.EOFError):
                return


def _start(source: InputContainer) -> Fraction:
    return Fraction(source.start_time or 0, av.time_base)


def _filters(frame: av.VideoFrame, size: tuple[int, int], scratch: Path) -> Iterator[Filter]:
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
    yield from TURNS.get(frame.rotation % 360, ())


def _graph(stream: Any, frame: av.VideoFrame, filters: Iterator[Filter]) -> av.filter.Graph:
    graph = av.filter.Graph()
    width, height, pixels, ticks = frame.width, frame.height, frame.format, stream.time_base
    links = [graph.add_buffer(stream, width=width, height=height, format=pixels, time_base=ticks)]
    links += [graph.add(name, **settings) for name, settings in filters]
    links.append(graph.add("buffersink"))
    graph.link_nodes(*links).configure()
    return graph


def _fitted(size: tuple[int, int]) -> tuple[int, int]:
    """Even sides within 1920 × 1080, lying or standing; never enlarged."""
    scale = min(1.0, LONG_EDGE / max(size), SHORT_EDGE / min(size))
    width, height = (max(2, round(side * scale / 2) * 2) for side in size)
    return width, height


class Sound:
    """The heard track: at most two channels, AAC."""

    def __init__(self, source: InputContainer, copy: OutputContainer) -> None:
        self.stream = source.streams.audio[0]
        self._copy, self._start, self._next = copy, _start(source), 0
        self._layout = "mono" if self.stream.codec_context.channels == 1 else "stereo"
        self._track = copy.add_stream("aac", rate=SOUND_RATE, layout=self._layout)
        self._track.bit_rate = SOUND_BITS
        self._resampler = self._new_resampler()

    def add(self, frame: av.AudioFrame | None) -> None:
        """Encode one frame; None empties the resampler."""
        if frame is not None and frame.pts is not None and frame.time_base:
            frame.pts -= round(self._start / frame.time_base)
        for heard in self._resampled(frame):
            heard.pts = max(heard.pts or 0, self._next)  # damaged films run backwards, encoders do not
            self._next = heard.pts + heard.samples
            self._copy.mux(self._track.encode(heard))

    def finish(self) -> None:
        """Encode what is still held."""
        self.add(None)
        self._copy.mux(self._track.encode(None))

    def _resampled(self, frame: av.AudioFrame | None) -> list[av.AudioFrame]:
        try:
            return self._resampler.resample(frame)
        except ValueError:  # rate or channels changed midway
            self._resampler = self._new_resampler()
            return self._resampler.resample(frame)

    def _new_resampler(self) -> av.AudioResampler:
        return av.AudioResampler("fltp", self._layout, SOUND_RATE)

"""A recipe carried out on a film: trimmed, turned, silenced. Runs inside the darkroom's worker.

Packets are copied as they are where that is exact enough; else every frame passes through transcoding.py.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.container import InputContainer

from backupd.media import kinds, prints
from backupd.media.errors import Unreadable
from backupd.media.posters import poster
from backupd.media.recipes import Recipe
from backupd.media.records import Kind, Limits, Rendered
from backupd.media.spans import Span, seconds, start_of
from backupd.media.transcoding import transcode
from backupd.media.videos import browser_plays, length, open_video, picture_stream, shown_size

CLOSE_ENOUGH = Fraction(1, 10)
"""A cut that falls this near to a picture which stands by itself may fall on it."""

COPIED = {"mp4", "m4v", "mov"}


def cut(
    original: Path,
    into: Path,
    name: str,
    recipe: Recipe,
    threads: int,
    limits: Limits,
    progress: Callable[[float], None],
) -> Rendered:
    """film.mp4 and its pictures in the folder `into`. Raises Unreadable."""
    kind, target = kinds.judge(original, name), into / "film.mp4"
    begin = _copies_from(original, kind, recipe)
    if begin is None:
        transcode(original, target, threads, progress, recipe)
    else:
        _copy(original, kind, target, recipe, begin, progress)
    return _looked_at(target, into, limits)


def _copies_from(original: Path, kind: Kind, recipe: Recipe) -> Fraction | None:
    """Where a copy of the packets may begin, in seconds; None when they cannot simply be copied."""
    with open_video(original, kind) as source:
        stream = picture_stream(source)
        assert stream is not None
        plain = kind.format in COPIED and stream.codec_context.name == "h264" and browser_plays(source, kind)
        if not plain or recipe.turn:
            return None
        wanted = seconds(recipe.begin or 0)
        if not wanted:
            return Fraction(0)
        found = _picture_by_itself(source, stream, wanted + CLOSE_ENOUGH)
        return found if found is not None and abs(found - wanted) <= CLOSE_ENOUGH else None


def _picture_by_itself(source: InputContainer, stream: Any, before: Fraction) -> Fraction | None:
    source.seek(int((before + start_of(source)) * av.time_base), backward=True)
    for packet in source.demux(stream):
        if packet.is_keyframe and packet.pts is not None:
            return Fraction(packet.pts * packet.time_base) - start_of(source)
    return None


def _copy(
    original: Path,
    kind: Kind,
    target: Path,
    recipe: Recipe,
    begin: Fraction,
    progress: Callable[[float], None],
) -> None:
    with (
        open_video(original, kind) as source,
        av.open(str(target), "w", format="mp4", options={"movflags": "+faststart"}) as copy,
    ):
        sound = () if recipe.mute else source.streams.audio[:1]
        streams: list[Any] = [picture_stream(source), *sound]
        tracks = {stream.index: copy.add_stream_from_template(stream) for stream in streams}
        span = Span.of(source, recipe)._replace(begin=start_of(source) + begin)
        if begin:
            source.seek(int(span.begin * av.time_base), backward=True)
        for packet in _kept(source, streams, span):
            progress(min(1.0, float(packet.dts * packet.time_base / span.length)) if span.length else 0.0)
            packet.stream = tracks[packet.stream.index]
            copy.mux(packet)


def _kept(source: InputContainer, streams: list[Any], span: Span) -> Iterator[Any]:
    """Packets from the span's beginning on, counted from there, until every track is past its end."""
    going = {stream.index for stream in streams}
    for packet in source.demux(*streams):
        if packet.dts is None or packet.pts is None:
            continue
        if packet.dts * packet.time_base >= span.end:
            going.discard(packet.stream.index)
            if not going:
                return
        elif span.whole or packet.pts * packet.time_base >= span.begin:
            shift = round(span.begin / packet.time_base)
            packet.pts, packet.dts = packet.pts - shift, packet.dts - shift
            yield packet


def _looked_at(film: Path, into: Path, limits: Limits) -> Rendered:
    kind = kinds.judge(film, film.name)
    with open_video(film, kind) as container:
        still = poster(container, prints.PREVIEW_EDGE, limits)
        stream = picture_stream(container)
        assert stream is not None
        width, height = shown_size(container, stream.codec_context.width, stream.codec_context.height)
        lasts = length(container)
    if still is None:
        raise Unreadable("media.no_poster")
    size = (height, width) if still.turned else (width, height)
    return Rendered(*size, tiny=prints.draw(still.picture, into), duration=lasts)

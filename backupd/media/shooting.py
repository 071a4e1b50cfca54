"""One piece of a film of highlights, from where the piece before has faded to where the next one is seen: an MP4 without
sound that is put behind the others as it is. Runs inside the darkroom's worker.

One thread draws while the other encodes, a few frames apart: memory stays the same however long the film is.
"""

import queue
import threading
from collections.abc import Callable, Iterator
from fractions import Fraction
from os import fsdecode
from pathlib import Path
from typing import Any

import av

from backupd.media.orders import Scene, Shoot
from backupd.media.reels import RATE, Canvas, Frame, Piece, blended
from backupd.media.stills import Still
from backupd.media.takes import Take
from backupd.media.titles import Title

X264 = {
    "preset": "superfast", "crf": "23", "maxrate": "6M", "bufsize": "12M", "profile": "high", "g": str(2 * RATE),
    "threads": "2", "x264-params": "mbtree=1:rc-lookahead=2:sync-lookahead=0:bframes=1:b-adapt=0:weightp=0",
}  # fmt: skip
"""Half the time of veryfast, and files that are no larger: what moves so gently is found at once. Looking no further
ahead saves 60 MB."""

AHEAD = 2


def shoot(order: Shoot, target: Path, progress: Callable[[float], None]) -> None:
    """Write the piece to `target`. Raises Unreadable."""
    canvas = Canvas(order.width, order.height)
    done, total = 0, order.first.frames - order.begin
    with av.open(str(target), "w", format="mp4") as copy:
        track = _track(copy, canvas)
        for frame in _ahead(_frames(order, canvas, target.parent)):
            picture = av.VideoFrame.from_ndarray(frame, format="yuv420p")
            picture.pts, picture.time_base = done, Fraction(1, RATE)
            copy.mux(track.encode(picture))
            done += 1
            progress(done / total)
        copy.mux(track.encode(None))


def _track(copy: Any, canvas: Canvas) -> Any:
    track = copy.add_stream("libx264", rate=RATE, options=X264)
    track.width, track.height, track.pix_fmt = canvas.width, canvas.height, "yuv420p"
    context = track.codec_context
    context.time_base = Fraction(1, RATE)
    context.color_range = context.colorspace = context.color_primaries = context.color_trc = 1  # BT.709
    return track


def _frames(order: Shoot, canvas: Canvas, scratch: Path) -> Iterator[Frame]:
    first = _piece(order.first, canvas, scratch)
    alone = order.first.frames - order.fade
    for number in range(order.begin):
        if isinstance(first, Take):
            first.frame(number)  # was seen while the piece before faded
    for number in range(order.begin, alone):
        yield first.frame(number)
    second = _piece(order.second, canvas, scratch) if order.second else None
    for step in range(order.fade):
        below = second.frame(step) if second else canvas.black()
        yield blended(first.frame(alone + step), below, (step + 1) / (order.fade + 1))
    first.close()
    if second:
        second.close()


def _piece(scene: Scene, canvas: Canvas, scratch: Path) -> Piece:
    path = Path(fsdecode(scene.path)) if scene.path else None
    if scene.kind == "title":
        fonts = [Path(fsdecode(font)) for font in scene.fonts]
        return Title(path, canvas, scene.title, scene.under, fonts)
    assert path is not None
    if scene.kind == "clip":
        return Take(path, canvas, scene.begin, scratch)
    return Still(path, canvas, scene.frames, scene.number)


def _ahead(frames: Iterator[Frame]) -> Iterator[Frame]:
    """The same frames, drawn by a thread of their own that is a little ahead; what goes wrong there is raised here."""
    drawn: queue.Queue[Any] = queue.Queue(AHEAD)
    over = threading.Event()

    def draw() -> None:
        try:
            for frame in frames:
                drawn.put(frame)
                if over.is_set():
                    return
            drawn.put(None)
        except BaseException as error:
            drawn.put(error)

    drawing = threading.Thread(target=draw, daemon=True)
    drawing.start()
    try:
        while (frame := drawn.get()) is not None:
            if isinstance(frame, BaseException):
                raise frame
            yield frame
    finally:
        over.set()
        while not drawn.empty():
            drawn.get_nowait()
        drawing.join()

"""The pieces of a film of highlights put behind each other without being encoded again, with what is heard: an MP4 that starts
before it is loaded whole. Runs inside the darkroom's worker.
"""

from collections.abc import Callable
from fractions import Fraction
from os import fsdecode
from pathlib import Path
from typing import Any

import av

from backupd.media.mixing import RATE as SAMPLES
from backupd.media.mixing import Mix
from backupd.media.orders import Splice
from backupd.media.reels import RATE

BITS = 160_000


def splice(order: Splice, target: Path, progress: Callable[[float], None]) -> None:
    """Write the film to `target`."""
    mix = Mix(order.heard, order.music, order.seconds)
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    try:
        with av.open(str(target), "w", format="mp4", options=options) as film:
            _spliced(order, film, mix, progress)
    finally:
        mix.close()


def _spliced(order: Splice, film: Any, mix: Mix, progress: Callable[[float], None]) -> None:
    shown, sound = _tracks(fsdecode(order.pieces[0]), film, mix)
    for number, path in enumerate(order.pieces):
        with av.open(fsdecode(path), format="mov") as piece:
            sound.follow(_copied(piece, film, shown, sound.frames))
        progress((number + 1) / len(order.pieces))
    sound.finish()


def _tracks(first: str, film: Any, mix: Mix) -> tuple[Any, "Sound"]:
    with av.open(first, format="mov") as piece:
        return film.add_stream_from_template(piece.streams.video[0]), Sound(film, mix)


def _copied(piece: Any, film: Any, track: Any, before: int) -> int:
    """How many frames the film has with this piece."""
    count = 0
    for packet in piece.demux(piece.streams.video[0]):
        if packet.dts is None:
            continue
        shift = round(Fraction(before, RATE) / packet.time_base)
        packet.pts, packet.dts, packet.stream = packet.pts + shift, packet.dts + shift, track
        film.mux(packet)
        count += 1
    return before + count


class Sound:
    """The heard track, which keeps up with the frames."""

    def __init__(self, film: Any, mix: Mix) -> None:
        self.frames, self._heard = 0, 0
        self._film, self._mix = film, mix
        self._track = film.add_stream("aac", rate=SAMPLES, layout="stereo")
        self._track.bit_rate = BITS

    def follow(self, frames: int) -> None:
        """Up to as many frames as there are now."""
        self.frames = frames
        end = frames * SAMPLES // RATE
        while self._heard < end:
            count = min(SAMPLES, end - self._heard)
            heard = av.AudioFrame.from_ndarray(self._mix.take(count), format="fltp", layout="stereo")
            heard.sample_rate, heard.pts, heard.time_base = SAMPLES, self._heard, Fraction(1, SAMPLES)
            self._film.mux(self._track.encode(heard))
            self._heard += count

    def finish(self) -> None:
        self._film.mux(self._track.encode(None))

"""`scripts/bench film`: an album of 40 photographs and 8 clips, with music, as a film at 1080p on two cores: how long, and the
memory of the whole box."""

import os
import random
import tempfile
import time
from fractions import Fraction
from pathlib import Path

import av
from PIL import Image
from pretend.family import somebody

from backupd import daemon, meaning
from backupd.core.settings import load
from benches import book
from benches.figures import Figure
from benches.photos import photographs
from benches.processes import Peak, cpu_seconds
from tests.daemon_process import Daemon

COUNT = 40
PHOTOS_TO_A_CLIP = 5
CLIP_SECONDS, RATE, SIZE = 10, 30, (1920, 1080)
LONGEST = 900.0


def measure(count: int) -> list[Figure]:
    """`count`: photographs; for every five of them a clip."""
    files = sorted(photographs(count).glob("*.jpg"))[:count]
    with tempfile.TemporaryDirectory(prefix="backupd-bench-") as scratch:
        data = Path(scratch) / "box"
        token = book.fill(data, _mixed(files, Path(scratch)))
        _look_at_nothing(data)
        with Daemon(data) as box:
            spent = cpu_seconds([box.process.pid])
            with Peak([box.process.pid], every=0.2) as peak:
                seconds, told = _make(box, token, music(Path(scratch) / "music.m4a"))
            spent = cpu_seconds([box.process.pid]) - spent
    assert (told["width"], told["height"]) == SIZE, told
    return [
        Figure("film_s", seconds, "s", 180),
        Figure("peak_pss_mb", peak.mb, "MB", 400),
        Figure("cpu_s", spent, "s"),
        Figure("seconds_of_film", told["seconds"], "s"),
        Figure("film_mb", told["size"] / 1_000_000, "MB"),
    ]


def _look_at_nothing(data: Path) -> None:
    """What the box does by itself with new pictures is measured elsewhere (search)."""
    with daemon.opened(load(data)) as library:
        meaning.switch(library, somebody(library, "Bench"), "off")


def _mixed(files: list[Path], folder: Path) -> list[Path]:
    mixed: list[Path] = []
    for number, path in enumerate(files):
        mixed.append(path)
        if number % PHOTOS_TO_A_CLIP == 2:
            mixed.append(clip(path, folder / f"VID_{number:04}.mp4"))
    return mixed


def clip(photo: Path, target: Path) -> Path:
    """A pan over a photograph, with noise, as a phone films it."""
    with Image.open(photo) as opened:
        wide = opened.convert("RGB").resize((2400, 1800))
    chance = random.Random(photo.name)
    with av.open(str(target), "w") as output:
        picture = output.add_stream("libx264", rate=RATE, options={"preset": "ultrafast", "crf": "20"})
        picture.width, picture.height, picture.pix_fmt = *SIZE, "yuv420p"
        sound = output.add_stream("aac", rate=48000, layout="stereo")
        for number in range(CLIP_SECONDS * RATE):
            left, top = number, round(300 + chance.uniform(-3, 3))
            seen = wide.crop((left, top, left + SIZE[0], top + SIZE[1]))
            output.mux(picture.encode(av.VideoFrame.from_image(seen)))
        output.mux(picture.encode())
        _noise(output, sound, CLIP_SECONDS)
    return target


def music(target: Path, seconds: int = 120) -> Path:
    with av.open(str(target), "w") as output:
        _noise(output, output.add_stream("aac", rate=48000, layout="stereo"), seconds)
    return target


def _noise(output, sound, seconds: int) -> None:
    noise = os.urandom(1024 * 4)
    for number in range(seconds * 48000 // 1024):
        frame = av.AudioFrame(format="s16", layout="stereo", samples=1024)
        frame.planes[0].update(noise)
        frame.sample_rate, frame.pts, frame.time_base = 48000, number * 1024, Fraction(1, 48000)
        output.mux(sound.encode(frame))
    output.mux(sound.encode())


def _make(box: Daemon, token: str, song: Path) -> tuple[float, dict]:
    """Seconds from asking for the film until it is there, with a page that asks how far it is; and what it is."""
    address = f"{box.address}/api/albums/1/reel"
    began = time.monotonic()
    book.ask(address, token, *_form(song))
    while time.monotonic() - began < LONGEST:
        told = book.ask(address, token)
        assert told["state"] != "failed", f"{told}\n{box.printed}"
        if told["film"]:
            return time.monotonic() - began, told["film"]
        time.sleep(1)
    raise AssertionError(f"no film after {LONGEST} s: {told}")


def _form(song: Path) -> tuple[bytes, str]:
    edge = b"----backupd"
    head = b'Content-Disposition: form-data; name="music"; filename="music.m4a"\r\n\r\n'
    body = b"\r\n".join([b"--" + edge, head + song.read_bytes(), b"--" + edge + b"--", b""])
    return body, f"multipart/form-data; boundary={edge.decode()}"

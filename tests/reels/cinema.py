"""Small albums to make films of, and films looked at with a reader that is not ours."""

import json
import shutil
import subprocess
from fractions import Fraction
from pathlib import Path

import av
import pillow_heif
from PIL import Image

from backupd import albums, media
from tests.albums import house

RED, GREEN, BLUE, WHITE = (200, 40, 40), (40, 140, 60), (40, 70, 190), (240, 240, 240)
SIDEWAYS = 6
"""EXIF: the top of the picture is at its right side."""


def keep(library, path: Path) -> int:
    """Take a file in and develop it, as an arrival would."""
    with library.files.staging() as staging:
        staging.write(path.read_bytes())
        number = media.keep(library, staging.finish(), path.name).id
    media.develop(library, media.darkroom(library), number)
    return number


def plain(path: Path, colour, size=(640, 480), orientation: int | None = None) -> Path:
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
    pillow_heif.register_heif_opener()
    Image.new("RGB", size, colour).save(path, exif=exif)
    return path


def clip(
    path: Path, colour=WHITE, seconds: float = 2.0, rate: int = 10, size=(320, 240), loud: int = 0
) -> Path:
    """A film of one colour, with a hum so loud."""
    with av.open(str(path), "w") as output:
        stream = output.add_stream("libx264", rate=rate)
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        sound = output.add_stream("aac", rate=48000, layout="mono") if loud else None
        for _ in range(round(seconds * rate)):
            output.mux(stream.encode(av.VideoFrame.from_image(Image.new("RGB", size, colour))))
        output.mux(stream.encode())
        if sound is not None:
            _hum(output, sound, seconds, loud)
    return path


def hum(path: Path, seconds: float, loud: int = 8000, codec: str = "aac") -> Path:
    with av.open(str(path), "w") as output:
        _hum(output, output.add_stream(codec, rate=48000, layout="mono"), seconds, loud)
    return path


def _hum(output, sound, seconds: float, loud: int) -> None:
    samples = b"".join((loud * (at % 120 - 60) // 60 % 65536).to_bytes(2, "little") for at in range(4800))
    for number in range(round(seconds * 10)):
        frame = av.AudioFrame(format="s16", layout="mono", samples=4800)
        frame.planes[0].update(samples.ljust(frame.planes[0].buffer_size, b"\0"))
        frame.sample_rate, frame.pts, frame.time_base = 48000, number * 4800, Fraction(1, 48000)
        output.mux(sound.encode(frame))
    output.mux(sound.encode())


def album(library, who, paths, title="제주 여름휴가 · 큐레이션") -> int:
    made = house.album(library, who, title)
    for number, path in enumerate(paths):
        kept = keep(library, path)
        with library.database.writing() as connection:
            day = f"2019-08-05T10:{number:02}:00"
            connection.execute("UPDATE media SET taken = ?, precision = 'exact' WHERE id = ?", (day, kept))
        albums.add_story(library, album=made, contributor=who.id, media=[kept])
    return made


def made(library, browser, album: int, folder: Path, **form) -> Path:
    """Asked for, made, and downloaded."""
    assert browser.post(f"/albums/{album}/reel", data=form or {"x": ""}).status_code == 303
    library.jobs.drain()
    return downloaded(browser, album, folder)


def downloaded(browser, album: int, folder: Path) -> Path:
    answer = browser.get(f"/albums/{album}/reel/film")
    assert answer.status_code == 200, browser.get(f"/api/albums/{album}/reel").json()
    path = folder / f"{album}.mp4"
    path.write_bytes(answer.content)
    return path


def story_of(library, album: int, place: int) -> int:
    return library.database.column("SELECT id FROM story WHERE album = ? ORDER BY moment, id", (album,))[
        place
    ]


class Seen:
    """A film decoded again: small frames by their time, and how loud it is."""

    def __init__(self, path: Path) -> None:
        self.path, self.frames, self.sound = path, [], []
        with av.open(str(path)) as film:
            self.width, self.height = film.streams.video[0].width, film.streams.video[0].height
            for frame in film.decode(video=0):
                self.frames.append(
                    (float(frame.time), frame.to_image(width=64, height=36, src_colorspace="ITU709"))
                )
        with av.open(str(path)) as film:
            for frame in film.decode(audio=0):
                self.sound.append((float(frame.time), float(abs(frame.to_ndarray()).mean())))

    def at(self, seconds: float, spot=(0.5, 0.5)) -> tuple[int, int, int]:
        picture = next(picture for time, picture in self.frames if time >= seconds - 1e-6)
        return picture.getpixel((int(spot[0] * 63), int(spot[1] * 35)))

    def loud(self, begin: float, end: float) -> float:
        heard = [level for time, level in self.sound if begin <= time < end]
        return sum(heard) / len(heard)


def near(one, other, most: int = 14) -> bool:
    return all(abs(a - b) <= most for a, b in zip(one, other, strict=True))


def boxes(path: Path) -> list[str]:
    """The film's outermost boxes in their order (ISO 14496-12, 4.2)."""
    whole, at, found = path.read_bytes(), 0, []
    while at < len(whole):
        found.append(whole[at + 4 : at + 8].decode("latin-1"))
        at += int.from_bytes(whole[at : at + 4], "big") or len(whole)
    return found


def probed(path: Path) -> dict:
    """What ffprobe says where it is at hand, else the same questions asked of the container."""
    if tool := shutil.which("ffprobe"):
        asked = [tool, "-v", "error", "-show_streams", "-show_format", "-of", "json", str(path)]
        told = json.loads(subprocess.run(asked, capture_output=True, check=True).stdout)
        video, audio = (
            next(s for s in told["streams"] if s["codec_type"] == kind) for kind in ("video", "audio")
        )
        return {
            "video": video["codec_name"], "pixels": video["pix_fmt"], "size": (video["width"], video["height"]),
            "rate": video["avg_frame_rate"], "audio": audio["codec_name"], "channels": audio["channels"],
            "seconds": float(told["format"]["duration"]),
        }  # fmt: skip
    with av.open(str(path)) as film:
        video, audio = film.streams.video[0], film.streams.audio[0]
        return {
            "video": video.codec_context.name, "pixels": video.codec_context.pix_fmt,
            "size": (video.width, video.height), "rate": f"{video.average_rate.numerator}/{video.average_rate.denominator}",
            "audio": audio.codec_context.name, "channels": audio.codec_context.channels,
            "seconds": film.duration / 1e6,
        }  # fmt: skip

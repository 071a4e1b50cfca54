"""Photos and videos made for a test: nothing of them is stored, each test says what it needs."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.video.reformatter import Colorspace
from PIL import Image

ORIGINAL, DIGITIZED, OFFSET, OFFSET_ORIGINAL = 0x9003, 0x9004, 0x9010, 0x9011
MAKE, MODEL, ORIENTATION, CHANGED = 0x010F, 0x0110, 0x0112, 0x0132


def scene(width: int = 640, height: int = 480) -> Image.Image:
    """Blue above, green below, a red square in the upper left corner: which way is up can be seen."""
    picture = Image.new("RGB", (width, height), (40, 90, 200))
    picture.paste((60, 140, 50), (0, height // 2, width, height))
    picture.paste((220, 30, 30), (0, 0, width // 4, height // 4))
    return picture


def exif(taken: str | None = None, offset: str | None = None, **tags: Any) -> Image.Exif:
    """An EXIF block; `tags` may hold make, model, orientation, changed, digitized, and gps as a dictionary."""
    block = Image.Exif()
    names = {"make": MAKE, "model": MODEL, "orientation": ORIENTATION, "changed": CHANGED}
    for name, number in names.items():
        if name in tags:
            block[number] = tags[name]
    shooting = {
        ORIGINAL: taken,
        OFFSET_ORIGINAL: offset,
        DIGITIZED: tags.get("digitized"),
        OFFSET: tags.get("zone"),
    }
    block.get_ifd(0x8769).update({tag: value for tag, value in shooting.items() if value is not None})
    block.get_ifd(0x8825).update(tags.get("gps", {}))
    return block


def seoul() -> dict[int, Any]:
    """N Seoul Tower as a GPS block."""
    return {1: "N", 2: (37.0, 33.0, 4.32), 3: "E", 4: (126.0, 59.0, 17.52)}


def photo(path: Path, size: tuple[int, int] = (640, 480), **options: Any) -> Path:
    """Save the scene at `path` in the format of its suffix."""
    scene(*size).save(path, **options)
    return path


def seen(path: Path) -> Image.Image:
    """The picture at `path`, its file closed again."""
    with Image.open(path) as picture:
        picture.load()
        return picture.copy()


def film(
    path: Path, seconds: float = 1.0, codec: str = "libx264", pixels: str = "yuv420p", **options: Any
) -> Path:
    """A film of a moving bar, 10 frames a second; options: size, rate, black (frames), sound, metadata, container."""
    width, height = options.get("size", (320, 240))
    with av.open(
        str(path), "w", options={"movflags": "use_metadata_tags"}, format=options.get("container")
    ) as output:
        output.metadata.update(options.get("metadata", {}))
        stream = output.add_stream(codec, rate=options.get("rate", 10))
        stream.width, stream.height, stream.pix_fmt = width, height, pixels
        if "transfer" in options:  # BT.2020 with the given curve (ITU-T H.273)
            stream.codec_context.color_trc, stream.codec_context.color_primaries = options["transfer"], 9
        sound = output.add_stream("aac", rate=44100) if options.get("sound") else None
        for number in range(round(seconds * 10)):
            picture = (
                scene(width, height)
                if number >= options.get("black", 0)
                else Image.new("RGB", (width, height))
            )
            picture.paste((250, 250, 0), (number * 5 % width, height // 2, number * 5 % width + 9, height))
            if number < options.get("black", 0):
                picture = Image.new("RGB", (width, height))
            output.mux(stream.encode(_coloured(av.VideoFrame.from_image(picture), pixels)))
        output.mux(stream.encode())
        if sound is not None:
            _silence(output, sound, seconds)
    return path


def _coloured(frame: av.VideoFrame, pixels: str) -> av.VideoFrame:
    """As cameras do: BT.709 for high definition, BT.601 below."""
    matrix = Colorspace.ITU709 if frame.height >= 720 else Colorspace.ITU601
    return frame.reformat(format=pixels, dst_colorspace=matrix)


def turned_film(folder: Path) -> Path:
    """A film whose track header says: turn me a quarter (ISO 14496-12, 8.3.2, matrix)."""
    whole = film(folder / "a.mp4", size=(320, 240)).read_bytes()
    upright = b"".join(n.to_bytes(4, "big") for n in (1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30))
    quarter = b"".join(
        (n % (1 << 32)).to_bytes(4, "big") for n in (0, 1 << 16, 0, -(1 << 16), 0, 0, 240 << 16, 0, 1 << 30)
    )
    track = whole.index(b"tkhd")
    at = whole.index(upright, track)
    (folder / "turned.mp4").write_bytes(whole[:at] + quarter + whole[at + len(upright) :])
    return folder / "turned.mp4"


def music(path: Path) -> Path:
    """A second of silence and no picture."""
    with av.open(str(path), "w") as output:
        _silence(output, output.add_stream("aac", rate=44100), 1.0)
    return path


def voice(path: Path, seconds: float = 1.0, codec: str = "aac") -> Path:
    """A hum of so many seconds, in the container of its suffix."""
    with av.open(str(path), "w") as output:
        sound: Any = output.add_stream(codec, rate=48000, layout="mono")
        hum = b"".join((2000 * (at % 120 - 60) // 60 % 65536).to_bytes(2, "little") for at in range(4800))
        for number in range(round(seconds * 10)):
            frame = av.AudioFrame(format="s16", layout="mono", samples=4800)
            frame.planes[0].update(hum.ljust(frame.planes[0].buffer_size, b"\0"))
            frame.sample_rate, frame.pts, frame.time_base = 48000, number * 4800, Fraction(1, 48000)
            output.mux(sound.encode(frame))
        output.mux(sound.encode())
    return path


def _silence(output: Any, sound: Any, seconds: float) -> None:
    for number in range(round(seconds * 44100 / 1024)):
        frame = av.AudioFrame(format="fltp", layout="stereo", samples=1024)
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        frame.sample_rate, frame.pts, frame.time_base = 44100, number * 1024, Fraction(1, 44100)
        output.mux(sound.encode(frame))
    output.mux(sound.encode())

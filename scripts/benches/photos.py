"""Distinct 12-megapixel photographs, made from real ones, or from painted ones where there are none."""

import os
import random
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from pathlib import Path

from PIL import Image, ImageChops, ImageEnhance, ImageOps
from pretend.scenery import SCENES, grain, paint

SIZE = (4000, 3000)
ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT.parent / "shared" / "samples" / "photos"
ENDINGS = {".jpg", ".jpeg"}
DATE_TIME_ORIGINAL, OFFSET_TIME_ORIGINAL, EXIF, MAKE, MODEL = 0x9003, 0x9011, 0x8769, 0x010F, 0x0110


def photographs(count: int) -> Path:
    """A folder of `count` of them, kept for the next time in the user's cache."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "backupd-bench" / f"{count}-photos"
    missing = [number for number in range(count) if not (folder / _name(number)).is_file()]
    if missing:
        print(f"… {len(missing)} photos", flush=True)
        folder.mkdir(parents=True, exist_ok=True)
        with ProcessPoolExecutor(os.cpu_count()) as painters:
            list(painters.map(make, [folder] * len(missing), missing))
    return folder


def make(folder: Path, number: int) -> None:
    """One photograph: another crop, light and grain each time, with the facts a phone writes."""
    chance = random.Random(number)
    picture = ImageOps.fit(
        _real(number) or _painted(number), SIZE, centering=(chance.random(), chance.random())
    )
    if chance.random() < 0.5:
        picture = ImageOps.mirror(picture)
    picture = ImageEnhance.Brightness(picture).enhance(chance.uniform(0.85, 1.15))
    picture = ImageChops.offset(picture, chance.randrange(SIZE[0]), 0)
    temporary = folder / f".{_name(number)}"
    grain(picture, chance).save(temporary, "JPEG", quality=88, subsampling="4:2:0", exif=_facts(number))
    temporary.replace(folder / _name(number))


def _name(number: int) -> str:
    return f"IMG_{number:04}.jpg"


def _real(number: int) -> Image.Image | None:
    found = (
        sorted(path for path in SAMPLES.rglob("*") if path.suffix.lower() in ENDINGS)
        if SAMPLES.is_dir()
        else []
    )
    if not found:
        return None
    return Image.open(next(islice(cycle(found), number, None))).convert("RGB")


def _painted(number: int) -> Image.Image:
    scenes = list(SCENES)
    return paint(scenes[number % len(scenes)], number // len(scenes), (2000, 1500))


def _facts(number: int) -> Image.Exif:
    exif = Image.Exif()
    exif[MAKE], exif[MODEL] = "BackUP", "Bench"
    exif.get_ifd(EXIF)[DATE_TIME_ORIGINAL] = (
        f"2024:{number % 12 + 1:02}:{number % 28 + 1:02} 10:{number % 60:02}:00"
    )
    exif.get_ifd(EXIF)[OFFSET_TIME_ORIGINAL] = "+09:00"
    return exif

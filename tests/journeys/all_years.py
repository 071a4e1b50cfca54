"""A box with photos of twelve years, for the journeys through 모든 사진."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from tests.daemon_process import COMMAND, ENVIRONMENT, Daemon
from tests.journeys.guests import FAMILY, MUM, Guest, set_up, until

YEARS = range(2012, 2024)
MONTHS = [f"{year}-{month:02}" for year in reversed(YEARS) for month in (12, 8, 4)]
BUSY = "2019-08"
FEW, MANY = 8, 130


@contextmanager
def box_of_years(browser: Browser, folder: Path) -> Iterator[Daemon]:
    """A daemon with every photo of MONTHS, BUSY the long one; its owner's cookies are in `box.cookies`."""
    with Daemon(folder / "box", settings='announce = false\nlanguage = "ko"\n') as box:
        with Guest(browser, box, "ko") as mum:
            set_up(mum)
            _take(folder / "앨범")
            words = [*COMMAND, "--data", str(box.data), "import", str(folder / "앨범")]
            who = ["--family", FAMILY["ko"], "--person", MUM["ko"]]
            subprocess.run([*words, *who], env=ENVIRONMENT, check=True, capture_output=True)
            until(
                mum.page,
                "async (all) => (await (await fetch('/api/photos/months')).json()).map((one) => one.month).join() === all",
                arg=",".join(MONTHS),
            )
            box.cookies = mum.context.cookies()  # type: ignore[attr-defined]
        yield box


def _take(folder: Path) -> None:
    """Small photographs, no two alike, as a phone writes them."""
    folder.mkdir()
    for month in MONTHS:
        for number in range(MANY if month == BUSY else FEW):
            place = len(list(folder.iterdir()))
            picture = Image.new("RGB", (160, 120), (place % 256, 60 + number % 190, 90 + place // 256 * 80))
            exif = Image.Exif()
            exif.get_ifd(0x8769)[0x9003] = (
                f"{month.replace('-', ':')}:05 10:{number // 60:02}:{number % 60:02}"
            )
            picture.save(folder / f"{place}.jpg", exif=exif)

"""A family with an album of three small pictures and a clip; and a film of another, made once for everybody who looks at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from backupd import migrations, schedule
from backupd.core.library import Library
from backupd.core.settings import load
from tests import people
from tests.at_home import browser, mother
from tests.conftest import SetClock
from tests.media.making import turned_film
from tests.reels import cinema
from tests.reels.cinema import BLUE, GREEN, RED, WHITE

__all__ = ["browser", "mother"]


@pytest.fixture
def album(library, mother, tmp_path) -> int:
    """Red and green, 640 by 480."""
    return cinema.album(
        library,
        mother,
        [cinema.plain(tmp_path / "red.jpg", RED), cinema.plain(tmp_path / "green.jpg", GREEN)],
    )


class Premiere:
    """An album and its film: red, green upright by its EXIF, blue HEIC, a white clip that hums, one filmed sideways; and music."""

    def __init__(self, library: Library, folder: Path) -> None:
        self.library = library
        self.mother = people.found_family(library)
        self.browser = people.client_for(library, self.mother)
        (folder / "sideways").mkdir()
        self.album = cinema.album(
            library,
            self.mother,
            [
                cinema.plain(folder / "red.jpg", RED),
                cinema.plain(folder / "green.jpg", GREEN, (640, 360), cinema.SIDEWAYS),
                cinema.plain(folder / "blue.heic", BLUE, (640, 360)),
                cinema.clip(folder / "white.mp4", WHITE, 3.0, loud=9000),
                turned_film(folder / "sideways"),
            ],
        )
        with self.browser:
            music = cinema.hum(folder / "우리 노래.m4a", 4.0)
            files = {"music": (music.name, music.read_bytes(), "audio/mp4")}
            answer = self.browser.post(f"/albums/{self.album}/reel", data={"x": ""}, files=files)
            assert answer.status_code == 303, answer.text
            library.jobs.drain()
            self.path = cinema.downloaded(self.browser, self.album, folder)
        self.seen = cinema.Seen(self.path)


@pytest.fixture(scope="module")
def premiere(tmp_path_factory) -> Iterator[Premiere]:
    folder = tmp_path_factory.mktemp("premiere")
    box = Library(load(folder / "box", reserve_mb=0), SetClock()).open(schedule.TABLE)
    migrations.apply(box)
    yield Premiere(box, folder)
    box.close()

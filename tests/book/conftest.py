"""A family with an album of real photographs, and the pictures that were made of them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from backupd import albums, media
from backupd.family import Viewer
from tests import people
from tests.albums import house
from tests.media.making import film, photo

WORDS = "바닷가에서 모래성을 쌓았어요"


@pytest.fixture
def mother(library) -> Viewer:
    return people.found_family(library)


@pytest.fixture
def browser(library, mother):
    with people.client_for(library, mother) as client:
        yield client


@pytest.fixture
def keep(library) -> Callable[[Path], int]:
    """Take a file in and develop it, as an arrival would."""

    def kept(path: Path) -> int:
        with library.files.staging() as staging:
            staging.write(path.read_bytes())
            number = media.keep(library, staging.finish(), path.name).id
        media.develop(library, media.darkroom(library), number)
        return number

    return kept


@pytest.fixture
def album(library, mother, keep, tmp_path) -> int:
    """Two photographs larger than print needs, a small one, and a film, on two days."""
    made = house.album(library, mother)
    files = [
        photo(tmp_path / "one.jpg", (4000, 3000)),
        photo(tmp_path / "two.jpg", (3000, 4000)),
        photo(tmp_path / "small.jpg", (640, 480)),
        film(tmp_path / "film.mp4"),
    ]
    for number, path in enumerate(files):
        kept = keep(path)
        with library.database.writing() as connection:
            day = f"2019-08-0{1 + number // 2}T10:0{number}:00"
            connection.execute("UPDATE media SET taken = ?, precision = 'exact' WHERE id = ?", (day, kept))
        albums.add_story(
            library, album=made, contributor=mother.id, media=[kept], description=WORDS if number == 0 else ""
        )
    return made

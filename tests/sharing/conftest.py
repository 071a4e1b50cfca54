"""A family with an album, another one nobody outside may hear of, and photos that know where they were taken."""

import pytest

from backupd import media, migrations, schedule
from backupd.core.library import Library
from backupd.core.settings import load
from tests.albums import house
from tests.at_home import album, mother
from tests.media import making

__all__ = ["album", "kept", "library_with", "mother", "seaside", "secret", "told"]


@pytest.fixture
def secret(library, mother):
    """An album that no link leads to."""
    return house.album(library, mother, "비밀 생일 계획", photos=2)


@pytest.fixture
def kept(library, tmp_path):
    """Keeps a real file and develops it: `kept(path)` is its number."""

    def keep(path) -> int:
        with library.files.staging() as staging:
            staging.write(path.read_bytes())
            number = media.keep(library, staging.finish(), path.name).id
        media.develop(library, media.darkroom(library), number)
        return number

    return keep


@pytest.fixture
def seaside(tmp_path):
    """A photo taken at N Seoul Tower, turned by its EXIF, with a comment in it."""
    block = making.exif("2019:08:05 10:00:00", gps=making.seoul(), model="iPhone", orientation=6)
    return making.photo(tmp_path / "바다.jpg", exif=block, comment=b"meet at the tower")


@pytest.fixture
def told(library):
    """The kinds of what the ledger says."""
    return lambda: library.database.column("SELECT kind FROM happening ORDER BY id")


@pytest.fixture
def library_with(tmp_path, clock):
    """A box with other limits for guests: `library_with(files=2)`."""
    opened = []

    def make(**limits):
        settings = load(
            tmp_path / "small", reserve_mb=0, guests={to_kebab(name): value for name, value in limits.items()}
        )
        box = Library(settings, clock).open(schedule.TABLE)
        migrations.apply(box)
        opened.append(box)
        return box

    yield make
    for box in opened:
        box.close()


def to_kebab(name: str) -> str:
    return name.replace("_", "-")

"""A family, and files to bring."""

from pathlib import Path

import pytest

from backupd.core.library import Library
from backupd.family import Viewer
from tests.media.making import photo
from tests.people import found_family


@pytest.fixture
def mother(library: Library) -> Viewer:
    return found_family(library)


@pytest.fixture
def sea(tmp_path: Path) -> Path:
    """A photo with a date in its name."""
    return photo(tmp_path / "IMG_20190805_101500.jpg")

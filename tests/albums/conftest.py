"""A family at home with an album, and the browsers of the people in it."""

import pytest

from tests.albums import edits, house
from tests.at_home import album, browser, mother
from tests.media import making

__all__ = ["album", "browser", "mother", "photo", "story"]


@pytest.fixture
def photo(library, tmp_path):
    """A lying picture of 640 by 480, developed: red in its upper left corner."""
    return edits.kept(library, making.photo(tmp_path / "a.jpg"))


@pytest.fixture
def story(library, mother, album, photo):
    return house.story(library, mother, album, photo)

"""A family at home with a summer album whose pictures are measured, and browsers of the people in it."""

import pytest

from tests import people
from tests.at_home import browser, mother
from tests.curation import summer

__all__ = ["browser", "mother"]


@pytest.fixture
def album(library, mother):
    """제주 여름휴가: three days, ten pictures each, an hour apart."""
    return summer.album(library, mother)


@pytest.fixture
def father(library, mother):
    return people.join(library, mother, "아빠")

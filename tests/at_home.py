"""A family at home with an album, and the browser of somebody in it: fixtures that conftests of features take in."""

import pytest

from tests import people
from tests.albums import house


@pytest.fixture
def mother(library):
    return people.found_family(library)


@pytest.fixture
def browser(library, mother):
    """엄마's phone."""
    with people.client_for(library, mother) as client:
        yield client


@pytest.fixture
def album(library, mother):
    """제주 여름휴가, three photos an hour apart."""
    return house.album(library, mother, photos=3)

"""A family at home, and the browsers of the people in it."""

import pytest

from tests import people


@pytest.fixture
def mother(library):
    return people.found_family(library)


@pytest.fixture
def browser(library, mother):
    """엄마's phone."""
    with people.client_for(library, mother) as client:
        yield client

"""A family at home with an album, and the browsers of the people in it."""

import pytest

from backupd.albums import looking
from tests import people
from tests.at_home import album, browser, mother

__all__ = ["album", "browser", "mother"]


@pytest.fixture
def story(library, mother, album):
    return looking.opened(library, mother, album).stories[0].id


@pytest.fixture
def father(library, mother):
    return people.join(library, mother, "김철수")


@pytest.fixture
def his(library, father):
    with people.client_for(library, father) as client:
        yield client

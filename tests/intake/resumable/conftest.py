"""The mother's phone, in front of a real server."""

from collections.abc import Iterator

import pytest

from backupd.core.library import Library
from backupd.family import Viewer
from tests.intake.resumable.sending import Sender, sender, served


@pytest.fixture
def port(library: Library) -> Iterator[int]:
    with served(library) as port:
        yield port


@pytest.fixture
def phone(library: Library, port: int, mother: Viewer) -> Sender:
    return sender(library, port, mother)

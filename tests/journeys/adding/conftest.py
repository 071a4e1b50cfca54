"""A phone with a large photo on it, and a box that comes back at the same address."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import people
from tests.intake.resumable.box import Box
from tests.intake.resumable.sending import photo
from tests.journeys.adding.upload_page import SIZE
from tests.journeys.guests import Guest


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Box]:
    people.renderer()
    with Box(tmp_path / "box") as box:
        yield box


@pytest.fixture
def phone(box: Box, browser: Browser) -> Iterator[Guest]:
    with Guest(browser, box, "ko", size=(360, 740)) as guest:
        name, _, value = box.found().partition("=")
        guest.context.add_cookies([{"name": name, "value": value, "url": box.address}])
        yield guest
        guest.troubles = [line for line in guest.troubles if "net::" not in line]


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """A photo as large as a film."""
    path = tmp_path / "바다.jpg"
    path.write_bytes(photo(SIZE))
    return path

"""Somebody with an album of six photos, on a laptop and on a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.daemon_process import Daemon
from tests.journeys.guests import Guest, photographs, set_up
from tests.journeys.many.hands import PHOTOS, send
from tests.journeys.test_the_first_evening import add


@pytest.fixture(scope="package")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return photographs(tmp_path_factory.mktemp("many"), PHOTOS)


@pytest.fixture(scope="package")
def mum(browser: Browser, tmp_path_factory: pytest.TempPathFactory, pictures: list[Path]) -> Iterator[Guest]:
    """Somebody with an album of six photos."""
    box_folder = tmp_path_factory.mktemp("box") / "box"
    with (
        Daemon(box_folder, settings='announce = false\nlanguage = "ko"\n') as box,
        Guest(browser, box, "ko") as guest,
    ):
        set_up(guest)
        add(guest, pictures)
        yield guest


@pytest.fixture
def album(mum: Guest) -> str:
    """An album of this test's own, with the same six photos."""
    first = "/albums/1"
    made = send(mum, "/api/albums", {"title": "연습"})["id"]
    stories = [story["id"] for story in mum.context.request.get(f"/api{first}").json()["stories"]]
    send(mum, f"/api{first}/selection", {"act": "copy", "story": stories, "album": made})
    return f"/albums/{made}"


@pytest.fixture
def phone(mum: Guest, browser: Browser) -> Iterator[Page]:
    """The same person on a phone with a touch screen."""
    state = mum.context.storage_state()
    context = browser.new_context(
        storage_state=state, base_url=mum.box.address, has_touch=True, is_mobile=True,
        viewport={"width": 360, "height": 740}, reduced_motion="reduce", locale="ko-KR",
    )  # fmt: skip
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()

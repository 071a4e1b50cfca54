"""A real browser, a real box with a family and photos in it, in both languages."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright

from tests.daemon_process import Daemon
from tests.journeys.guests import SUMMER, Guest, arrives, photographs, set_up, until

SIZES = {"phone": (360, 740), "laptop": (1280, 800)}


@pytest.fixture(scope="session")
def browser(driver: Playwright) -> Iterator[Browser]:
    """Debian's chromium; its microphone hums."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert found, "the browser tests need chromium: apt install chromium"
    microphone = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    running = driver.chromium.launch(executable_path=found, args=["--no-sandbox", *microphone])
    yield running
    running.close()


@pytest.fixture(scope="session")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three small photographs of one summer day, as a phone writes them."""
    return photographs(tmp_path_factory.mktemp("pictures"), 3)


@pytest.fixture(params=["ko", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def empty_box(tmp_path: Path, language: str) -> Iterator[Daemon]:
    with Daemon(tmp_path / "box", settings=f'announce = false\nlanguage = "{language}"\n') as box:
        yield box


@pytest.fixture
def owner(empty_box: Daemon, browser: Browser, language: str) -> Iterator[Guest]:
    """Whoever set the box up, on a laptop with JavaScript."""
    with Guest(browser, empty_box, language) as guest:
        set_up(guest)
        yield guest


@pytest.fixture
def album(owner: Guest, pictures: list[Path]) -> str:
    """The address of an album with three photos."""
    owner.go("/albums/new")
    owner.fill("title", SUMMER[owner.language])
    owner.page.locator("main button[type=submit]").first.click()
    arrives(owner.page, re.compile(r"/albums/\d+$"))
    address = owner.page.url.removeprefix(owner.box.address)
    for path in pictures:
        file = {"name": path.name, "mimeType": "image/jpeg", "buffer": path.read_bytes()}
        sent = owner.context.request.post(
            "/add",
            multipart={"album": address.rsplit("/", 1)[1], "files": file},
            headers={"Origin": owner.box.address},
        )
        assert sent.ok
    until(
        owner.page,
        """async (there) => (await (await fetch(there)).json()).album.media === 3
           && (await (await fetch(there)).json()).stories.every((story) => story.picture.rendered)""",
        arg=f"/api{address}",
    )
    return address

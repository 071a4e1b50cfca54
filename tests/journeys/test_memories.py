"""An old album comes back: found on 오늘, loved, laid to rest, with and without a script, on a phone and a laptop."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from backupd import daemon, memories
from backupd.core.settings import load
from backupd.core.trusted import trust
from tests.daemon_process import COMMAND, ENVIRONMENT, Daemon
from tests.journeys.conftest import SIZES
from tests.journeys.guests import FAMILY, MUM, SUMMER, Guest, arrives, photographs, set_up
from tests.journeys.test_every_page import WCAG_22_AA

PAGES = (
    "/",
    "/memories",
    "/memories/1",
    "/memories/days?day=08-03",
    "/memories/days",
    "/memories/rests",
    "/memories/settings",
)


@pytest.fixture(scope="module", params=[("ko", True), ("en", False)], ids=["ko", "en-without-script"])
def mum(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Guest]:
    """Whoever set the box up, with an album of 2019 that came back today."""
    (language, script), folder = request.param, tmp_path_factory.mktemp("memories")
    settings = f'announce = false\nlanguage = "{language}"\n'
    with (
        Daemon(folder / "box", settings=settings) as box,
        Guest(browser, box, language, javascript=script) as guest,
    ):
        set_up(guest)
        come_back(guest, folder / SUMMER[language])
        yield guest


def come_back(guest: Guest, folder: Path) -> None:
    folder.mkdir()
    photographs(folder, 4)
    words = [*COMMAND, "--data", str(guest.box.data), "import", str(folder)]
    who = ["--family", FAMILY[guest.language], "--person", MUM[guest.language]]
    subprocess.run([*words, *who], env=ENVIRONMENT, check=True, capture_output=True)
    with daemon.opened(load(guest.box.data)) as library:
        trust(library)
        with library.database.writing() as connection:
            connection.execute("DELETE FROM memory_day")
        memories.remember(library, Random(1))


def test_it_is_found_on_the_first_page_and_loved(mum: Guest) -> None:
    mum.go("/")
    title = mum.page.locator("a.memory-card h2").inner_text()
    mum.page.locator("a.memory-card").first.click()
    arrives(mum.page, re.compile(r"/memories/1$"))
    expect(mum.page.locator("h1")).to_have_text(title)
    assert mum.page.locator(".collage .tile img").count() >= 2
    mum.press("memories.loved")
    mum.sees(mum.say("memories.loved_said"))
    mum.press("memories.take_back")
    expect(mum.page.get_by_text(mum.say("memories.loved_said"))).to_have_count(0)


def test_every_picture_of_the_collage_is_there_and_in_its_box(mum: Guest) -> None:
    mum.go("/memories/1")
    mum.page.wait_for_load_state("networkidle")
    for picture in mum.page.locator(".collage .tile img").all():
        box = picture.bounding_box()
        assert box and box["width"] > 60 and box["height"] > 60
        if mum.javascript:
            assert picture.evaluate("each => each.naturalWidth") > 0


def test_it_is_laid_to_rest_and_woken(mum: Guest) -> None:
    mum.go("/memories/1")
    mum.press("memories.rest_this")
    arrives(mum.page, re.compile(r"/memories/rests\?album=1$"))
    mum.press("memories.rest_save")
    mum.sees(mum.say("memories.rest_saved"))
    mum.go("/")
    expect(mum.page.locator("a.memory-card")).to_have_count(0)
    mum.go("/memories/rests")
    mum.press("memories.wake")
    mum.go("/")
    expect(mum.page.locator("a.memory-card")).to_have_count(1)


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_every_page_of_it_can_be_used_by_everybody(mum: Guest, size: tuple[int, int]) -> None:
    if not mum.javascript:
        pytest.skip("the checker is a script itself")
    mum.page.set_viewport_size({"width": size[0], "height": size[1]})
    wrong = []
    for path in PAGES:
        mum.go(path)
        found = Axe().run(mum.page, options={"runOnly": {"type": "tag", "values": WCAG_22_AA}})
        wrong += [
            f"{path} {each['id']}: {each['nodes'][0]['target']}" for each in found.response["violations"]
        ]
        if mum.page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
            wrong.append(f"{path} is wider than the screen")
    assert not wrong, "\n".join(wrong)

"""Every page there is, in both languages, on a phone and on a laptop: readable by everybody, and none too wide."""

import re
import subprocess
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from backupd.core.library import Library
from tests import people
from tests.daemon_process import COMMAND, ENVIRONMENT, Daemon
from tests.journeys.conftest import SIZES
from tests.journeys.guests import FAMILY, MUM, SUMMER, Guest, photographs, set_up

WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# files, redirects, and pieces that a page asks for while it is open
NO_PAGES = re.compile(
    r"^/(api(/.*)?|up|albums/\{number:int\}/(zip|reel/film)|assets/.*|media/.*|people/.*|refusals/.*|join/person|today"
    r"|family/invitation/arrivals|p/.*|guest/.*|heart/.*|search/suggestions|faces/.*/picture"
    r"|comments/.*/(photo|voice|original.*))$"
)
NUMBER = re.compile(r"\{\w+:int\}")


def pages() -> list[str]:
    """The address of every page, from the sitemap; where one asks for a number, the first of its kind."""
    addresses = {route.path for route in people.site().routes if "GET" in getattr(route, "methods", ())}
    return sorted(NUMBER.sub("1", path) for path in addresses if not NO_PAGES.match(path))


@pytest.fixture(scope="module", params=["ko", "en"])
def house(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Guest]:
    """A box on its second evening: a family, an album, a file that was refused, something in the trash."""
    language, folder = request.param, tmp_path_factory.mktemp("house")
    settings = f'announce = false\nlanguage = "{language}"\n'
    with Daemon(folder / "box", settings=settings) as box, Guest(browser, box, language) as mum:
        set_up(mum)
        move_in(mum, folder / SUMMER[language])
        yield mum
        mum.troubles.clear()


def move_in(guest: Guest, folder: Path) -> None:
    folder.mkdir()
    photographs(folder, 4)
    (folder / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 and then nothing of a picture")
    words = [*COMMAND, "--data", str(guest.box.data), "import", str(folder.parent / folder.name)]
    family, person = FAMILY[guest.language], MUM[guest.language]
    subprocess.run(
        [*words, "--family", family, "--person", person], env=ENVIRONMENT, check=True, capture_output=True
    )
    form = {"headers": {"Origin": guest.box.address}, "max_redirects": 0}
    assert guest.context.request.post("/stories/4/trash", **form).status == 303
    asked = {"source": "albums", "album": "1", "amount": "12"}
    assert guest.context.request.post("/curations", form=asked, **form).status == 303
    assert guest.context.request.post("/curations/1/voting", form={"state": "open"}, **form).status == 303
    mailbox = {"kind": "email", "to": "mum@example.org", "host": "mail.invalid", "port": "465"}
    assert guest.context.request.post("/me/channels", form=mailbox, **form).status == 303


def visited(house: Guest, until: str = "load") -> Iterator[tuple[str, int]]:
    """Every page in turn, with the status it was answered with. A browser that is led from page to page is never idle: it
    would collect nothing of a hundred pages until it must, and then for many seconds."""
    browser = house.context.new_cdp_session(house.page)
    for number, path in enumerate(pages()):
        if number % 16 == 0:
            browser.send("HeapProfiler.collectGarbage")
        answer = house.page.goto(path, wait_until=until)
        assert answer, path
        yield path, answer.status
    browser.detach()


def findings(page) -> list[str]:  # type: ignore[no-untyped-def]
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG_22_AA}})
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}"
        for each in found.response["violations"]
        for node in each["nodes"]
    ]


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_every_page_can_be_used_by_everybody(house: Guest, library: Library, size: tuple[int, int]) -> None:
    house.page.set_viewport_size({"width": size[0], "height": size[1]})
    wrong = {}
    for path, status in visited(house):
        assert status in (200, 404), f"{path}: {status}"
        too_wide = house.page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
        if found := [*findings(house.page), *(["wider than the screen"] if too_wide else [])]:
            wrong[path] = found
    assert not wrong, "\n".join(f"{path}\n  " + "\n  ".join(found) for path, found in wrong.items())


def test_every_page_has_one_heading_and_a_title(house: Guest, library: Library) -> None:
    for path, _ in visited(house):
        assert house.page.locator("h1").count() == 1, path
        assert house.page.title().strip(), path
        assert house.page.locator("html").get_attribute("lang") == house.language, path


def test_no_page_is_too_wide_for_a_small_phone_in_the_largest_letters(house: Guest, library: Library) -> None:
    """UI.md: every layout still fits 320 px."""
    form = {
        "name": MUM[house.language],
        "language": house.language,
        "contrast": "normal",
        "motion": "normal",
        "easy": False,
    }
    send = partial(house.context.request.post, "/api/me", headers={"Origin": house.box.address})
    house.page.set_viewport_size({"width": 320, "height": 640})
    assert send(data={**form, "text_size": "largest"}).ok
    wide = []
    for path, _ in visited(house, "domcontentloaded"):
        if house.page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
            wide.append(path)
    assert send(data={**form, "text_size": "normal"}).ok
    assert not wide

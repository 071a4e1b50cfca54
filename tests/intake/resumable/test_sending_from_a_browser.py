"""web/modules/resumable.js in a real browser, at http://backup.local, where pages have no secure context."""

import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright

from tests import people
from tests.intake.resumable.box import MB, Box
from tests.intake.resumable.sending import kept

SIZE = 120 * MB
BEGIN = """async ([module, sizes, batch]) => {
    const { sendFile } = await import(module);
    window.told = { progress: 0, done: 0, failed: [] };
    window.sendings = sizes.map((size, number) => {
        const bytes = new Uint8Array(size);
        for (let at = 0; at < size; at += 4096) bytes[at] = (at / 4096 + number) % 251;
        bytes.set([0xff, 0xd8, 0xff, 0xe0, number]);
        const file = new File([bytes], `바다 ${number}.jpg`, { type: "image/jpeg", lastModified: 1565000000000 });
        return sendFile(file, {
            batch,
            onProgress: (sent) => { window.told.progress = sent; },
            onDone: () => { window.told.done += 1; },
            onError: (problem) => window.told.failed.push(problem),
        });
    });
}"""

OPEN = """async (module) => {
    const { openSitting } = await import(module);
    const form = document.createElement("form");
    form.innerHTML = '<input name="album" value="new"><input name="title" value="제주 여름"><input type="file" name="files">';
    return openSitting(form);
}"""


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Box]:
    people.renderer()
    with Box(tmp_path / "box", 'hosts = ["backup.local"]\n') as box:
        yield box


@pytest.fixture
def browser(driver: Playwright) -> Iterator[BrowserContext]:
    chromium = driver.chromium.launch(
        executable_path="/usr/bin/chromium",
        args=["--no-sandbox", "--host-resolver-rules=MAP backup.local 127.0.0.1"],
    )
    yield chromium.new_context(locale="ko-KR")
    chromium.close()


@pytest.fixture
def page(box: Box, browser: BrowserContext) -> Page:
    name, _, value = box.found().partition("=")
    address = f"http://backup.local:{box.port}"
    browser.add_cookies([{"name": name, "value": value, "url": address}])
    page = browser.new_page()
    page.goto(f"{address}/api")
    assert not page.evaluate("isSecureContext")
    return page


def begin(page: Page, *sizes: int, batch: int | None = None) -> None:
    page.evaluate(BEGIN, [f"/assets/{module()}", list(sizes), batch])


def module() -> str:
    return next((people.ROOT / "web/static/dist").glob("resumable-*.js")).name


def wait_until_done(page: Page, count: int) -> None:
    assert wait_until_told(page, lambda told: told["done"] == count) == []


def wait_until_told(page: Page, enough: Callable[[dict], bool]) -> list[dict]:
    """Until enough was told, or something failed; what failed. (The page's policy forbids Playwright's own waiting.)"""
    until = time.monotonic() + 60
    while not (enough(told := page.evaluate("told")) or told["failed"]):
        assert time.monotonic() < until, told
        page.wait_for_timeout(50)
    return told["failed"]


def sizes_kept(box: Box) -> list[int]:
    with box.library() as library:
        return sorted(len(each) for each in kept(library))


def test_many_files_go_four_at_a_time(box: Box, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method))
    begin(page, *[200_000 + number for number in range(12)])
    wait_until_done(page, 12)
    assert sizes_kept(box) == [200_000 + number for number in range(12)]
    assert asked.count("POST") == 12 and "PATCH" not in asked


def test_a_form_decides_where_its_files_go_before_they_are_sent(box: Box, page: Page) -> None:
    opened = page.evaluate(OPEN, f"/assets/{module()}")
    begin(page, 5000, batch=opened["batch"])
    wait_until_done(page, 1)
    with box.library() as library:
        arrived = library.database.value("SELECT batch FROM arrival")
        album = library.database.value("SELECT title FROM album WHERE id = ?", (opened["album"],))
    assert (arrived, album) == (opened["batch"], "제주 여름")


def test_a_page_goes_on_by_itself_when_the_box_was_killed(box: Box, page: Page) -> None:
    begin(page, SIZE)
    box.wait_for(30 * MB)
    box.stop(signal.SIGKILL)
    page.wait_for_timeout(500)
    box.start()
    wait_until_done(page, 1)
    assert sizes_kept(box) == [SIZE]


def test_a_pause_holds_and_going_on_sends_only_the_rest(box: Box, page: Page) -> None:
    begin(page, SIZE)
    box.wait_for(30 * MB)
    page.evaluate("sendings[0].pause()")
    page.wait_for_timeout(700)
    held = box.arrived()
    page.wait_for_timeout(700)
    assert 30 * MB <= box.arrived() == held < SIZE
    page.evaluate("sendings[0].resume()")
    wait_until_done(page, 1)
    assert sizes_kept(box) == [SIZE]


def test_the_same_file_chosen_again_after_the_page_was_closed_goes_on_where_it_was(
    box: Box, page: Page
) -> None:
    begin(page, SIZE)
    box.wait_for(60 * MB)
    page.reload()
    time.sleep(0.5)
    before = box.arrived()
    asked: list[tuple[str, str | None]] = []
    page.on("request", lambda request: asked.append((request.method, request.headers.get("upload-offset"))))
    begin(page, SIZE)
    wait_until_done(page, 1)
    first = next(int(offset or 0) for method, offset in asked if method == "PATCH")
    assert first >= before >= 60 * MB
    assert "POST" not in [method for method, _ in asked]
    assert sizes_kept(box) == [SIZE]


def test_giving_up_leaves_nothing_on_the_box(box: Box, page: Page) -> None:
    begin(page, SIZE)
    box.wait_for(30 * MB)
    page.evaluate("sendings[0].abort()")
    page.wait_for_timeout(1500)
    assert box.arrived() == 0
    assert sizes_kept(box) == []


def test_what_the_box_refuses_is_told_in_its_own_words(box: Box, page: Page) -> None:
    begin(page, 5000, batch=999)
    (problem,) = wait_until_told(page, lambda told: False)
    assert problem["reason"] == "problems.absent"
    assert problem["sentence"]

"""Three people at three browsers on one family: what one does the others see, at once or on reload."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.daemon_process import Daemon
from tests.journeys.guests import Guest, arrives, code_from, goes, join, photographs, set_up

PHONE = (360, 740)
HIDE = """() => { Object.defineProperty(document, "hidden", { value: true, configurable: true });
                  document.dispatchEvent(new Event("visibilitychange")); }"""
SHOW = """() => { delete document.hidden; document.dispatchEvent(new Event("visibilitychange")); }"""


@pytest.fixture(scope="module")
def box(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Daemon]:
    with Daemon(
        tmp_path_factory.mktemp("together") / "box", settings='announce = false\nlanguage = "ko"\n'
    ) as box:
        yield box


@pytest.fixture(scope="module")
def mum(browser: Browser, box: Daemon) -> Iterator[Guest]:
    """On a laptop; she set the box up."""
    with Guest(browser, box, "ko") as guest:
        set_up(guest)
        yield guest
        lost = re.compile("ERR_INTERNET_DISCONNECTED|^htmx:(afterRequest|sendError)")
        guest.troubles[:] = [each for each in guest.troubles if not lost.search(each)]


@pytest.fixture(scope="module")
def code(mum: Guest) -> str:
    """It lets everybody in who types it within its minute."""
    return code_from(mum)


@pytest.fixture(scope="module")
def dad(browser: Browser, box: Daemon, code: str) -> Iterator[Guest]:
    """On a phone with a microphone."""
    with Guest(browser, box, "ko", size=PHONE) as guest:
        guest.context.grant_permissions(["microphone"])
        join(guest, code, "아빠")
        yield guest


@pytest.fixture(scope="module")
def grandma(browser: Browser, box: Daemon, code: str) -> Iterator[Guest]:
    """On an old tablet without JavaScript."""
    with Guest(browser, box, "ko", javascript=False, size=PHONE) as guest:
        join(guest, code, "할머니")
        yield guest


@pytest.fixture(scope="module")
def story(dad: Guest, grandma: Guest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of one of three photos that dad sent."""
    ask = dad.context.request
    headers = {"Origin": dad.box.address}
    made = ask.post("/api/albums", data={"title": "제주 여름휴가"}, headers=headers).json()
    album = made if isinstance(made, int) else made["id"]
    for path in photographs(tmp_path_factory.mktemp("sent"), 3):
        file = {"name": path.name, "mimeType": "image/jpeg", "buffer": path.read_bytes()}
        assert ask.post("/add", multipart={"album": str(album), "files": file}, headers=headers).ok
    for _ in range(200):
        stories = ask.get(f"/api/albums/{album}").json()["stories"]
        if [one["picture"]["rendered"] for one in stories] == [True] * 3:
            return f"/stories/{stories[0]['id']}"
        dad.page.wait_for_timeout(100)
    raise AssertionError("the photos were not drawn")


def comment(guest: Guest, story: str, text: str) -> None:
    headers = {"Origin": guest.box.address}
    assert (
        guest.context.request.post(f"/api{story}/comments", data={"text": text}, headers=headers).status
        == 201
    )


def streams(page: Page) -> list[Request]:
    """The streams that this tab asks for from now on."""
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request) if "/feed/stream" in request.url else None)
    return asked


def test_what_dad_sends_stands_in_the_open_feed_of_mum_and_in_grandmas_on_reload(
    mum: Guest, dad: Guest, grandma: Guest, story: str
) -> None:
    mum.go("/feed")
    expect(mum.page.get_by_text("사진 3장을 더했어요")).to_be_visible()
    dad.go(story)
    dad.page.get_by_role("button", name="우와").click()
    expect(dad.page.get_by_role("button", name="우와")).to_have_attribute("aria-pressed", "true")
    expect(mum.page.get_by_text("반응을 남겼어요")).to_be_visible()
    dad.page.locator("textarea[name=text]").fill("여기 기억나? @엄마")
    dad.page.get_by_role("button", name="보내기").click()
    expect(dad.page.locator(".comment", has_text="여기 기억나?")).to_be_visible()
    expect(mum.page.locator(".news-line.new", has_text="여기 기억나?")).to_be_visible()
    grandma.go("/")
    told = int(re.sub(r"\D", "", grandma.page.locator("[data-shown]").inner_text()))
    assert told >= 3
    grandma.go("/feed")
    grandma.sees("여기 기억나?")
    grandma.go(story)
    grandma.page.get_by_role("button", name="하트").click()
    grandma.page.locator("textarea[name=text]").fill("곱다")
    grandma.page.get_by_role("button", name="보내기").click()
    grandma.sees("곱다")
    expect(mum.page.locator(".news-line", has_text="곱다")).to_be_visible()


def test_the_badge_is_alive_on_any_page_and_goes_on_all_devices_with_a_visit(
    mum: Guest, dad: Guest, story: str
) -> None:
    mum.go("/feed")
    mum.go("/albums")
    badge = mum.page.locator(".news-count")
    expect(badge).to_be_hidden()
    comment(dad, story, "하나")
    expect(badge).to_have_text(re.compile("1"))
    with Guest(mum.context.browser, mum.box, "ko", size=PHONE) as other:  # type: ignore[arg-type]
        other.context.add_cookies(mum.context.cookies())
        other.go("/feed")
        other.sees("하나")
    expect(badge).to_be_hidden()


def test_the_tabs_of_a_browser_share_one_stream_and_a_hidden_one_lets_go(
    mum: Guest, dad: Guest, story: str
) -> None:
    first, second = mum.page, mum.context.new_page()
    of_first, of_second = streams(first), streams(second)
    goes(first, "/albums")
    first.wait_for_function("() => localStorage.getItem('backup-news')")
    goes(second, "/feed")
    comment(dad, story, "둘째 창에도")
    expect(second.locator(".news-line", has_text="둘째 창에도")).to_be_visible()
    assert (len(of_first), len(of_second)) == (1, 0)
    with first.expect_event("requestfailed", lambda request: "/feed/stream" in request.url):
        first.evaluate(HIDE)
    comment(dad, story, "이어서")
    expect(second.locator(".news-line", has_text="이어서")).to_be_visible()
    assert (len(of_first), len(of_second)) == (1, 1)
    first.evaluate(SHOW)
    expect(first.locator(".news-count")).to_be_hidden()
    second.evaluate(HIDE)
    comment(dad, story, "뒤에 있는 창은 읽지 않아요")
    expect(first.locator(".news-count")).to_have_text(re.compile("1"))
    comment(dad, story, "하나 더")
    expect(first.locator(".news-count")).to_have_text(re.compile("2"))
    second.evaluate(SHOW)
    expect(second.locator(".news-line", has_text="하나 더")).to_be_visible()
    second.close()
    comment(dad, story, "다시 처음 창")
    expect(first.locator(".news-count")).to_have_text(re.compile("1"))


def test_a_dropped_connection_catches_up(mum: Guest, dad: Guest, story: str) -> None:
    mum.go("/feed")
    mum.page.wait_for_function("() => localStorage.getItem('backup-stream')")
    mum.context.set_offline(True)
    comment(dad, story, "끊긴 사이에")
    mum.page.wait_for_timeout(50)
    assert mum.page.locator(".news-line", has_text="끊긴 사이에").count() == 0
    mum.context.set_offline(False)
    expect(mum.page.locator(".news-line", has_text="끊긴 사이에")).to_be_visible(timeout=30_000)


def test_a_box_that_only_just_starts_is_asked_again(mum: Guest, dad: Guest, story: str) -> None:
    mum.context.route("**/api/feed/stream", lambda route: route.fulfill(status=503))
    with mum.page.expect_response("**/api/feed/stream"):
        mum.go("/feed")
    mum.context.unroute("**/api/feed/stream")
    comment(dad, story, "이제 됐나요")
    expect(mum.page.locator(".news-line", has_text="이제 됐나요")).to_be_visible(timeout=30_000)
    mum.troubles[:] = [each for each in mum.troubles if "503" not in each]


def test_dad_speaks_and_mum_hears(mum: Guest, dad: Guest, story: str) -> None:
    dad.go(story)
    dad.page.get_by_role("button", name="녹음").click()
    expect(dad.page.get_by_text(re.compile("듣고 있어요 · 0:0[1-9]"))).to_be_visible()
    dad.page.get_by_role("button", name="녹음 끝내기").click()
    expect(dad.page.locator("[data-attached] audio")).to_be_visible()
    dad.page.locator("textarea[name=text]").fill("가" * 2001)
    dad.page.get_by_role("button", name="보내기").click()
    dad.sees("2,000자까지")
    expect(dad.page.locator("[data-attached] audio")).to_be_visible()
    dad.page.locator("textarea[name=text]").fill("들어 보세요")
    dad.page.get_by_role("button", name="보내기").click()
    expect(dad.page.locator(".comment audio")).to_be_visible()
    dad.page.get_by_role("button", name="녹음").click()
    expect(dad.page.get_by_text(re.compile("듣고 있어요 · 0:0[1-9]"))).to_be_visible()
    dad.page.get_by_role("button", name="보내기").click()
    expect(dad.page.locator(".comment audio")).to_have_count(2)
    dad.page.locator("textarea[name=text]").fill("아직 쓰는 중")
    dad.page.locator(".comment", has=dad.page.locator("audio")).last.get_by_role(
        "button", name="지우기"
    ).click()
    expect(dad.page.locator(".comment audio")).to_have_count(1)
    expect(dad.page.locator("textarea[name=text]")).to_have_value("아직 쓰는 중")
    mum.go(story)
    heard = mum.page.evaluate(
        """async () => { const sound = document.querySelector(".comment audio"); sound.preload = "auto"; sound.load();
             await new Promise((done, broken) => { sound.onloadedmetadata = done; sound.onerror = broken; });
             return sound.duration; }"""
    )
    assert 0.5 < heard < 10


def test_grandma_attaches_a_photo_without_a_script(
    grandma: Guest, dad: Guest, story: str, tmp_path: Path
) -> None:
    (picture,) = photographs(tmp_path, 1)
    grandma.go(story)
    grandma.page.locator("input[name=photo]").set_input_files(picture)
    grandma.page.get_by_role("button", name="보내기").click()
    arrives(grandma.page, re.compile(r"/stories/\d+#c\d+"))
    dad.go(story)
    seen = dad.page.locator(".attached-photo img")
    expect(seen).to_be_visible()
    seen.scroll_into_view_if_needed()
    dad.page.wait_for_function("() => document.querySelector('.attached-photo img').naturalWidth > 0")


def test_two_withdraw_and_react_at_once_and_everybody_sees_the_same(
    mum: Guest, dad: Guest, grandma: Guest, story: str
) -> None:
    for guest in (mum, dad):
        guest.go(story)
    mum.page.get_by_role("button", name="박수").click(no_wait_after=True)
    dad.page.get_by_role("button", name="박수").click(no_wait_after=True)
    for guest in (mum, dad):
        expect(guest.page.get_by_role("button", name="박수")).to_have_attribute("aria-pressed", "true")
    said = grandma.context.request.get(f"/api{story}/reactions").json()["people"]
    assert said["clap"] == 2

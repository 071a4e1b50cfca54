"""A TV becomes a frame of the family with a code and one key, gives a heart, and is out when somebody ends it."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Route, expect

from tests.daemon_process import Daemon
from tests.journeys.guests import Guest, arrives, until
from tests.journeys.test_every_page import findings

TV = (1920, 1080)


def code_for_a_frame(owner: Guest) -> str:
    owner.go("/family")
    owner.press("frames.let_in")
    owner.sees(owner.say("frames.invite_lead"))
    assert owner.box.address.rsplit(":", 1)[1] in owner.page.locator(".invitation .address").inner_text()
    assert not findings(owner.page)
    found = re.search(r"\b(?:\d\s*){6}\b", owner.page.locator(".code").inner_text())
    assert found
    return re.sub(r"\s", "", found[0])


def light(tv: Guest, code: str) -> None:
    """Six digits, OK, and OK once more: the first place is where the focus stands."""
    tv.go("/")
    tv.page.locator("[name=code]").first.fill(code)
    tv.page.keyboard.press("Enter")
    tv.sees(tv.say("frames.becomes_lead"))
    assert not findings(tv.page)
    tv.page.keyboard.press("Enter")
    arrives(tv.page, re.compile(r"/frame$"))


def test_a_tv_joins_gives_a_heart_and_is_out_when_it_is_ended(
    owner: Guest, album: str, browser: Browser, language: str, empty_box: Daemon
) -> None:
    with Guest(browser, empty_box, language, size=TV) as tv:
        tv.page.clock.install()
        light(tv, code_for_a_frame(owner))
        name = tv.say("frames.name_living")
        owner.sees(owner.say("family.just_joined", name=name))
        assert tv.page.locator("nav.places, [data-leave]").count() == 0
        assert not findings(tv.page)
        tv.page.keyboard.press("Enter")
        heart = tv.page.locator("button.heart")
        expect(heart).to_have_attribute("aria-pressed", "true")
        story = (tv.page.locator("[data-heart]").get_attribute("action") or "").split("/")[2]
        see_the_heart(owner, story)
        end(owner, name)
        asked = slowly(tv.page)
        tv.page.clock.fast_forward(31_000)
        arrives(tv.page, re.compile(r"/welcome"))
        assert asked == ["/frame"]
        tv.go("/")
        tv.sees(tv.say("welcome.have_code"))


def slowly(page: Page) -> list[str]:
    """A box that is busy when a page is asked for: the pages asked for from now on, of which none is asked for twice."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        if route.request.is_navigation_request():
            asked.append(urlsplit(route.request.url).path)
            page.wait_for_timeout(500)
        route.continue_()

    page.route("**/*", answer)
    return asked


def see_the_heart(owner: Guest, story: str) -> None:
    until(
        owner.page,
        "async (there) => (await (await fetch(there)).json()).from_frames === 1",
        arg=f"/api/stories/{story}/reactions",
    )
    owner.go(f"/stories/{story}")
    owner.sees(owner.say("reactions.from_frames", count=1))


def end(owner: Guest, name: str) -> None:
    owner.go("/family")
    owner.page.get_by_role("link", name=name).click()
    owner.sees(owner.say("frames.whose"))
    assert not findings(owner.page)
    owner.press("frames.end")
    arrives(owner.page, re.compile(r"/family$"))
    expect(owner.page.get_by_text(name)).to_have_count(0)


def test_without_a_script_it_joins_too_and_another_name_is_written(
    owner: Guest, album: str, browser: Browser, language: str, empty_box: Daemon
) -> None:
    name = {"ko": "현관 태블릿", "en": "Hall tablet"}[language]
    with Guest(browser, empty_box, language, javascript=False, size=(360, 740)) as tablet:
        code = code_for_a_frame(owner)
        tablet.go("/join?code=" + code)
        tablet.press("welcome.come_in")
        tablet.page.locator("summary").click()
        tablet.page.locator("input[name=name]").fill(name)
        tablet.press("frames.light")
        arrives(tablet.page, re.compile(r"/frame"))
        assert tablet.page.locator(".show .screen img").count() == 1
    owner.go("/family")
    owner.sees(name)

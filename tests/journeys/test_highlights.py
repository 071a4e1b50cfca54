"""Three people choose the best of a summer: one asks for a proposal, all vote without seeing each other's, one tap makes the
album."""

import re

from playwright.sync_api import Browser, expect

from tests.daemon_process import Daemon
from tests.journeys.guests import GRANDMA, SUMMER, Guest, arrives, code_from, join

CHILD = {"ko": "지우", "en": "Jiwoo"}


def test_a_family_votes_on_its_highlights(
    browser: Browser, empty_box: Daemon, owner: Guest, album: str, language: str
) -> None:
    with (
        Guest(browser, empty_box, language, javascript=False, size=(360, 740)) as grandma,
        Guest(browser, empty_box, language, size=(360, 740)) as child,
    ):
        code = code_from(owner)
        join(grandma, code, GRANDMA[language])
        join(child, code, CHILD[language])
        there = propose(owner, album)
        owner.press("curation.vote_open")
        vote(owner, [0, 1])
        grandma.go(there)
        assert owner.say("curation.voters", count=1) in grandma.reads()
        grandma.press("curation.vote_now")
        vote(grandma, [0])
        child.go("/")
        child.page.locator(f'main a[href="{there}"]').click()
        child.press("curation.vote_now")
        vote(child, [0, 1])
        for guest in (grandma, child):
            expect(guest.page.locator(".pick-votes")).to_have_count(0)
        child.go("/")
        expect(child.page.locator(f'main a[href="{there}"]')).to_have_count(0)
        owner.go(there)
        owner.press("curation.vote_close")
        for guest in (owner, grandma, child):
            guest.go(there)
            votes = guest.page.locator(".pick-votes").all_inner_texts()
            assert [text.strip() for text in votes] == [
                guest.say("curation.votes", count=n) for n in (3, 2, 0)
            ]
        owner.press("curation.keep_winners")
        expect(owner.page.locator(".pick")).to_have_count(2)
        owner.press("curation.make")
        arrives(owner.page, re.compile(r"/albums/\d+$"))
        owner.sees(owner.say("curation.album_title", what=SUMMER[language]))
        expect(owner.page.locator("main .photo")).to_have_count(2)


def propose(guest: Guest, album: str) -> str:
    """From the album's menu to a proposal with a reason under each picture; its address."""
    guest.go(album)
    guest.page.locator("main details.menu summary").first.click()
    guest.press("curation.new")
    guest.press("curation.propose")
    arrives(guest.page, re.compile(r"/curations/\d+$"))
    expect(guest.page.locator(".pick")).to_have_count(3)
    assert all(text.strip() for text in guest.page.locator(".pick-reasons").all_inner_texts())
    return guest.page.url.removeprefix(guest.box.address)


def vote(guest: Guest, places: list[int]) -> None:
    ticks = guest.page.locator(".picks .tick-box input")
    for place in places:
        ticks.nth(place).check(force=True)
    guest.press("curation.vote_send")
    arrives(guest.page, re.compile(r"/curations/\d+$"))

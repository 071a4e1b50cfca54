"""Hands that are quicker than the pages: what they touch is touched."""

import pytest

from tests.journeys.guests import Guest

FOLLOW = """(address) => {
    const link = Object.assign(document.createElement("a"), { href: address });
    document.body.append(link);
    link.click();
}"""


@pytest.mark.parametrize("language", ["ko"])
def test_a_tap_in_the_moment_a_page_comes_is_not_lost(owner: Guest, language: str) -> None:
    owner.page.emulate_media(reduced_motion="no-preference")
    for _ in range(5):
        owner.page.goto("/family")
        owner.page.evaluate(FOLLOW, "/me")
        owner.page.locator("main input[name=text_size][value=largest]").check(force=True)

"""Hands that are quicker than the pages: what they touch is touched."""

import pytest

from tests.journeys.conftest import SIZES
from tests.journeys.guests import Guest, goes

FOLLOW = """(address) => {
    const link = Object.assign(document.createElement("a"), { href: address });
    document.body.append(link);
    link.click();
}"""

WATCH_SHIFTS = """
    window.shifted = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.shifted += entry.value)))
        .observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("language", ["ko"])
def test_a_tap_in_the_moment_a_page_comes_is_not_lost(owner: Guest, language: str) -> None:
    owner.page.emulate_media(reduced_motion="no-preference")
    for _ in range(5):
        goes(owner.page, "/family")
        owner.page.evaluate(FOLLOW, "/me")
        owner.page.locator("main input[name=text_size][value=largest]").check(force=True)


@pytest.mark.parametrize("language", ["ko"])
@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
def test_nothing_moves_while_the_parts_of_a_photos_page_wake(
    owner: Guest, album: str, language: str, size: tuple[int, int]
) -> None:
    owner.page.set_viewport_size({"width": size[0], "height": size[1]})
    owner.page.add_init_script(WATCH_SHIFTS)
    goes(owner.page, "/stories/1")
    owner.page.locator(".stage.awake").wait_for()
    owner.page.locator(".write-comment.awake").wait_for()
    owner.page.wait_for_timeout(500)
    assert owner.page.evaluate("window.shifted") < 0.001


@pytest.mark.parametrize("language", ["ko"])
def test_the_strip_stands_where_it_will_stand_when_all_of_it_has_come(
    owner: Guest, album: str, language: str
) -> None:
    goes(owner.page, "/stories/1")
    left, of_fewer, middle, stage, alone = owner.page.evaluate("""() => {
        const strip = document.querySelector(".strip");
        const stage = () => document.querySelector(".stage").getBoundingClientRect().height;
        const [first, last] = [strip.firstElementChild, strip.lastElementChild];
        const at = () => first.getBoundingClientRect().left;
        const { left, right } = strip.getBoundingClientRect();
        const whole = [at(), (left + right) / 2 - (last.getBoundingClientRect().right - at()) / 2, stage()];
        last.remove();
        const fewer = at();
        const after = strip.nextSibling;
        strip.remove();
        const without = stage();
        after.before(strip);
        strip.append(last);  // all as it was: the page is waking meanwhile
        return [whole[0], fewer, whole[1], whole[2], without];
    }""")
    assert stage == alone
    assert left == of_fewer == pytest.approx(middle, abs=0.5)

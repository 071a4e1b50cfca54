"""Among the photos chosen is a file that is none: its reason can be read, and the way leads on to the others."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.guests import Guest, arrives


def test_what_was_refused_is_told_and_the_rest_is_one_press_away(
    owner: Guest, pictures: list[Path], tmp_path: Path
) -> None:
    packed = tmp_path / "packed.jpg"
    packed.write_bytes(b"PK\x03\x04 and so on")
    owner.go("/add")
    owner.page.locator("input[type=file]").first.set_input_files([pictures[0], packed])
    owner.page.locator("[data-send]").click()
    arrives(owner.page, re.compile(r"/arrivals/\d+"))
    owner.sees("packed.jpg")
    owner.sees(owner.say("media.archive"))
    expect(owner.named(owner.say("common.try_again"))).to_have_count(0)
    owner.press("intake.see_album")
    arrives(owner.page, re.compile(r"/albums/\d+"))

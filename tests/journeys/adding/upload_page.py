"""What hands do on the upload page, and what the Wi-Fi does meanwhile."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.intake.resumable.box import MB, Box
from tests.intake.resumable.sending import kept
from tests.journeys.guests import Guest, arrives

SIZE = 48 * MB


class Wifi:
    """The Wi-Fi of the far room, in megabytes a second."""

    def __init__(self, page: Page, megabytes: int = 8) -> None:
        self._wire = page.context.new_cdp_session(page)
        self._wire.send("Network.enable")
        self._speed = megabytes * MB
        self.comes_back()

    def breaks(self) -> None:
        self._become(offline=True)

    def comes_back(self) -> None:
        self._become(offline=False)

    def _become(self, offline: bool) -> None:
        speeds = {"downloadThroughput": -1, "uploadThroughput": self._speed, "latency": 5}
        self._wire.send("Network.emulateNetworkConditions", {"offline": offline, **speeds})


def choose(page: Page, *files: Path) -> None:
    page.locator("input[type=file]").first.set_input_files(list(files))


def send(page: Page) -> None:
    page.locator("[data-send]").click()


def until_done(guest: Guest, page: Page) -> None:
    arrives(page, re.compile(r"/arrivals/\d+"), timeout=60_000)
    heading = page.get_by_role("heading", name=guest.say("intake.sitting_title"), exact=True)
    expect(heading).to_be_visible(timeout=60_000)


def originals(box: Box) -> list[int]:
    with box.library() as library:
        return [len(each) for each in kept(library)]

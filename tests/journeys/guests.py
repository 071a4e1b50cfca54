"""People at a browser: they read words and press buttons, in their language."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Error, Locator, Page, Response, expect

from backupd.http.words import WEB, Words
from tests.daemon_process import Daemon

WORDS = Words.load(WEB / "words")
LOCALES = {"ko": "ko-KR", "en": "en-GB"}
FAMILY = {"ko": "김씨네", "en": "The Kims"}
MUM = {"ko": "엄마", "en": "Mum"}
GRANDMA = {"ko": "할머니", "en": "Grandma"}
AWAKE = """() => !matchMedia("(scripting: enabled)").matches
    || !document.querySelector("[data-module]:not([data-awake])")"""
SUMMER = {"ko": "제주 여름휴가", "en": "Jeju summer"}


class Guest:
    """Somebody with a browser of their own on a laptop or a phone."""

    def __init__(
        self,
        browser: Browser,
        box: Daemon,
        language: str,
        *,
        javascript: bool = True,
        size: tuple[int, int] = (1280, 800),
    ) -> None:
        self.box = box
        self.language = language
        self.javascript = javascript
        self.context = browser.new_context(
            locale=LOCALES[language],
            java_script_enabled=javascript,
            viewport={"width": size[0], "height": size[1]},
            base_url=box.address,
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(15_000)
        self.page = self.context.new_page()
        self.troubles: list[str] = []
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("console", lambda line: self._note(line.text) if line.type == "error" else None)

    def __enter__(self) -> "Guest":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.context.close()
        if kind is None:
            assert not self.troubles, self.troubles

    def _note(self, line: str) -> None:
        """What the browser complains of; a refusal that a person was shown is not one."""
        if not re.search(r"responded with a status of 4\d\d", line):
            self.troubles.append(line)

    def say(self, key: str, **values: object) -> str:
        return WORDS.say(self.language, key, **values)

    def go(self, path: str) -> None:
        answer = goes(self.page, path)
        assert answer and answer.status == 200, f"{path}: {answer and answer.status}"

    def fill(self, name: str, text: str) -> None:
        field = self.page.locator(f"[name={name}]:visible").first
        field.wait_for()
        awake(self.page)
        field.fill(text)

    def press(self, key: str, **values: object) -> None:
        """A button or a link, by the words on it."""
        found = self.named(self.say(key, **values))
        found.wait_for()
        awake(self.page)
        found.click()

    def named(self, words: str) -> Locator:
        main = self.page.get_by_role("main")
        found = main.get_by_role("button", name=words).or_(main.get_by_role("link", name=words))
        return found.locator("visible=true").first

    def sees(self, words: str) -> None:
        expect(self.page.get_by_text(words).locator("visible=true").first).to_be_visible()

    def reads(self) -> str:
        return self.page.locator("body").inner_text()


def awake(page: Page) -> None:
    """The page has loaded and its scripts have begun: hands that are quicker are a journey of their own."""
    page.wait_for_load_state()
    until(page, AWAKE)


def goes(page: Page, path: str) -> Response | None:
    answer = page.goto(path)
    awake(page)
    return answer


def arrives(page: Page, where: str | re.Pattern[str], timeout: float = 15_000) -> None:
    """The page has this address and is awake. `wait_for_url` fails where one navigation overtakes another."""
    expect(page).to_have_url(where, timeout=timeout)
    awake(page)


def until(page: Page, asks: str, arg: object = None) -> None:
    """Ask a function of the page's, which may be async, until it says yes; a page that leaves meanwhile is asked again.

    `wait_for_function` takes a promise for a yes.
    """
    for _ in range(600):
        with _leaving_is_no_trouble():
            if page.evaluate(asks, arg):
                return
        page.wait_for_timeout(100)
    raise AssertionError(f"never true: {asks}")


@contextmanager
def _leaving_is_no_trouble() -> Iterator[None]:
    try:
        yield
    except Error as trouble:
        if "context was destroyed" not in trouble.message:
            raise


def reload_until(guest: Guest, selector: str) -> None:
    """The worker takes its moment; a person opens the page again."""
    for _ in range(60):
        if guest.page.locator(selector).count():
            return
        guest.page.wait_for_timeout(250)
        guest.page.reload()
        awake(guest.page)
    raise AssertionError(guest.reads())


def set_up(guest: Guest) -> None:
    """The first evening begins: with the address that the daemon printed."""
    guest.go(f"/setup?token={guest.box.token}")
    guest.fill("family_name", FAMILY[guest.language])
    guest.fill("name", MUM[guest.language])
    guest.press("welcome.setup_done")
    arrives(guest.page, re.compile(r"/(today)?$"))


def code_from(host: Guest) -> str:
    """Six digits from the invitation page."""
    host.go("/family/invitation")
    host.press("family.new_person")
    found = re.search(r"\b(?:\d\s*){6}\b", host.reads())
    assert found, host.reads()
    return re.sub(r"\s", "", found[0])


def join(guest: Guest, code: str, name: str) -> None:
    guest.go("/welcome")
    guest.page.locator("[name=code]").first.fill(code)
    guest.press("welcome.come_in")
    guest.fill("name", name)
    guest.press("welcome.come_in")
    arrives(guest.page, re.compile(r"/(today)?$"))


def photographs(folder: Path, count: int, gps: dict[int, Any] | None = None) -> list[Path]:
    """Distinct JPEGs of 1600 by 1200 with the date and the zone a phone writes, and the place, `gps`, if it may."""
    made = []
    for number in range(count):
        picture = Image.merge("RGB", [Image.linear_gradient("L").rotate(90 * turn) for turn in range(3)])
        picture = picture.rotate(37 * number).resize((1600, 1200))
        exif = Image.Exif()
        exif[0x010F] = "BackUP"
        exif.get_ifd(0x8769)[0x9003] = f"2019:08:03 1{number}:20:00"
        exif.get_ifd(0x8769)[0x9011] = "+09:00"
        exif.get_ifd(0x8825).update(gps or {})
        path = folder / f"2019080{number}.jpg"
        picture.save(path, quality=85, exif=exif)
        made.append(path)
    return made

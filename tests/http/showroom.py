"""The style pages in a real browser: every part of the design with pretend content, without a server.

Run as a program it leaves pictures of them in a folder: `python -m tests.http.showroom /tmp/style`.
"""

import io
import os
import shutil
import sys
import tempfile
import tomllib
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from PIL import Image, ImageOps
from playwright.sync_api import Browser, Page, Route, sync_playwright

from backupd.http.render import Look, Renderer

ROOT = Path(__file__).parents[2]
STYLE = Path(__file__).parent / "style"
SAMPLES = Path(os.environ.get("SAMPLES", ROOT.parent / "shared" / "samples")) / "photos"
BOX = "http://box.test"
PAGES = ("pieces", "album", "viewer/3", "joining", "adding")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Seoul"))


@dataclass(frozen=True)
class Screen:
    width: int = 360
    height: int = 740
    language: str = "ko"
    look: Look = field(default_factory=Look)
    scheme: str = "light"
    touch: bool = False

    @property
    def name(self) -> str:
        look = f"{self.look.text_size}-{self.look.contrast}"
        return f"{self.width}-{self.language}-{self.scheme}-{look}"


class Showroom:
    """Answers the browser's requests itself: pages from the renderer, assets from the build, photos made here."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="style-"))
        self._link_templates()
        self.renderer = Renderer(self.folder)
        self.photos = [self._photo(number, path) for number, path in enumerate(sample_photos(), 1)]
        self._say = tomllib.loads((STYLE / "say.toml").read_text(encoding="utf-8"))

    def _link_templates(self) -> None:
        templates = self.folder / "templates"
        templates.mkdir()
        for path in [*(ROOT / "web" / "templates").iterdir(), *STYLE.glob("*.html")]:
            (templates / path.name).symlink_to(path)
        for name in ("words", "static"):
            (self.folder / name).symlink_to(ROOT / "web" / name)

    def _photo(self, number: int, image: Image.Image) -> SimpleNamespace:
        for name, edge in (("preview", 1440), ("grid", 480)):
            smaller = ImageOps.contain(image, (edge, edge))
            smaller.save(self.folder / f"{number}-{name}.jpg", quality=82)
        tiny = io.BytesIO()
        ImageOps.contain(image, (16, 16)).save(tiny, "WEBP", quality=30)
        return SimpleNamespace(
            width=image.width,
            height=image.height,
            preview=f"/photos/{number}-preview.jpg",
            grid=f"/photos/{number}-grid.jpg",
            picture=f"/photos/{number}-preview.jpg",
            thumb=f"/photos/{number}-grid.jpg",
            tiny=tiny.getvalue(),
            alt=f"사진 {number}",
            href=f"/viewer/{number}",
            position=number,
            video=None,
            moving=None,
        )

    def html(self, path: str, screen: Screen) -> str:
        name, _, number = path.partition("/")
        say = dict(self._say[screen.language])
        say["books"] = [(title, small, None if at == "none" else at) for title, small, at in say["books"]]
        people = [
            SimpleNamespace(name=name, colour=n, picture=None) for n, name in enumerate(say["names"], 1)
        ]
        return self.renderer.page(
            f"{name}.html",
            language=screen.language,
            look=screen.look,
            viewer=SimpleNamespace(family_name="홍가네" if screen.language == "ko" else "The Hongs"),
            path="/" if name == "pieces" else "/albums",
            say=say,
            people=people,
            photos=self.photos,
            days=self._days(),
            position=int(number or 1),
            now=NOW,
        )

    def _days(self) -> list[SimpleNamespace]:
        counts = (2, 7, 1, 1, 1, 2, 11)
        starts = [sum(counts[:n]) for n in range(len(counts))]
        cut = [self.photos[start : start + count] for start, count in zip(starts, counts, strict=True)]
        return [SimpleNamespace(day=f"2023-11-{n:02}", stories=photos) for n, photos in enumerate(cut, 4)]

    def open(self, browser: Browser, path: str, screen: Screen, *, scripts: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": screen.width, "height": screen.height},
            color_scheme=screen.scheme,
            has_touch=screen.touch,
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        page = context.new_page()
        page.route("**/*", lambda route: self._answer(route, screen))
        self.html(path, screen)  # a mistake in a template shows here, not as a page that never comes
        page.goto(f"{BOX}/{path}")
        page.evaluate("document.fonts.ready") if scripts else page.wait_for_timeout(300)
        return page

    def _answer(self, route: Route, screen: Screen) -> None:
        path = route.request.url.removeprefix(BOX).split("?")[0].split("#")[0]
        if path.startswith("/assets/"):
            return route.fulfill(path=ROOT / "web" / "static" / "dist" / Path(path).name)
        if path.startswith("/photos/"):
            return route.fulfill(path=self.folder / Path(path).name)
        return route.fulfill(body=self.html(path.strip("/"), screen), content_type="text/html; charset=utf-8")

    def close(self) -> None:
        shutil.rmtree(self.folder)


def sample_photos() -> list[Image.Image]:
    """Real photographs where the sample folder is, coloured sheets of many shapes where it is not."""
    chosen = ("trip/*.jpg", "immich/*.jpg", "small/*.jpg", "noexif/*.jpg")
    paths = [path for pattern in chosen for path in sorted(SAMPLES.glob(pattern))]
    if not paths:
        shapes = [(1500, 1000), (1000, 1500), (1600, 900), (1200, 1200)] * 5
        return [Image.linear_gradient("L").convert("RGB").resize(shape) for shape in shapes]
    return [
        ImageOps.contain(ImageOps.exif_transpose(Image.open(path)).convert("RGB"), (1600, 1600))
        for path in paths
    ]


def launch(playwright) -> Browser:
    return playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])


def main(target: Path, only: list[str]) -> None:
    target.mkdir(parents=True, exist_ok=True)
    phone, wide = Screen(), Screen(1280, 800)
    screens = [phone, wide, replace(phone, language="en"), replace(phone, scheme="dark")]
    screens += [replace(wide, scheme="dark", language="en"), Screen(320, 640, look=Look(text_size="largest"))]
    screens += [replace(phone, look=Look(contrast="high", easy=True))]
    with sync_playwright() as playwright:
        browser, room = launch(playwright), Showroom()
        for screen in screens:
            for path in only or PAGES:
                page = room.open(browser, path, screen)
                page.evaluate("document.querySelectorAll('img').forEach((img) => img.loading = 'eager')")
                page.wait_for_timeout(400)
                whole = not path.startswith("viewer")
                page.screenshot(path=target / f"{path.replace('/', '')}-{screen.name}.png", full_page=whole)
                page.context.close()
        room.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])

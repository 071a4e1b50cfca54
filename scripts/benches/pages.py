"""`scripts/bench pages`: an album of a thousand stories, the first page after a start, what scripts weigh, what moves."""

import re
import shutil
import statistics
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright
from pretend.family import keep, somebody
from pretend.scenery import SCENES, paint

from backupd import albums, daemon, migrations
from backupd.core.library import Library
from backupd.core.running import port_in_force
from backupd.core.settings import load
from backupd.family import doorway, person_named
from benches.figures import Figure
from tests.daemon_process import ROOT, Daemon

COUNT = 1000
ASKED = 200
SIZES = [(360, 740), (1280, 800)]
PLACES = ["/", "/albums", "/albums/1", "/stories/1", "/add", "/search", "/family", "/family/invitation", "/me", "/box",
          "/trash", "/categories", "/albums/new", "/albums/1/edit"]  # fmt: skip
WATCH_SHIFTS = """
    window.shifted = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => {
        if (!entry.hadRecentInput) window.shifted += entry.value;
    })).observe({type: "layout-shift", buffered: true});
"""


def measure(count: int) -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="backupd-bench-") as scratch:
        data = Path(scratch) / "box"
        token = fill(data, count, Path(scratch))
        started = min(start_seconds(data) for _ in range(3))
        with Daemon(data) as box:
            p50, p95 = album_times(box, token)
            js_kb, cls = in_a_browser(box, token)
    return [
        Figure("album_p95_ms", p95, "ms", 100),
        Figure("album_p50_ms", p50, "ms"),
        Figure("start_s", started, "s", 2),
        Figure("js_kb", js_kb, "KB gzip", 60),
        Figure("cls", cls, "", 0),
    ]


def fill(data: Path, count: int, scratch: Path) -> str:
    """A family with one album of `count` stories, each with a photograph of its own. Returns a device's token."""
    with daemon.opened(load(data)) as library:
        migrations.apply(library)
        family, person = person_named(library, "Bench", "Bench")
        album = albums.new_album(library, family, person, "Bench")
        picture = paint(next(iter(SCENES)), 1, (640, 480))
        for number in range(count):
            path = scratch / f"{number}.jpg"
            _photograph(picture, number).save(path, "JPEG", quality=80, exif=_taken(number))
            albums.add_story(library, album=album, contributor=person, media=[keep(library, path)])
        return token_of_bench(library)


def _photograph(picture: Image.Image, number: int) -> Image.Image:
    """Another shape and another dot for each."""
    shaped = picture.resize((640 - number % 7 * 40, 480 - number % 5 * 40))
    shaped.putpixel((number % 320, number // 320), (number % 256, 200, 100))
    return shaped


def _taken(number: int) -> Image.Exif:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = (
        f"2024:0{number // 250 + 1}:{number % 28 + 1:02} 10:{number % 60:02}:{number % 50:02}"
    )
    return exif


def token_of_bench(library: Library) -> str:
    token, viewer = doorway.new_token(), somebody(library, "Bench")
    with library.database.writing() as connection:
        connection.execute(
            "UPDATE device SET token_hash = ? WHERE id = ?", (doorway.token_hash(token), viewer.device)
        )
    return token


def start_seconds(data: Path) -> float:
    """`scripts/run` until the first page, everything being installed already."""
    began = time.monotonic()
    running = subprocess.Popen(
        [ROOT / "scripts" / "run", "--data", data, "--host", "127.0.0.1", "--port", "0"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        while not (port := port_in_force(data)) or not _answers(f"http://localhost:{port}/welcome"):
            assert running.poll() is None and time.monotonic() - began < 60, "scripts/run did not start"
            time.sleep(0.01)
        return time.monotonic() - began
    finally:
        running.terminate()
        running.wait()


def _answers(address: str, cookie: str = "") -> bool:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(urllib.request.Request(address, headers={"Cookie": cookie}), timeout=5) as answer:
            return bool(answer.read())
    except OSError:
        return False


def album_times(box: Daemon, token: str) -> tuple[float, float]:
    """Median and 95th percentile in ms of asking for the album, over HTTP on this machine, one after the other."""
    times = []
    for _ in range(ASKED):
        began = time.perf_counter()
        assert _answers(f"{box.address}/albums/1", f"{doorway.COOKIE}={token}")
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def in_a_browser(box: Daemon, token: str) -> tuple[float, float]:
    """The heaviest page's scripts in KB as they travel, and the most that any page's layout shifted."""
    heaviest, most = 0.0, 0.0
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for width, height in SIZES:
            context = chromium.new_context(viewport={"width": width, "height": height}, locale="ko-KR")
            context.add_cookies([{"name": doorway.COOKIE, "value": token, "url": box.address}])
            context.add_init_script(WATCH_SHIFTS)
            page = context.new_page()
            for place in PLACES:
                kb, shifted = _visit(page, box.address + place)
                heaviest, most = max(heaviest, kb), max(most, shifted)
            context.close()
        chromium.close()
    return heaviest, most


def _visit(page: Page, address: str) -> tuple[float, float]:
    scripts: set[str] = set()
    page.on(
        "response",
        lambda answer: scripts.add(answer.url) if answer.request.resource_type == "script" else None,
    )
    page.goto(address, wait_until="networkidle")
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(300)
    return sum(_weight(each) for each in scripts) / 1024, page.evaluate("window.shifted")


def _weight(address: str) -> int:
    asked = urllib.request.Request(re.sub(r"#.*", "", address), headers={"Accept-Encoding": "gzip"})
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(asked, timeout=5) as answer:
        return len(answer.read())

"""`scripts/bench frame`: the frame's own page through ten thousand pictures, and what its heap grows by."""

import shutil
import tempfile
import time
from pathlib import Path

from playwright.sync_api import CDPSession, Page, sync_playwright

from backupd.family import doorway
from benches.figures import Figure
from benches.pages import fill
from tests.daemon_process import Daemon

COUNT = 10_000
PHOTOS = 60
EARLY = 10  # the part of all frames after which the heap is first weighed
PACE = 0.005
COUNT_FRAMES = """
    window.framesShown = 0;
    addEventListener("DOMContentLoaded", () => new MutationObserver(list => {
        for (const {target} of list) if (target.classList.contains("on")) window.framesShown += 1;
    }).observe(document.querySelector(".screen"), {subtree: true, attributes: true, attributeFilter: ["class"]}));
"""


def measure(count: int) -> list[Figure]:
    """The page is asked for with ?pace=, the same switch a person may write behind its address."""
    with tempfile.TemporaryDirectory(prefix="backupd-bench-") as scratch:
        data = Path(scratch) / "box"
        token = fill(data, PHOTOS, Path(scratch))
        with Daemon(data) as box, sync_playwright() as playwright:
            chromium = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            context = chromium.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
            context.add_cookies([{"name": doorway.COOKIE, "value": token, "url": box.address}])
            context.add_init_script(COUNT_FRAMES)
            page = context.new_page()
            tools = context.new_cdp_session(page)
            page.goto(f"{box.address}/frame?pace={PACE}")
            began = time.monotonic()
            early = _weighed(page, tools, count // EARLY)
            late = _weighed(page, tools, count)
            shown = page.evaluate("window.framesShown")
            alive = page.evaluate("document.querySelectorAll('img, video').length")
            seconds = time.monotonic() - began
            chromium.close()
    return [
        Figure("frames", shown, "pictures", count, floor=True),
        Figure("heap_growth", late / early, "times", 1.1),
        Figure("heap_mb", late / 1e6, "MB"),
        Figure("elements", alive, "img and video", 4),
        Figure("frame_ms", seconds / shown * 1000, "ms a picture"),
    ]


def _weighed(page: Page, tools: CDPSession, frames: int) -> float:
    """Bytes of the page's JavaScript heap after `frames` pictures, with the rubbish taken out."""
    while page.evaluate("window.framesShown") < frames:
        page.wait_for_timeout(250)
    tools.send("HeapProfiler.collectGarbage")
    tools.send("HeapProfiler.collectGarbage")
    return tools.send("Runtime.getHeapUsage")["usedSize"]

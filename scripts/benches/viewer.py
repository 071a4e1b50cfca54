"""`scripts/bench viewer`: leafing through an album on a phone four times slower than this machine."""

import json
import shutil
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from backupd.family import doorway
from benches.figures import Figure
from benches.pages import WATCH_SHIFTS, fill
from tests.daemon_process import Daemon

COUNT = 40
STEPS = 12
SLOWER = 4
SIZES = [(360, 740), (1280, 800)]
STILL = ("reduce", "no-preference")
PAINTED = """() => new Promise(done => {
    const stage = document.querySelector(".stage").getBoundingClientRect();
    const middle = stage.left + stage.width / 2;
    addEventListener("keydown", () => {
        const began = performance.now();
        const before = location.pathname;
        const look = () => {
            const images = [...document.querySelectorAll(".pswp__img:not(.pswp__img--placeholder)")];
            const there = images.find(image => image.closest(".pswp__item").getAttribute("aria-hidden") === "false");
            const box = there && there.complete && there.getBoundingClientRect();
            if (box && location.pathname !== before && box.left < stage.right - 8 && box.right > stage.left + 8) {
                const after = new MessageChannel();
                after.port1.onmessage = () => done(performance.now() - began);
                return requestAnimationFrame(() => after.port2.postMessage(""));
            }
            requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
    }, {once: true, capture: true});
})"""


class Leafed(NamedTuple):
    """Milliseconds of each task while opening and while leafing, from a key to the next picture, and what moved."""

    opening: list[float]
    leafing: list[float]
    paints: list[float]
    shifted: float


def measure(count: int) -> list[Figure]:
    """Tasks by the processor's own time on a phone four times slower, so that a busy machine does not count; paints
    by the clock, on this machine as it is."""
    with tempfile.TemporaryDirectory(prefix="backupd-bench-") as scratch:
        data = Path(scratch) / "box"
        token = fill(data, count, Path(scratch))
        with Daemon(data) as box:
            slow = [_visit(box, token, size, still, SLOWER) for size in SIZES for still in STILL]
            paints = [
                each
                for size in SIZES
                for still in STILL
                for each in _visit(box, token, size, still, 1).paints
            ]
    return [
        Figure("longest_task_ms", max(max(each.leafing, default=0) for each in slow), "ms", 50),
        Figure("next_painted_ms", statistics.quantiles(paints, n=20)[-1], "ms", 100),
        Figure("next_painted_p50_ms", statistics.median(paints), "ms"),
        Figure("cls", max(each.shifted for each in slow), "", 0),
        Figure("longest_opening_ms", max(max(each.opening, default=0) for each in slow), "ms"),
        Figure("tasks_over_50ms", sum(task > 50 for each in slow for task in each.leafing), "tasks"),
    ]


def _visit(box: Daemon, token: str, size: tuple[int, int], still: str, slower: int) -> Leafed:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, has_touch=True, reduced_motion=still
        )
        context.add_cookies([{"name": doorway.COOKIE, "value": token, "url": box.address}])
        context.add_init_script(WATCH_SHIFTS)
        page = context.new_page()
        hand = context.new_cdp_session(page)
        hand.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        opening = _traced(chromium, page, lambda: _open(page, f"{box.address}/stories/5"))
        paints: list[float] = []
        leafing = _traced(chromium, page, lambda: paints.extend(_leaf(page, hand)))
        return Leafed(opening, leafing, paints, page.evaluate("window.shifted"))


def _open(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".stage.awake").wait_for()
    page.wait_for_timeout(2500)


def _leaf(page: Page, hand: CDPSession) -> list[float]:
    paints = []
    for _ in range(STEPS):
        page.evaluate(f"window.painted = ({PAINTED})(), null")
        page.keyboard.press("ArrowRight")
        paints.append(page.evaluate("window.painted"))
        page.wait_for_timeout(900)
    for _ in range(3):
        _swipe(hand, page)
        page.wait_for_timeout(1200)
    return paints


def _traced(chromium: Browser, page: Page, act: Callable[[], None]) -> list[float]:
    """Processor milliseconds of every task on the page's main thread (Trace Event Format: `tdur`)."""
    chromium.start_tracing(page=page, categories=["toplevel"])
    act()
    events = json.loads(chromium.stop_tracing())["traceEvents"]
    mains = {
        (each["pid"], each["tid"])
        for each in events
        if each["name"] == "thread_name" and each["args"]["name"] == "CrRendererMain"
    }
    spent: dict[tuple[int, int], list[float]] = {main: [] for main in mains}
    for each in events:
        if each["name"].endswith("RunTask") and (each["pid"], each["tid"]) in mains:
            spent[each["pid"], each["tid"]].append(each.get("tdur", 0) / 1000)
    return max(spent.values(), key=sum)


def _swipe(fingers: CDPSession, page: Page) -> None:
    """A finger from right to left over the stage, as a touch screen reports it."""
    size = page.viewport_size or {"width": 360, "height": 740}
    begin, end, down = size["width"] * 0.55, size["width"] * 0.1, size["height"] * 0.4

    def touch(kind: str, *points: tuple[float, float]) -> None:
        told = [{"x": x, "y": y} for x, y in points]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": told})

    touch("touchStart", (begin, down))
    for step in range(1, 9):
        touch("touchMove", (begin - (begin - end) * step / 8, down))
        page.wait_for_timeout(16)
    touch("touchEnd")

"""`scripts/bench book`: an album of 200 photographs as a PDF on one core: how long, and the memory of the whole box, which
has looked at its pictures before."""

import json
import os
import tempfile
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

from pretend.family import keep, somebody

from backupd import albums, daemon, meaning, migrations
from backupd.core.library import Library
from backupd.core.settings import load
from backupd.family import doorway, person_named
from benches.figures import Figure
from benches.photos import photographs
from benches.processes import Peak, cpu_seconds, family_of
from tests.daemon_process import Daemon

COUNT = 200
PAPER = "a4"
LONGEST = 600.0
WORDS = "바닷가에서 모래성을 쌓던 날, 할머니가 옥수수를 삶아 주셨어요."


def measure(photos: Path | None, count: int) -> list[Figure]:
    folder = photos or photographs(count)
    with tempfile.TemporaryDirectory(prefix="backupd-bench-") as scratch:
        data = Path(scratch) / "box"
        token = fill(data, sorted(folder.glob("*.jpg"))[:count])
        with Daemon(data) as box:
            come_to_rest(data, box)
            on_one_core(box.process.pid)
            spent = cpu_seconds([box.process.pid])
            with Peak([box.process.pid], every=0.2) as peak:
                seconds = make(box, token)
            spent = cpu_seconds([box.process.pid]) - spent
        size = (data / "derived" / "books" / "1.pdf").stat().st_size
    return [
        Figure("pdf_s", seconds, "s", 60),
        Figure("peak_pss_mb", peak.mb, "MB", 300),
        Figure("cpu_s", spent, "s"),
        Figure("pdf_mb", size / 1_000_000, "MB"),
    ]


def fill(data: Path, files: list[Path]) -> str:
    """A family with one album of these photographs, every fifth with words. Returns a device's token."""
    with daemon.opened(load(data)) as library:
        migrations.apply(library)
        family, person = person_named(library, "Bench", "Bench")
        album = albums.new_album(library, family, person, "Bench")
        for number, path in enumerate(files):
            words = WORDS if number % 5 == 0 else ""
            kept = keep(library, path)
            albums.add_story(library, album=album, contributor=person, media=[kept], description=words)
        return _token(library)


def _token(library: Library) -> str:
    token, viewer = doorway.new_token(), somebody(library, "Bench")
    with library.database.writing() as connection:
        connection.execute(
            "UPDATE device SET token_hash = ? WHERE id = ?", (doorway.token_hash(token), viewer.device)
        )
    return token


def come_to_rest(data: Path, box: Daemon) -> None:
    """New pictures are looked at first, and the process that did it ends a minute later."""
    until = time.monotonic() + LONGEST
    with daemon.opened(load(data)) as library:
        while (now := meaning.progress(library)).on and not now.missing:
            if now.seen == now.of and not any(_looks(each) for each in family_of(box.process.pid)):
                return
            assert time.monotonic() < until, now
            time.sleep(1)


def _looks(pid: int) -> bool:
    with suppress(OSError):
        return b"mind_process" in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False


def on_one_core(pid: int) -> None:
    """Every thread of the box; what it starts later inherits it (sched_setaffinity(2))."""
    core = {min(os.sched_getaffinity(0))}
    for each in family_of(pid):
        for task in Path(f"/proc/{each}/task").iterdir():
            os.sched_setaffinity(int(task.name), core)


def make(box: Daemon, token: str) -> float:
    """Seconds from asking for the PDF until it is ready, with a page that asks how far it is."""
    address = f"{box.address}/api/albums/1/book/pdf"
    began = time.monotonic()
    ask(address, token, json.dumps({"format": PAPER}).encode())
    while time.monotonic() - began < LONGEST:
        told = next(each for each in ask(address, token)["printings"] if each["format"] == PAPER)
        assert told["state"] != "failed", told
        if told["state"] == "ready":
            return time.monotonic() - began
        time.sleep(1)
    raise AssertionError(f"no PDF after {LONGEST} s: {told}")


def ask(address: str, token: str, sent: bytes | None = None, kind: str = "application/json") -> dict:
    headers = {
        "Cookie": f"{doorway.COOKIE}={token}",
        "Content-Type": kind,
        "Origin": address.partition("/api")[0],
    }
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(urllib.request.Request(address, sent, headers), timeout=60) as answer:
        return json.loads(answer.read())

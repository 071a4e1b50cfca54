"""`scripts/bench timeline`: all photos at a hundred thousand and at a million, asked for over HTTP, one after the other.

Server time is what the first byte takes on the same machine. The rows are made; no picture is opened.
"""

import http.client
import random
import statistics
import tempfile
import time
from pathlib import Path

from backupd import daemon, migrations
from backupd.core.settings import load
from backupd.family import doorway, person_named
from benches import rows_of_photos
from benches.figures import Figure
from benches.pages import token_of_bench
from tests.daemon_process import Daemon

SMALL = 100_000
ASKED = 100
WARM = 5


def measure(count: int) -> list[Figure]:
    """Both sizes; `count` replaces the small one, and the large one is ten times that."""
    first, month = _asked(count)
    first_large, month_large = _asked(count * 10)
    return [
        Figure("first_p95_ms_100k", first, "ms", 60),
        Figure("month_p95_ms_100k", month, "ms", 40),
        Figure("first_p95_ms_1m", first_large, "ms", 1.5 * 60),
        Figure("month_p95_ms_1m", month_large, "ms", 1.5 * 40),
        Figure("first_growth", first_large / first, "×", 1.5),
        Figure("month_growth", month_large / month, "×", 1.5),
    ]


def _asked(count: int) -> tuple[float, float]:
    """95th percentiles in ms of the first page, and of what a month is fetched by, any month."""
    with tempfile.TemporaryDirectory(prefix="backupd-bench-") as scratch:
        data = Path(scratch) / "box"
        with daemon.opened(load(data)) as library:
            migrations.apply(library)
            family, person = person_named(library, "Bench", "Bench")
            rows_of_photos.fill(library, family, person, count)
            token = token_of_bench(library)
            months = library.database.column("SELECT month FROM timeline_month ORDER BY month")
        chance = random.Random(7)
        with Daemon(data) as box:
            first = _times(box, token, ["/photos"] * ASKED, {})
            chosen = [f"/photos?month={chance.choice(months)}" for _ in range(ASKED - 1)] + ["/photos?month="]
            month = _times(box, token, chosen, {"HX-Request": "true"})
    return first, month


def _times(box: Daemon, token: str, paths: list[str], headers: dict[str, str]) -> float:
    named = {"Cookie": f"{doorway.COOKIE}={token}", "Accept": "text/html", **headers}
    connection = http.client.HTTPConnection(box.address.removeprefix("http://"), timeout=30)
    times = []
    for path in paths[:WARM] + paths:
        began = time.perf_counter()
        connection.request("GET", path, headers=named)
        answer = connection.getresponse()
        times.append((time.perf_counter() - began) * 1000)
        assert answer.status == 200 and b"photo" in answer.read()
    connection.close()
    return statistics.quantiles(times[WARM:], n=20)[-1]

"""`scripts/bench feed`: 소식 and the number of what is new in a family with a million events, asked for over HTTP, one
after the other; and what a hundred open streams cost while nothing happens.

Server time is what the whole answer takes on the same machine. Half of the askers have everything before them still to
read (999+), half a few hundred lines. The rows are made; no picture is opened.
"""

import http.client
import random
import socket
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from backupd import daemon, migrations
from backupd.core.library import Library
from backupd.core.settings import load
from backupd.family import doorway, person_named
from benches import rows_of_photos
from benches.figures import Figure
from benches.pages import token_of_bench
from tests.daemon_process import Daemon

COUNT = 1_000_000
ASKED, WARM = 200, 5
PEOPLE = 6
STREAMS, QUIET_SECONDS = 100, 10
BEGAN = datetime(2016, 1, 1)


def measure(count: int) -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="backupd-bench-") as scratch:
        data = Path(scratch) / "box"
        with daemon.opened(load(data)) as library:
            migrations.apply(library)
            _live(library, count)
            token = token_of_bench(library)
            cursors = library.database.column(
                "SELECT happening || '_' || id FROM feed ORDER BY random() LIMIT 200"
            )
        with Daemon(data) as box:
            chance = random.Random(7)
            pages = ["/feed", *(f"/feed?before={chance.choice(cursors)}" for _ in range(ASKED))]
            all_new = _times(box, token, ["/api/feed/unread"] * ASKED)
            first = _times(box, token, ["/feed"] * ASKED)
            few_new = _times(box, token, ["/api/feed/unread"] * ASKED)
            any_page = _times(box, token, pages)
            busy = _busy_with_streams(box, token)
    return [
        Figure("feed_p95_ms_1m", max(first, any_page), "ms", 50),
        Figure("unread_p95_ms_1m", max(all_new, few_new), "ms", 50),
        Figure("streams_100_cpu_percent", busy, "%", 5),
    ]


def _live(library: Library, events: int) -> None:
    """A family of six over ten years: three tenths of what happened are photos, half reactions, the rest comments."""
    family, person = person_named(library, "Bench", "Bench")
    people = [person, *(person_named(library, "Bench", f"Bench {number}")[1] for number in range(1, PEOPLE))]
    stories = events * 3 // 10
    rows_of_photos.fill(library, family, person, stories)
    chance = random.Random(11)
    with library.database.writing() as connection:
        first = connection.execute("SELECT coalesce(max(id), 0) FROM happening").fetchone()[0] + 1
        album = dict(connection.execute("SELECT id, album FROM story").fetchall())
        rows = list(_events(first, family, people, sorted(album), album, events, chance))
        connection.executemany(
            "INSERT INTO reaction (story, person, kind, at) VALUES (?, ?, 'heart', ?) ON CONFLICT DO NOTHING",
            ((row[6], row[4], row[2]) for row in rows if row[3] == "reacted"),
        )
        connection.executemany(
            "INSERT INTO happening (id, family, at, kind, person, album, story) VALUES (?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        connection.executemany(
            "INSERT INTO comment (story, person, happening, text, at) VALUES (?, ?, ?, '여기 기억나?', ?)",
            ((row[6], row[4], row[0], row[2]) for row in rows if row[3] == "commented"),
        )
        connection.execute("UPDATE feed_visit SET happening = 0")


def _events(
    first: int,
    family: int,
    people: list[int],
    stories: list[int],
    album: dict[int, int],
    count: int,
    chance: random.Random,
) -> Iterator[tuple]:
    """Photos come in the order of their albums; what is said to them is said somewhere in what came before."""
    added = 0
    for number in range(count):
        at = (BEGAN + timedelta(seconds=number * 315)).isoformat(timespec="milliseconds") + "Z"
        if added < len(stories) and number % 10 < 3:
            story, kind = stories[added], "story_added"
            who = people[added // 50 % len(people)]
            added += 1
        else:
            story = stories[chance.randrange(max(1, added))]
            kind, who = ("reacted" if number % 10 < 8 else "commented"), chance.choice(people)
        yield first + number, family, at, kind, who, album[story] if kind == "story_added" else None, story


def _times(box: Daemon, token: str, paths: list[str]) -> float:
    """The 95th percentile of whole answers, in ms."""
    connection = http.client.HTTPConnection(box.address.removeprefix("http://"), timeout=60)
    times = []
    for path in paths[:WARM] + paths:
        began = time.perf_counter()
        connection.request(
            "GET", path, headers={"Cookie": f"{doorway.COOKIE}={token}", "Accept": "text/html"}
        )
        answer = connection.getresponse()
        answer.read()
        times.append((time.perf_counter() - began) * 1000)
        assert answer.status == 200, (path, answer.status)
    connection.close()
    return statistics.quantiles(times[WARM:], n=20)[-1]


def _busy_with_streams(box: Daemon, token: str) -> float:
    """Percent of a core that the daemon uses while so many tabs listen and nothing happens."""
    host, port = box.address.removeprefix("http://").split(":")
    asked = f"GET /api/feed/stream HTTP/1.1\r\nHost: {host}:{port}\r\nAccept: text/event-stream\r\nCookie: {doorway.COOKIE}={token}\r\n\r\n"
    streams = []
    for _ in range(STREAMS):
        stream = socket.create_connection((host, int(port)), timeout=30)
        stream.sendall(asked.encode())
        heard = b""
        while b"event: news" not in heard:
            heard += stream.recv(4096)
        streams.append(stream)
    began = _processor_seconds(box.process.pid)
    time.sleep(QUIET_SECONDS)
    used = _processor_seconds(box.process.pid) - began
    for stream in streams:
        stream.close()
    return 100 * used / QUIET_SECONDS


def _processor_seconds(pid: int) -> float:
    """utime and stime of proc(5), in seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100

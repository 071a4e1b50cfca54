"""`scripts/bench search`: questions of all sorts, asked of a hundred thousand stories and of a million, over HTTP, one after
the other; and what the index weighs beside FTS5's own trigrams of the same text.

Server time is what the whole first page of results takes on the same machine, people to stories, as JSON.
"""

import http.client
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlencode

from backupd import daemon, migrations
from backupd.core.library import Library
from backupd.core.settings import load
from backupd.family import doorway, person_named
from backupd.search.asking import TOP, Asking
from backupd.search.grammar import understand
from backupd.search.keeping import begin_anew, read_everything
from backupd.search.settling import settled
from benches import rows_of_photos, search_pictures, spoken
from benches.figures import Figure
from benches.pages import somebody, token_of_bench
from tests.daemon_process import Daemon

COUNT = 100_000
ASKED, WARM, LIKE_ASKED = 200, 20, 40
OURS = ("search_document", "search_document_subject", "search_grams_%", "search_place")
LIKE = """
    SELECT id FROM visible_documents WHERE viewer = ? AND family = ? AND text LIKE ? ORDER BY id DESC LIMIT 25
"""


def measure(count: int) -> list[Figure]:
    """Both sizes; `count` replaces the small one, and the large one is ten times that."""
    small = _asked(count, weigh=True)
    large = _asked(count * 10, weigh=False)
    return [
        Figure("words_p95_ms_100k", small["p95"], "ms", 50),
        Figure("words_p50_ms_100k", small["p50"], "ms"),
        Figure("words_p95_ms_1m", large["p95"], "ms", 150),
        Figure("words_p50_ms_1m", large["p50"], "ms"),
        Figure("index_to_trigram", small["weight"], "×", 1),
        Figure("like_ratio", small["like"], "× slower"),
        Figure("read_us", small["read_us"], "µs each"),
        *search_pictures.measure(count),
    ]


def _asked(count: int, weigh: bool) -> dict[str, float]:
    with tempfile.TemporaryDirectory(prefix="backupd-bench-") as scratch:
        data = Path(scratch) / "box"
        with daemon.opened(load(data)) as library:
            migrations.apply(library)
            family, person = person_named(library, "Bench", "Bench")
            rows_of_photos.fill(library, family, person, count)
            spoken.speak(library, person, 1, count)
            begin_anew(library)
            began = time.perf_counter()
            read_everything(library)
            found = {"read_us": (time.perf_counter() - began) / count * 1e6}
            asked = spoken.questions(random.Random(7), ASKED)
            if weigh:
                found["weight"] = _weight(library)
                found["like"] = _like(library, asked)
            token = token_of_bench(library)
        with Daemon(data) as box:
            times = _times(box, token, asked)
    found["p50"], found["p95"] = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    return found


def _times(box: Daemon, token: str, asked: Sequence[str]) -> list[float]:
    named = {"Cookie": f"{doorway.COOKIE}={token}"}
    connection = http.client.HTTPConnection(box.address.removeprefix("http://"), timeout=60)
    times = []
    for question in [*asked[:WARM], *asked]:
        began = time.perf_counter()
        connection.request("GET", f"/api/search?{urlencode({'q': question})}", headers=named)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, question
        times.append((time.perf_counter() - began) * 1000)
    connection.close()
    return times[WARM:]


def _weight(library: Library) -> float:
    """Bytes of the index with everything that belongs to it, by those of a default trigram table of its texts, both
    tidied up."""
    connection = library.database.connection
    connection.execute("INSERT INTO search_grams (search_grams) VALUES ('optimize')")
    tables = " OR ".join("name LIKE ?" for _ in OURS)
    ours = connection.execute(f"SELECT sum(pgsize) FROM dbstat WHERE {tables}", OURS).fetchone()[0]
    beside = sqlite3.connect("")
    beside.execute("CREATE VIRTUAL TABLE trigrams USING fts5(text, tokenize='trigram')")
    beside.executemany(
        "INSERT INTO trigrams (rowid, text) VALUES (?, ?)",
        ((row["id"], row["text"]) for row in connection.execute("SELECT id, text FROM search_document")),
    )
    beside.execute("INSERT INTO trigrams (trigrams) VALUES ('optimize')")
    beside.commit()
    return ours / beside.execute("SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'trigrams%'").fetchone()[0]


def _like(library: Library, asked: Sequence[str]) -> float:
    """How many times longer LIKE walks through the same texts than the index answers, at the median; questions of one
    word, without pages and pictures on either side."""
    viewer, connection, ratios = somebody(library, "Bench"), library.database.connection, []
    today = library.clock.now().date()
    for word in [each for each in asked if " " not in each][:LIKE_ASKED]:
        began = time.perf_counter()
        question = understand(word, today, [], viewer.id)
        Asking(library, viewer, question, settled(library, viewer, question, [])).stories(TOP, 24)
        between = time.perf_counter()
        connection.execute(LIKE, (viewer.id, viewer.family, f"%{word.lower()}%")).fetchall()
        ratios.append((time.perf_counter() - between) / (between - began))
    return statistics.median(ratios)

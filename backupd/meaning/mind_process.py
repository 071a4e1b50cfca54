"""The process that sees and reads: takes orders from its input, answers on its output, ends when nobody asked for long.

mind.py starts it with bare packages and speaks with it in the words of records.py. It reads the database and writes to
none but its own folder.
"""

import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import numpy as np

from backupd.meaning import matching
from backupd.meaning.index import Index
from backupd.meaning.models import NAME, NoModel
from backupd.meaning.obeying import obey
from backupd.meaning.reading import Reader
from backupd.meaning.records import (
    Answer,
    Ask,
    Check,
    Fine,
    Like,
    Look,
    Match,
    Matches,
    Order,
    Seen,
    Sights,
    Trouble,
    encoder,
    read_order,
)

Kind = Literal["tags", "vector"]
CLOSE_ENOUGH = 0.5
"""Cosine to a picture below which another is not like it."""


class Mind:
    """Loads each part when it is first needed."""

    def __init__(self, database: Path, folder: Path) -> None:
        self._database, self._folder = database, folder
        self._eyes: Any = None
        self._reader: Reader | None = None
        self._own: dict[str, Any] = {}
        self._indexes: dict[tuple[str, Kind], Index] = {}

    def answer(self, order: Order) -> Answer:
        try:
            if isinstance(order, Look):
                return self._look(order)
            if isinstance(order, Ask):
                return self._asked(order)
            if isinstance(order, Like):
                return self._like(order)
            return self._check(order)
        except NoModel as refusal:
            return Trouble(refusal.reason, refusal.detail)
        except MemoryError:
            return Trouble("meaning.no_memory")
        except Exception:
            return Trouble("meaning.failed", traceback.format_exc(limit=-4))

    def _look(self, order: Look) -> Sights:
        eyes = self._clip(order.model) if order.model else self._own_eyes()
        return Sights([_seen(eyes, Path(os.fsdecode(picture))) for picture in order.pictures])

    def _own_eyes(self) -> Any:
        from backupd.meaning.eyes import Eyes

        if self._eyes is None:
            self._eyes = Eyes(self._folder)
            self._words().prepare()
        return self._eyes

    def _words(self) -> Reader:
        self._reader = self._reader or Reader(self._folder)
        return self._reader

    def _clip(self, folder: str) -> Any:
        from backupd.meaning.clip import Clip  # and with it onnxruntime, which reading words does not need

        if folder not in self._own:
            self._own = {folder: Clip(Path(folder))}
        return self._own[folder]

    def _asked(self, order: Ask) -> Matches:
        if order.model:
            return self._asked_own(order)
        question = self._words().read(order.question)
        if question is None:
            return Matches([])
        index = self._index(NAME, "tags")
        places = index.allowed(order.viewer, order.family, order.first, order.last)
        chosen, enough, rank = matching.scored(index.tags(places), question)
        places, enough, rank = (each[enough >= matching.ENOUGH] for each in (places[chosen], enough, rank))
        return _best(index, places, rank, enough, order.most)

    def _asked_own(self, order: Ask) -> Matches:
        clip = self._clip(order.model)
        index = self._index(clip.name, "vector")
        places = index.allowed(order.viewer, order.family, order.first, order.last)
        near = matching.alike(index.vectors(places), clip.read(order.question))
        return _best(index, places, near, near, order.most)

    def _like(self, order: Like) -> Matches:
        index = self._index(self._clip(order.model).name if order.model else NAME, "vector")
        here, places = index.place(order.media), index.allowed(order.viewer, order.family)
        if here is None or here not in places:
            return Matches([])
        places = places[places != here]
        near = matching.alike(index.vectors(places), index.vectors(np.array([here]))[0])
        places, near = places[near >= CLOSE_ENOUGH], near[near >= CLOSE_ENOUGH]
        return _best(index, places, near, near, order.most)

    def _index(self, model: str, what: Kind) -> Index:
        """Of the model that answers now; another's are let go."""
        if (model, what) not in self._indexes:
            kept = {key: index for key, index in self._indexes.items() if key[0] == model}
            self._indexes = {**kept, (model, what): Index(self._database, model, what)}
        self._indexes[model, what].refresh()
        return self._indexes[model, what]

    def _check(self, order: Check) -> Fine:
        self._own.pop(order.model, None)  # somebody may have mended it
        clip = self._clip(order.model)
        clip.check()
        return Fine(clip.name)


def _seen(eyes: Any, picture: Path) -> Seen | None:
    try:
        return eyes.see(picture)
    except (OSError, ValueError, SyntaxError):  # what Pillow raises for what is no picture
        return None


def _best(index: Index, places: np.ndarray, order: np.ndarray, score: np.ndarray, most: int) -> Matches:
    chosen = matching.best(order, most)
    found = zip(index.media(places[chosen]), np.clip(score[chosen], 0, 1).tolist(), strict=True)
    return Matches([Match(media, score) for media, score in found])


def answering(database: Path, folder: Path) -> Callable[[bytes], bytes]:
    mind = Mind(database, folder)
    return lambda line: encoder.encode(mind.answer(read_order.decode(line)))


if __name__ == "__main__":
    obey(answering, sys.argv)

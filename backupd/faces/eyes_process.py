"""The process that sees faces and compares them; faces.mind starts it with bare packages. It reads the database and writes
to none but its own folder."""

import os
import sys
import traceback
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

import msgspec

from backupd.faces.eyes import FaceEyes, crop_of
from backupd.faces.index import Index
from backupd.faces.orders import (
    Compare,
    Compared,
    Crop,
    Cropped,
    FacesFound,
    Find,
    Order,
    SeenFace,
    encoder,
    read_order,
)
from backupd.meaning import obeying
from backupd.meaning import records as seeing

WEIGHTS = Path(__file__).with_name("weights")


class Watcher:
    """Loads each part when it is first needed."""

    def __init__(self, database: Path, folder: Path) -> None:
        self._folder = folder
        self._index = Index(database)

    def answer(self, order: Order) -> msgspec.Struct:
        try:
            return self._answer(order)
        except MemoryError:
            return seeing.Trouble("faces.no_memory")
        except Exception:
            return seeing.Trouble("faces.failed", traceback.format_exc(limit=-4))

    def _answer(self, order: Order) -> msgspec.Struct:
        if isinstance(order, Find):
            return FacesFound([self._found(Path(os.fsdecode(picture))) for picture in order.pictures])
        if isinstance(order, Compare):
            return Compared(self._index.near(order.family, order.faces, order.reach))
        return _cropped(order)

    def _found(self, picture: Path) -> list[SeenFace] | None:
        try:
            return self._eyes.see(picture)
        except (OSError, ValueError, SyntaxError):  # what Pillow raises for what is no picture
            return None

    @cached_property
    def _eyes(self) -> FaceEyes:
        return FaceEyes(self._folder, WEIGHTS)


def _cropped(order: Crop) -> Cropped:
    try:
        return Cropped(crop_of(Path(os.fsdecode(order.picture)), order.box))
    except (OSError, ValueError, SyntaxError):
        return Cropped(b"")


def answering(database: Path, folder: Path) -> Callable[[bytes], bytes]:
    watcher = Watcher(database, folder)
    return lambda line: encoder.encode(watcher.answer(read_order.decode(line)))


if __name__ == "__main__":
    obeying.obey(answering, sys.argv)

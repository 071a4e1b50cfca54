"""A family whose box has looked at its pictures. What is slow to make for the eyes is made once for all tests."""

import shutil

import numpy as np
import pytest

from backupd.meaning import classes, looking, store
from backupd.meaning.looks import LOOKS
from backupd.meaning.mind import Mind
from backupd.meaning.models import NAME
from backupd.meaning.records import Look, Seen
from backupd.meaning.tags import packed
from tests.at_home import browser, mother

__all__ = ["browser", "mother"]


@pytest.fixture(scope="session")
def eyes(tmp_path_factory):
    """The folder with the network and the vectors of the names."""
    folder = tmp_path_factory.mktemp("eyes")
    with Mind(folder / "none.db", folder / "seeing") as mind:
        mind.ask(Look("", []))
    return folder / "seeing"


@pytest.fixture
def sighted(library, eyes):
    """A library whose eyes are ready."""
    shutil.copytree(eyes, library.files.data / "seeing")
    yield library
    library.close()


@pytest.fixture
def see(sighted):
    """Says what is on a picture, as if the eyes had seen it."""

    def said(media: int, **likely: float) -> int:
        chances = np.full(classes.COUNT, 1e-5, np.float32)
        for name, chance in likely.items():
            chances[list(classes.by_name()[name.replace("_", " ")])[:1]] = chance
        vector = np.random.default_rng(sum(map(ord, "".join(likely)))).normal(size=256)
        row = Seen(
            packed(chances, np.zeros(len(LOOKS))),
            np.round(vector * 30).clip(-127, 127).astype(np.int8).tobytes(),
        )
        store.keep(sighted, NAME, [(media, row)])
        return media

    return said


@pytest.fixture
def look(sighted):
    """The box looks at what there is."""

    def looked() -> None:
        looking.look(sighted)

    return looked

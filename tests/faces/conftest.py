"""A family that wants its faces known. The photographs with faces come with the package that the weights come from."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from backupd.faces import looking, placing, store, switching
from backupd.faces.mind import FaceMind
from backupd.faces.orders import MODEL, Find, SeenFace
from backupd.media import derived_path
from tests.albums import house
from tests.at_home import browser, mother

__all__ = ["browser", "mother"]

PHOTOS = Path(__file__).parents[2] / "web/node_modules/@vladmandic/face-api/demo"


@pytest.fixture(scope="session")
def networks(tmp_path_factory):
    """The folder with the network that is made at first use."""
    folder = tmp_path_factory.mktemp("networks")
    with FaceMind(folder / "none.db", folder / "seeing", 60) as mind:
        mind.ask(Find([str(PHOTOS / "sample1.jpg").encode()]))
    return folder / "seeing"


@pytest.fixture
def box(library, networks):
    """A library that can see faces."""
    shutil.copytree(networks, library.files.data / "seeing")
    yield library
    library.close()


@pytest.fixture
def wished(box, mother):
    switching.switch(box, mother, "on")
    return box


@pytest.fixture
def album(box, mother):
    return house.album(box, mother, "우리들")


@pytest.fixture
def photograph(box, mother, album):
    """A story with one of the package's photographs, drawn as development leaves it."""

    def told(number: int, taken: str | None = "2019-08-05T10:00:00") -> int:
        media = house.photo(box, taken)
        for size in ("grid", "preview"):
            path = derived_path(box, media, size)
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(PHOTOS / f"sample{number}.jpg", path)
        return house.story(box, mother, album, media)

    return told


@pytest.fixture
def look(box):
    def looked() -> None:
        looking.look_for_faces(box)

    return looked


@pytest.fixture
def somebody_s():
    """Vectors of one imagined person: each a little off from the others, and far from everybody else's."""

    def vector(who: int, off: float = 0.2, seed: int = 0) -> bytes:
        middle = np.random.default_rng(who).normal(size=128)
        middle *= 1.4 / np.linalg.norm(middle)
        aside = np.random.default_rng(1000 + seed).normal(size=128)
        return (middle + aside * off / np.linalg.norm(aside)).astype("<f2").tobytes()

    return vector


def keep(box, media, rows):
    """What lies sealed or in the trash is never looked at; here it is, as if it had been before."""
    if store.keep(box, media, rows):
        return
    with box.database.writing() as connection:
        connection.executemany(
            """INSERT INTO face (media, model, x, y, wide, high, sure, good, vector, crop)
               VALUES (?, ?, 0.1, 0.1, 0.2, 0.3, 0.9, 1, ?, ?)""",
            [(media, MODEL, face.vector, crop) for crop, face in rows],
        )


@pytest.fixture
def seen(box, mother, album, somebody_s):
    """A story with imagined faces, (who, how far off) each; sorted at once unless told otherwise."""
    count = [0]

    def told(*faces, taken="2019-08-05T10:00:00", into=None, by=None, sort=True, good=True) -> int:
        media = house.photo(box, taken)
        story = house.story(box, by or mother, into or album, media)
        rows = []
        for who, off in faces:
            count[0] += 1
            face = SeenFace([0.1, 0.1, 0.2, 0.3], 0.9, good, somebody_s(who, off, count[0]), b"")
            rows.append((f"crop{count[0]}", face))
        keep(box, media, rows)
        for name, _ in rows:
            path = looking.crop_path(box, media, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"\xff\xd8 a face")
        if sort:
            placing.place_new(box, (by or mother).family)
        return story

    return told

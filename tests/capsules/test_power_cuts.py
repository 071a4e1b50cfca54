"""The power goes at every step of sealing and of opening: nothing is lost, nothing is there twice, nothing clear stays."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from backupd.capsules import opening
from backupd.core.database import Database
from backupd.core.files import Files
from backupd.core.library import Library
from backupd.core.staging import Staged
from backupd.intake import actions, expiry, resuming, tus
from backupd.intake.records import Wishes
from tests.capsules.conftest import House
from tests.conftest import SetClock
from tests.media.making import photo


class Cut(BaseException):
    """The power is gone."""


class Power:
    """Lasts for so many steps."""

    def __init__(self, steps: int) -> None:
        self._left = steps

    def step(self) -> None:
        self._left -= 1
        if self._left == 0:
            raise Cut


class MortalDatabase(Database):
    power = Power(0)

    @contextmanager
    def writing(self) -> Iterator:
        outermost = not self.in_transaction
        with super().writing() as connection:
            yield connection
            self.power.step()  # before the commit
        if outermost:
            self.power.step()


class MortalFiles(Files):
    power = Power(0)

    def move_in(self, staged: Staged, relative: str) -> Path:
        self.power.step()
        moved = super().move_in(staged, relative)
        self.power.step()
        return moved

    def remove(self, relative: str) -> None:
        self.power.step()
        super().remove(relative)
        self.power.step()


@pytest.fixture
def mortal(house: House) -> House:
    library = house.library
    library.database.close()
    library.database = MortalDatabase(library.database.path)
    files = library.files
    library.files = MortalFiles(files.data, None, 0)
    library.jobs._database = library.database
    return house


def give(library: Library, steps: int) -> None:
    power = Power(steps)
    library.database.power = library.files.power = power  # type: ignore[attr-defined]


def test_cut_anywhere_while_it_is_sealed(mortal: House) -> None:
    library, father = mortal.library, mortal.father
    content = photo(mortal.folder / "생신.jpg").read_bytes()
    batch = actions.open_batch(
        library, father.family, father.id, "browser", wishes=Wishes(capsule=mortal.capsule)
    )
    told = tus.Metadata(name="생신.jpg", batch=batch)
    upload, growing = resuming.begin(library, father, len(content), told, None)
    with closing(growing):
        resuming.enter(library, upload)
        clear = resuming.path(library, upload)
        growing.append([content])
        growing.settle(True)
    count = "SELECT count(*) FROM capsule_thing WHERE sha256 IS NOT NULL"
    for steps in range(1, 40):
        give(library, steps)
        try:
            expiry.sweep_uploads(library)
            break
        except Cut:
            rows = library.database.value(count)
            assert rows == 1 or (rows == 0 and clear.read_bytes() == content)
    else:
        raise AssertionError("it never came to its end")
    assert steps > 3
    give(library, 0)
    library.files.sweep_staging()
    if clear.exists():  # cut after the commit: the hourly sweep takes it for nobody's once it is an hour old
        os.utime(clear, (0, 0))
        expiry.sweep_uploads(library)
    assert library.database.value(count) == 1 and not clear.exists()
    assert [path for path in library.files.incoming.rglob("*") if path.is_file()] == []
    known = library.database.value("SELECT path FROM capsule_thing")
    assert (library.files.originals / known).is_file()


def test_cut_anywhere_while_it_opens(mortal: House, clock: SetClock) -> None:
    library = mortal.library
    mortal.put_in(mortal.father, "하나.jpg")
    mortal.put_in(mortal.mother, "둘째것.jpg")
    clock.forward(days=400)
    cuts = 0
    for steps in range(1, 200):
        give(library, steps)
        try:
            opening.open_due(library)
            for number in opening.opening_now(library):
                opening.open_capsule(library, number)
            break
        except Cut:
            cuts += 1
            stories = library.database.value("SELECT count(*) FROM visible_stories")
            assert stories in (0, 8), "all of it for everybody, or nothing for anybody"
    give(library, 0)
    assert cuts > 10
    assert library.database.value("SELECT state FROM capsule") == "open"
    assert library.database.value("SELECT count(*) FROM story") == 2
    assert library.database.value("SELECT count(*) FROM media") == 2
    assert library.database.value("SELECT count(*) FROM letter WHERE words = 'capsules.told_opened'") == 4

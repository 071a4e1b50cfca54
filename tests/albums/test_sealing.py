"""A sealed album is in no view of the gate, whoever looks; once revealed it is one like any other."""

import re

import pytest

from backupd import albums
from backupd.albums import gate, store
from backupd.core.errors import Absent
from backupd.core.library import Library
from tests.albums import house

NAMES = [re.search(r"VIEW (\w+)", view)[1] for view in gate.VIEWS]


def everything(library: Library) -> dict[str, list[tuple]]:
    """What every viewer of the box sees in each view."""
    return {
        name: [tuple(row) for row in library.database.connection.execute(f"SELECT * FROM {name}")]
        for name in NAMES
    }


@pytest.mark.parametrize("trashed", [False, True])
def test_nobody_sees_anything_of_it_until_it_is_revealed(library: Library, trashed: bool) -> None:
    mother = house.family(library)
    house.member(library, mother.family, "아빠")
    house.album(library, mother, photos=2)
    before = everything(library)
    sealed = albums.sealed_album(library, mother.family, mother.id, "할머니 칠순", "비밀이에요")
    with albums.behind_the_seal(library, sealed):
        house.story(library, mother, sealed, description="깜짝 편지")
        gone = house.story(library, mother, sealed, description="지운 편지")
        if trashed:
            library.database.connection.execute("UPDATE story SET trashed = 'now' WHERE id = ?", (gone,))
    assert everything(library) == before
    with pytest.raises(Absent):
        store.album(library, mother, sealed)
    albums.reveal(library, sealed)
    seen = everything(library)
    assert len(seen["visible_albums"]) == len(before["visible_albums"]) + 2
    assert len(seen["visible_timeline"]) > len(before["visible_timeline"])
    assert store.album(library, mother, sealed).title == "할머니 칠순"


def test_what_fails_behind_the_seal_leaves_it_as_it_was(library: Library) -> None:
    mother = house.family(library)
    sealed = albums.sealed_album(library, mother.family, mother.id, "칠순", "")
    with pytest.raises(ZeroDivisionError), albums.behind_the_seal(library, sealed):
        house.story(library, mother, sealed)
        raise ZeroDivisionError
    assert not everything(library)["visible_albums"]
    assert library.database.value("SELECT count(*) FROM story WHERE album = ?", (sealed,)) == 0

"""Whoever has something to tell posts a letter, and it is there once."""

import pytest

from backupd.family import actions
from backupd.notify import Letter, post
from tests import people

OPENED = Letter(
    "capsule",
    "capsule-2-opened",
    1,
    1,
    "capsules.opened",
    {"title": "스무 살"},
    "/albums/7",
    (3, 4),
    ("album", 7),
    True,
)


def letters(library):
    return [dict(row) for row in library.database.connection.execute("SELECT * FROM letter")]


@pytest.fixture(autouse=True)
def mother(library):
    return people.found_family(library)


def test_a_letter_posted_twice_is_one(library):
    for _ in range(2):
        with library.database.writing():
            post(library, [OPENED, OPENED])
    (kept,) = letters(library)
    assert (kept["person"], kept["about"], kept["about_id"], kept["urgent"]) == (1, "album", 7, 1)
    assert kept["filled"] == '{"title": "스무 살"}' and kept["pictures"] == "[3, 4]"


def test_what_did_not_happen_is_not_told(library):
    with pytest.raises(ZeroDivisionError), library.database.writing():
        post(library, [OPENED])
        raise ZeroDivisionError
    assert letters(library) == []


def test_a_letter_outside_a_transaction_is_a_mistake(library):
    with pytest.raises(RuntimeError):
        post(library, [OPENED])


def test_whoever_leaves_gets_nothing_more(library, mother):
    father = people.join(library, mother, "아빠")
    with library.database.writing():
        post(library, [Letter("photos", "a", father.id, father.family, "notify.photos")])
    actions.remove(library, mother, father.id)
    assert letters(library)[0]["ended"] is not None

"""Photos of a person are also those that show their face."""

import pytest

from backupd.curation import store
from backupd.curation.records import Wish
from backupd.faces import switching
from tests.curation import summer
from tests.faces.house import face_on


@pytest.fixture
def shows(library, mother):
    """Says that a story shows the face of somebody of the family, as if people had said so."""

    def said(story: int, person: int) -> int:
        media = library.database.value("SELECT media FROM story_media WHERE story = ?", (story,))
        face = face_on(library, media)
        with library.database.writing() as connection:
            who = connection.execute(
                "INSERT INTO somebody (family, person) VALUES (?, ?)", (mother.family, person)
            ).lastrowid
            connection.execute(
                "INSERT INTO somebody_face (face, family, somebody, said) VALUES (?, ?, ?, 1)",
                (face, mother.family, who),
            )
        return story

    return said


def of(library, viewer, person):
    return [each.story for each in store.candidates(library, viewer, Wish(source="person", person=person))]


def test_a_face_makes_a_photo_one_of_theirs(library, mother, father, album, shows):
    switching.switch(library, mother, "on")
    story = summer.put(library, mother, album, "2019-08-06T14:50:00")
    assert of(library, mother, father.id) == []
    shows(story, father.id)
    assert of(library, mother, father.id) == [story]
    switching.switch(library, mother, "off")
    assert of(library, mother, father.id) == []


def test_a_face_in_the_trash_is_nobodys(library, mother, father, album, shows):
    switching.switch(library, mother, "on")
    story = shows(summer.put(library, mother, album, "2019-08-06T14:50:00"), father.id)
    library.database.connection.execute("UPDATE story SET trashed = 'now' WHERE id = ?", (story,))
    assert of(library, mother, father.id) == []

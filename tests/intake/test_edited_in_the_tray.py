"""A light edit made in the tray comes with its file, and is carried out once the picture stands in its album."""

import json

import pytest

from backupd.core.library import Library
from backupd.family import Viewer
from tests.intake.resumable.sending import Answer, metadata, photo, sender, served


def send(library: Library, mother: Viewer, recipe: str, seed: int = 1) -> Answer:
    with served(library) as port:
        told = metadata(filename=f"IMG_20190805_{seed}.jpg", recipe=recipe)
        sent = sender(library, port, mother).create(5000, photo(5000, seed), Upload_Metadata=told)
        library.jobs.drain()
    return sent


def edits(library: Library) -> list[str]:
    return library.database.column("SELECT recipe FROM edit WHERE recipe IS NOT NULL")


def test_a_recipe_that_came_with_a_photo_is_carried_out(library: Library, mother: Viewer) -> None:
    assert send(library, mother, json.dumps({"turn": 90, "light": 0.2})).status == 201
    assert edits(library) == ['{"light":0.2,"turn":90}']


@pytest.mark.parametrize("recipe", ["nonsense", '{"turn": 7}', '{"colour": "red"}', "[]"])
def test_what_is_no_recipe_is_refused_before_a_byte_is_kept(
    library: Library, mother: Viewer, recipe: str
) -> None:
    refused = send(library, mother, recipe)
    assert (refused.status, refused.reason) == (422, "edits.not_a_recipe")
    assert library.database.value("SELECT count(*) FROM arrival") == 0


@pytest.mark.parametrize(
    "recipe", ['{"crop": {"left": 0.9, "top": 0, "width": 0.5, "height": 1}}', '{"mute": true}']
)
def test_what_the_picture_does_not_allow_leaves_it_as_it_came(
    library: Library, mother: Viewer, recipe: str
) -> None:
    assert send(library, mother, recipe).status == 201
    assert library.database.column("SELECT outcome FROM arrival") == ["imported"]
    assert edits(library) == []


def test_a_photo_that_was_here_already_keeps_the_edit_it_has(library: Library, mother: Viewer) -> None:
    send(library, mother, json.dumps({"turn": 90}))
    send(library, mother, json.dumps({"turn": 180}))
    assert edits(library) == ['{"turn":90}']

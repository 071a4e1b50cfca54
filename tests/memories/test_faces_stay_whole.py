"""A picture that its collage crops keeps the faces on it, where the family wants faces known."""

from random import Random

import pytest

from backupd import albums, memories
from backupd.faces import switching
from backupd.media.recipes import Recipe
from tests.albums import house
from tests.faces.house import face_on
from tests.memories import years


@pytest.fixture
def tower(library, clock, mother):
    """One picture, four times as high as wide, that came back today: its collage shows less than a third of it."""
    years.put(clock, "2026-08-05")
    photo = house.photo(library, "2023-08-05T10:00:00", width=1000, height=4000)
    house.story(library, mother, house.album(library, mother, "전망대"), photo)
    memories.remember(library, Random(1))
    return photo


def shown(browser) -> tuple[float, float]:
    tile = browser.get("/api/memories/1").json()["collage"]["tiles"][0]
    return tile["across"], tile["down"]


def test_somebody_at_its_foot_is_in_the_crop(library, mother, browser, tower):
    usual = shown(browser)
    face_on(library, tower, x=0.4, y=0.9, wide=0.2, high=0.05)
    assert shown(browser) == usual, "the family did not ask for it"
    switching.switch(library, mother, "on")
    assert shown(browser) == (50, 100)
    assert "--at:50.0% 100.0%" in browser.get("/memories/1").text


def test_all_of_several_faces_are(library, mother, browser, tower):
    switching.switch(library, mother, "on")
    face_on(library, tower, x=0.1, y=0.5, wide=0.2, high=0.05)
    face_on(library, tower, x=0.6, y=0.6, wide=0.2, high=0.05)
    begins = shown(browser)[1] / 100 * (1 - 0.25 / 0.85)
    assert begins < 0.5 and begins + 0.25 / 0.85 > 0.65


def test_an_edited_picture_shows_something_else(library, mother, browser, tower):
    switching.switch(library, mother, "on")
    usual = shown(browser)
    face_on(library, tower, x=0.4, y=0.9, wide=0.2, high=0.05)
    albums.edit_media(library, mother.family, mother.id, tower, Recipe(turn=180))
    with library.database.writing() as connection:
        connection.execute("UPDATE edit SET drawn = recipe, shown = 1")
    assert shown(browser) == usual

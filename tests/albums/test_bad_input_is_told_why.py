"""The bad input that issue 3 names, at the door where it comes: its status, a sentence in the reader's language, nothing lost."""

import re

import pytest

from backupd.albums import actions, looking
from backupd.albums.records import AlbumForm
from tests import people
from tests.albums import edits, house
from tests.media import making

HANGUL = re.compile("[가-힣]")


@pytest.fixture(params=["ko", "en"])
def reader(request, library, mother):
    return people.join(library, mother, "Tom", language=request.param)


@pytest.fixture
def asking(library, reader):
    with people.client_for(library, reader) as browser:
        yield browser


def told(answer, status: int, reason: str, language: str) -> str:
    """The sentence; a problem of RFC 9457 says it as its title."""
    said = answer.json()
    assert (answer.status_code, said["status"], said["reason"]) == (status, status, reason)
    return sentence(said["title"], language)


def sentence(text: str, language: str) -> str:
    assert bool(HANGUL.search(text)) == (language == "ko") and text.endswith(".") and "{" not in text, text
    return text


def before_and_after(library):
    tables = "album", "story", "story_media", "media", "edit"
    return [library.database.connection.execute(f"SELECT * FROM {name}").fetchall() for name in tables]


@pytest.mark.parametrize(
    ("recipe", "reason"),
    [
        ({"crop": {"left": 0.8, "top": 0, "width": 0.5, "height": 0.5}}, "edits.crop_outside"),
        ({"crop": {"left": -0.1, "top": 0, "width": 0.5, "height": 0.5}}, "edits.crop_outside"),
        ({"straighten": 40}, "edits.straighten_too_far"),
        ({"turn": 45}, "problems.not_understood"),
    ],
)
def test_an_edit_outside_the_picture(library, album, photo, reader, asking, recipe, reason):
    story = house.story(library, reader, album, photo)
    before = before_and_after(library)
    told(asking.post(f"/api/stories/{story}/edit", json={"recipe": recipe}), 422, reason, reader.language)
    assert before_and_after(library) == before


def test_a_trim_longer_than_the_film(library, album, tmp_path, reader, asking):
    story = house.story(library, reader, album, edits.kept(library, making.film(tmp_path / "a.mp4", 2.0)))
    before = before_and_after(library)
    answer = asking.post(f"/api/stories/{story}/edit", json={"recipe": {"begin": 1, "end": 9}})
    assert "2.0" in told(answer, 422, "edits.trim_outside", reader.language)
    form = asking.post(f"/stories/{story}/edit", data={"version": 0, "begin": 1, "end": 9})
    assert form.status_code == 422 and answer.json()["title"] in form.text
    assert before_and_after(library) == before


def test_a_motion_photo_cut_in_the_middle(library, album, reader, asking):
    story = house.story(library, reader, album, house.photo(library, motion="cut"))
    page = asking.get(f"/stories/{story}")
    assert page.status_code == 200
    assert ("파일 끝이 잘려서" if reader.language == "ko" else "cut off") in page.text


def test_a_move_into_an_album_of_another_family(library, album, reader, asking):
    aunt = people.another_family(library)
    theirs = house.album(library, aunt, "외가 앨범", photos=1)
    story = looking.opened(library, reader, album).stories[0].id
    before = before_and_after(library)
    nowhere = None
    for goal in (theirs, 987654):
        form = {"act": "move", "story": story, "album": goal}
        answer = asking.post(f"/api/albums/{album}/selection", json=form)
        said = told(answer, 404, "problems.absent", reader.language)
        assert nowhere in (None, said), "another family's is as if it were not there"
        nowhere = said
        alone = asking.post(f"/stories/{story}/move", data={"album": goal, "copy": ""})
        assert alone.status_code == 404 and said in alone.text
        assert asking.post(f"/albums/{album}/merge", data={"album": goal}).status_code == 404
    assert before_and_after(library) == before


def test_an_undo_of_something_that_was_changed_again(library, mother, album, reader, asking):
    for title in ("하나", "둘"):
        version = library.database.value("SELECT version FROM album WHERE id = ?", (album,))
        actions.edit_album(library, mother, album, AlbumForm(title, version=version))
    changes = library.database.column("SELECT happening FROM change ORDER BY 1 DESC LIMIT 2")
    before = before_and_after(library)
    answer = asking.post(f"/api/albums/{album}/undoings", json={"change": [changes[1]]})
    said = told(answer, 409, "history.changed_since", reader.language)
    page = asking.post(f"/albums/{album}/undoings", data={"change": changes[1]})
    assert page.status_code == 409 and said.replace("'", "&#39;") in page.text
    assert before_and_after(library) == before
    assert asking.post(f"/albums/{album}/undoings", data={"change": changes[0]}).status_code == 303
    again = asking.post(f"/api/albums/{album}/undoings", json={"change": [changes[0]]})
    told(again, 409, "history.undone_already", reader.language)

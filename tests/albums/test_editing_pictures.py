"""Light edits: a recipe beside the original, changed, removed, and seen by one family alone."""

import pytest

from backupd import media
from backupd.albums import editing, looking
from backupd.albums.edit_records import EditOrder
from backupd.core.errors import Forbidden, Refused
from backupd.media import Crop, Recipe
from tests import people
from tests.albums import house
from tests.albums.edits import TURNED, edit, kept, now, shown
from tests.media import making


def test_everybody_of_the_family_sees_the_edited_picture_and_the_original_stays(
    library, mother, browser, photo, story
):
    before = media.original_path(library, photo).read_bytes()
    edit(library, mother, story, TURNED)
    assert shown(browser, photo).size == (480, 640) and shown(browser, photo, "grid").size == (360, 480)
    seen = looking.seen(library, mother, story)
    assert (seen.shown.picture.width, seen.shown.picture.height) == (480, 640)
    assert seen.edit.state == "drawn" and seen.edit.edited_by_name == "엄마"
    assert browser.get(f"/media/{photo}/original").content == before
    assert shown(browser, photo, unedited="").size == (640, 480)


def test_an_edit_can_be_changed_and_removed_for_ever(library, mother, browser, photo, story):
    for recipe, size in ((TURNED, (480, 640)), (Recipe(turn=180), (640, 480)), (TURNED, (480, 640))):
        edit(library, mother, story, recipe)
        assert shown(browser, photo).size == size
    editing.remove_edit(library, mother, story, 0)
    assert shown(browser, photo).size == (640, 480) and now(library, mother, story).state == "plain"
    assert looking.seen(library, mother, story).shown.picture.edition is None


def test_no_browser_keeps_the_old_picture(library, mother, browser, photo, story):
    def picture():
        return looking.seen(library, mother, story).shown.picture.at("grid")

    first = picture()
    assert "max-age=86400" in browser.get(first).headers["cache-control"]
    plain = browser.get(f"/media/{photo}/grid")
    assert plain.headers["cache-control"] == "private, max-age=0"
    edit(library, mother, story, TURNED)
    assert picture() != first and "max-age=86400" in browser.get(picture()).headers["cache-control"]
    assert browser.get(first).headers["cache-control"] == "private, max-age=0"
    again = browser.get(f"/media/{photo}/grid", headers={"if-none-match": plain.headers["etag"]})
    assert again.status_code == 200


def test_another_family_with_the_same_bytes_sees_and_hears_nothing_of_it(
    library, mother, browser, photo, story
):
    aunt = people.another_family(library)
    hers = house.story(library, aunt, house.album(library, aunt), photo)
    with people.client_for(library, aunt) as window:
        before = {size: window.get(f"/media/{photo}/{size}") for size in ("grid", "preview")}
        edit(library, mother, story, TURNED)
        for size, answer in before.items():
            after = window.get(f"/media/{photo}/{size}")
            assert (after.content, after.headers) == (answer.content, answer.headers)
        assert now(library, aunt, hers).version == 0
        edit(library, aunt, hers, Recipe(crop=Crop(0, 0, 0.5, 0.5)))
        assert shown(window, photo).size == (320, 240) and shown(browser, photo).size == (480, 640)


def test_the_second_of_two_editors_is_told_and_sees_both(library, mother, browser, photo, story):
    edit(library, people.join(library, mother, "아빠"), story, TURNED, version=0)
    form = {"version": 0, "light": 0.4, "shape": "1:1"}
    answer = browser.post(f"/stories/{story}/edit", data=form)
    assert answer.status_code == 409 and "아빠" in answer.text
    assert "밝기 +40" in answer.text and "오른쪽으로 90°" in answer.text
    assert now(library, mother, story).recipe == TURNED
    assert browser.post(f"/stories/{story}/edit", data=form | {"version": 1}).status_code == 303
    assert now(library, mother, story).recipe.light == 0.4
    told = browser.post(f"/api/stories/{story}/edit", json={"recipe": {"turn": 180}, "version": 1})
    assert told.status_code == 409 and told.json()["reason"] == "edits.changed_meanwhile"


def test_two_who_chose_the_same_do_not_collide(library, mother, story):
    for _ in range(2):
        edit(library, mother, story, TURNED, version=0)
    assert now(library, mother, story).version == 1


def test_a_reader_looks_and_edits_nothing(library, mother, story):
    reader = people.join(library, mother, "막내", role="reader")
    with pytest.raises(Forbidden):
        editing.edit_clip(library, reader, story, 0, EditOrder(TURNED))
    with people.client_for(library, reader) as window:
        assert window.get(f"/stories/{story}/edit").status_code == 403
        assert f"/stories/{story}/edit" not in window.get(f"/stories/{story}").text


def test_somebody_of_another_family_is_told_the_same_as_about_nothing(library, story):
    with people.client_for(library, people.another_family(library)) as window:
        for number in (story, 999):
            assert window.get(f"/stories/{number}/edit").status_code == 404
            assert window.post(f"/stories/{number}/edit", data={"turn": 90}).status_code == 404
            assert window.post(f"/api/stories/{number}/edit", json={"recipe": {}}).status_code == 404


def test_a_form_without_a_script_does_the_same(library, mother, browser, photo, story):
    page = browser.get(f"/stories/{story}/edit").text
    assert 'name="turn"' in page and 'value="16:9"' in page and f"/media/{photo}/preview?unedited" in page
    form = {
        "version": 0,
        "turn": 90,
        "turned_from": 0,
        "shape": "1:1",
        "straighten": 0,
        "light": 0,
        "warmth": 0,
    }
    assert browser.post(f"/stories/{story}/edit", data=form).headers["location"] == f"/stories/{story}"
    library.jobs.drain()
    assert shown(browser, photo).size == (480, 480)
    told = browser.get(f"/stories/{story}").text
    assert "고친 사진" in told and "원본 보기" in told
    browser.post(f"/stories/{story}/edit/removal", data={"clip": 0})
    assert shown(browser, photo).size == (640, 480)


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"crop": "0.9 0 0.5 0.5"}, "사진 밖으로"),
        ({"crop": "a b"}, "사진 밖으로"),
        ({"straighten": 40}, "15°까지만"),
        ({"turn": 45}, "읽을 수 없었어요"),
        ({"end": "later", "shape": "whole"}, "시간을 읽을 수"),
        ({"mute": "yes"}, "동영상만"),
    ],
)
def test_a_form_that_asks_for_too_much_comes_back_with_the_sentence(
    library, mother, browser, story, form, words
):
    answer = browser.post(f"/stories/{story}/edit", data={"version": 0, **form})
    assert answer.status_code == 422 and words in answer.text and "<form" in answer.text
    assert now(library, mother, story).state == "plain"


def test_a_program_is_told_in_json_why_not(browser, story):
    outside = {"recipe": {"crop": {"left": 0.8, "top": 0, "width": 0.5, "height": 0.5}}}
    answer = browser.post(f"/api/stories/{story}/edit", json=outside)
    assert answer.status_code == 422 and answer.json()["reason"] == "edits.crop_outside"
    assert browser.post(f"/api/stories/{story}/edit", json={"recipe": {"turn": 45}}).status_code == 422
    good = browser.post(f"/api/stories/{story}/edit", json={"recipe": {"turn": 270}, "version": 0}).json()
    assert good["state"] == "waiting" and good["recipe"] == {"turn": 270} and good["version"] == 1


def test_what_moves_or_cannot_be_seen_is_left_alone(library, mother, story, photo):
    for column, reason in (
        ("animated = 1", "edits.animated"),
        ("animated = 0, rendered = 0", "edits.cannot_show"),
    ):
        with library.database.writing() as connection:
            connection.execute(f"UPDATE media SET {column} WHERE id = ?", (photo,))
        with pytest.raises(Refused) as refusal:
            editing.edit_clip(library, mother, story, 0, EditOrder(TURNED))
        assert refusal.value.key == reason


def test_a_film_is_trimmed_and_silenced(library, mother, browser, album, tmp_path):
    number = kept(library, making.film(tmp_path / "a.mp4", 4.0, sound=True))
    story = house.story(library, mother, album, number)
    page = browser.get(f"/stories/{story}/edit").text
    assert 'name="begin"' in page and 'max="4.0"' in page
    too_long = browser.post(f"/stories/{story}/edit", data={"version": 0, "begin": 1, "end": 9})
    assert too_long.status_code == 422 and "4.0초까지" in too_long.text
    form = {"version": 0, "begin": "0:01", "end": 3, "mute": "yes"}
    assert browser.post(f"/stories/{story}/edit", data=form).status_code == 303
    library.jobs.drain()
    picture = looking.seen(library, mother, story).shown.picture
    assert abs(picture.duration - 2.0) < 0.25 and picture.film == "made"
    trimmed, whole = browser.get(picture.at("film")), browser.get(f"/media/{number}/film?unedited")
    assert trimmed.headers["content-type"] == "video/mp4" and len(trimmed.content) < len(whole.content)
    assert whole.content == browser.get(f"/media/{number}/original").content

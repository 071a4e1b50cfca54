"""Pictures of one moment lie upon each other: proposed, stacked, turned, taken apart, and undone; nothing is deleted."""

import re

import pytest
from PIL import ImageEnhance, ImageFilter

from backupd import marks, media
from backupd.albums import history_store, stacks, store, trash, undoing
from tests import people
from tests.albums import house
from tests.albums.scenes import hashed, picture


def put(library, who, album, image, taken="2019-08-05T10:00:00", **more):
    """A story with its preview on the disk, as development leaves it."""
    number = house.photo(
        library, taken, width=image.width, height=image.height, phash=hashed(image), camera="Galaxy", **more
    )
    preview = media.derived_path(library, number, "preview")
    preview.parent.mkdir(parents=True)
    image.save(preview, quality=80)
    return house.story(library, who, album, number)


@pytest.fixture
def burst(library, mother, album):
    """Three of one moment, the middle one sharp, in an album of six."""
    sharp = picture(5)
    blurred = [sharp.filter(ImageFilter.GaussianBlur(radius)) for radius in (6, 3)]
    return [put(library, mother, album, each) for each in (blurred[0], sharp, blurred[1])]


def tiles(browser, address):
    return [
        int(number) for number in re.findall(r'<a class="photo[^"]*" id="s(\d+)"', browser.get(address).text)
    ]


def test_a_burst_is_proposed_with_the_sharp_one_first(library, mother, album, burst, browser):
    _, sharp, _ = burst
    proposed = [each.stories for each in stacks.proposals(library, mother, album)]
    assert [set(each) for each in proposed] == [set(burst)] and proposed[0][0] == sharp
    page = browser.get(f"/albums/{album}/stacks")
    assert f'value="{"-".join(map(str, proposed[0]))}" checked' in page.text
    assert browser.get(f"/api/albums/{album}/stacks").json() == [{"stories": proposed[0]}]


def test_a_larger_original_wins_over_a_sharper_small_one(library, mother, album):
    whole = picture(7).filter(ImageFilter.GaussianBlur(1))
    small = put(library, mother, album, picture(7).resize((720, 540)))
    large = put(library, mother, album, whole)
    assert [each.stories for each in stacks.proposals(library, mother, album)] == [[large, small]]


def test_one_tap_stacks_and_the_album_shows_one_tile(library, mother, album, burst, browser):
    first, sharp, second = burst
    answer = browser.post(f"/albums/{album}/stacks", data={"group": f"{sharp}-{second}-{first}"})
    assert answer.status_code == 303
    assert sharp in tiles(browser, f"/albums/{album}")
    assert not {first, second} & set(tiles(browser, f"/albums/{album}"))
    assert not {first, second} & set(tiles(browser, "/photos")) and sharp in tiles(browser, "/photos")
    assert "3장" in browser.get(f"/albums/{album}").text
    assert store.album(library, mother, album).media == 6, "the album still has them all"
    assert stacks.proposals(library, mother, album) == []
    told = browser.get(f"/api/stories/{second}").json()
    assert [one["story"] for one in told["stack"]] == [sharp, second, first]
    assert (told["around"]["total"], told["around"]["position"]) == (4, 4)
    assert all(f'href="/stories/{each}"' in browser.get(f"/stories/{sharp}").text for each in burst)


def test_another_top_one_out_and_all_apart(library, mother, album, burst, browser):
    first, sharp, second = burst
    stacks.stack_stories(library, mother, album, [[sharp, second, first]])
    browser.post(f"/stories/{first}/stack", data={"act": "top"})
    assert {first} == set(burst) & set(tiles(browser, f"/albums/{album}"))
    browser.post(f"/stories/{second}/stack", data={"act": "out"})
    assert {first, second} == set(burst) & set(tiles(browser, f"/albums/{album}"))
    browser.post(f"/stories/{sharp}/stack", data={"act": "apart"})
    assert set(burst) <= set(tiles(browser, f"/albums/{album}"))
    refused = browser.post(f"/stories/{sharp}/stack", data={"act": "apart"})
    assert refused.status_code == 422 and "묶음에 들어 있지 않아요" in refused.text


def test_every_step_can_be_taken_back(library, mother, album, burst, browser):
    first, sharp, second = burst
    stacks.stack_stories(library, mother, album, [[sharp, second, first]])
    stacks.put_on_top(library, mother, first)
    stacks.take_out(library, mother, second)
    stacks.lay_apart(library, mother, first)
    seen = [{first, second, sharp}, {first, second}, {first}, {sharp}, {first, second, sharp}]
    said = browser.get(f"/albums/{album}/history").text
    assert "비슷한 사진 3장을 묶었어요" in said and "묶음을 풀었어요" in said
    for number in range(4):
        assert set(burst) & set(tiles(browser, f"/albums/{album}")) == seen[number]
        undo_newest(library, mother, album)
    assert set(burst) & set(tiles(browser, f"/albums/{album}")) == seen[4]


def undo_newest(library, who, album):
    newest = library.database.value(
        """SELECT max(id) FROM visible_changes WHERE viewer = ? AND family = ? AND album = ? AND undoes IS NULL
           AND undone IS NULL""", (who.id, who.family, album)
    )  # fmt: skip
    assert history_store.change(library, who, album, newest)
    undoing.undo(library, who, album, [newest])


def test_when_the_top_goes_to_the_trash_the_next_comes_up_and_back(library, mother, album, burst, browser):
    first, sharp, second = burst
    stacks.stack_stories(library, mother, album, [[sharp, second, first]])
    trash.trash_stories(library, mother, [sharp])
    assert {second} == set(burst) & set(tiles(browser, f"/albums/{album}"))
    assert {second} == set(burst) & set(tiles(browser, "/photos"))
    trash.restore_story(library, mother, sharp)
    assert {sharp} == set(burst) & set(tiles(browser, f"/albums/{album}"))


def test_a_fourth_joins_the_stack_that_is_there(library, mother, album, burst):
    first, sharp, second = burst
    stacks.stack_stories(library, mother, album, [[sharp, second, first]])
    fourth = put(library, mother, album, picture(5).filter(ImageFilter.GaussianBlur(9)))
    assert [each.stories for each in stacks.proposals(library, mother, album)] == [[sharp, fourth]]
    assert stacks.stack_stories(library, mother, album, [[sharp, fourth]]) == 4


def test_bad_input_gets_a_sentence_and_changes_nothing(library, mother, album, burst, browser):
    other = house.album(library, mother, "설날", photos=1)
    elsewhere = library.database.value("SELECT max(id) FROM story WHERE album = ?", (other,))
    for written, status in (
        ({}, 422),
        ({"group": "1"}, 422),
        ({"group": f"1-{elsewhere}"}, 404),
        ({"group": "x-1"}, 422),
    ):
        assert browser.post(f"/albums/{album}/stacks", data=written).status_code == status, written
    assert library.database.value("SELECT count(*) FROM story WHERE stack IS NOT NULL") == 0


def test_strangers_and_readers_stack_nothing(library, mother, album, burst):
    aunt, reader = people.another_family(library), people.join(library, mother, "아이", role="reader")
    for who, status in ((aunt, 404), (reader, 403)):
        with people.client_for(library, who) as browser:
            assert browser.get(f"/albums/{album}/stacks").status_code == status
            answer = browser.post(f"/albums/{album}/stacks", data={"group": "-".join(map(str, burst))})
            assert answer.status_code == status


def test_a_brighter_copy_is_no_sharper(library, mother, album):
    whole = picture(3)
    kept = put(library, mother, album, whole)
    brighter = put(library, mother, album, ImageEnhance.Brightness(whole).enhance(1.1))
    assert [each.stories for each in stacks.proposals(library, mother, album)] == [[kept, brighter]]


def test_a_missing_preview_is_not_sharp(library):
    assert marks.sharpness(library, [house.photo(library)]) != {}
    assert set(marks.sharpness(library, [house.photo(library)]).values()) == {0.0}

"""Pictures of one moment lie upon each other: proposed, stacked, turned, taken apart, and undone; nothing is deleted."""

import io
import random
import re

import pytest
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from backupd import media
from backupd.albums import history_store, stacks, store, trash, undoing
from backupd.albums.likeness import Looks, alike, groups
from backupd.media.prints import difference_hash, shrink
from backupd.media.sharpness import sharpness
from tests import people
from tests.albums import house

BURST = 0b1011_0110_0101_1010_1100_0011_1010_0101_1011_0110_0101_1010_1100_0011_1010_0101


def picture(seed: int) -> Image.Image:
    """A scene of its own: soft ground and some shapes."""
    chance = random.Random(seed)
    made = Image.frombytes("RGB", (6, 5), chance.randbytes(90)).resize((1440, 1080), Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(made)
    for _ in range(14):
        x, y, size = chance.randrange(1440), chance.randrange(1080), chance.randrange(40, 300)
        draw.ellipse((x, y, x + size, y + size), fill=tuple(chance.randbytes(3)))
    return made


def hashed(image: Image.Image) -> int:
    number = difference_hash(shrink(shrink(image, 1440), 480))
    return number - (1 << 64) if number >= 1 << 63 else number


def squeezed(image: Image.Image, quality: int) -> Image.Image:
    file = io.BytesIO()
    image.save(file, "JPEG", quality=quality)
    return Image.open(file).convert("RGB")


COPIES = {
    "quality 50": lambda image: squeezed(image, 50),
    "half the size": lambda image: image.resize((image.width // 2, image.height // 2)),
    "brighter": lambda image: ImageEnhance.Brightness(image).enhance(1.1),
    "through a chat app": lambda image: squeezed(image.resize((960, 720)), 60),
}


def looks(story: int, image: Image.Image, taken: str | None = None, camera: str | None = None) -> Looks:
    precision = "exact" if taken else "unknown"
    return Looks(story, story, hashed(image), image.width, image.height, taken, precision, camera)


@pytest.mark.parametrize("copy", COPIES.values(), ids=COPIES)
def test_what_became_of_a_picture_is_like_it_whatever_the_time(copy):
    for seed in range(12):
        whole = picture(seed)
        assert alike(looks(1, whole, "2019-08-05T10:00:00", "Galaxy"), looks(2, copy(whole)))


def test_different_pictures_are_never_stacked():
    found = groups([looks(seed, picture(seed)) for seed in range(60)])
    assert found == []


def test_a_crop_is_found_by_its_moment():
    for seed in range(12):
        whole = picture(seed)
        cropped = whole.crop((36, 27, 1404, 1053))
        one, other = (
            looks(number, each, "2019-08-05T10:00:00", "Galaxy")
            for number, each in ((1, whole), (2, cropped))
        )
        assert alike(one, other)


def test_two_moments_with_the_same_camera_are_two_pictures():
    """The same view on two days, as from a window, is no near-duplicate."""
    window = picture(1)
    assert not alike(
        looks(1, window, "2019-08-05T10:00:00", "Galaxy"), looks(2, window, "2019-08-06T10:00:00", "Galaxy")
    )


def test_likeness_does_not_creep_along_a_chain():
    """Each differs from the next by eight bits: the first and the last show something else."""
    chain = [
        Looks(
            number,
            number,
            BURST ^ ((1 << 8 * number) - 1),
            4000,
            3000,
            f"2019-08-05T10:00:0{number}",
            "exact",
            "G",
        )
        for number in range(4)
    ]
    for group in groups(chain):
        assert all(alike(one, other) for one in group for other in group)
        assert len(group) == 2


def test_a_sky_is_like_nothing():
    sky = [Looks(number, number, 1, 4000, 3000, "2019-08-05T10:00:00", "exact", None) for number in (1, 2)]
    assert groups(sky) == []


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
    first, sharp, second = burst
    assert [each.stories for each in stacks.proposals(library, mother, album)] == [[sharp, second, first]]
    page = browser.get(f"/albums/{album}/stacks")
    assert f'value="{sharp}-{second}-{first}" checked' in page.text
    assert browser.get(f"/api/albums/{album}/stacks").json() == [{"stories": [sharp, second, first]}]


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


def test_a_missing_preview_is_not_sharp(tmp_path):
    assert sharpness(tmp_path / "none.jpg") == 0.0

"""What shows the same is found, and what does not is left alone."""

import io

import pytest
from PIL import Image, ImageEnhance

from backupd.albums.likeness import Looks, alike, groups
from tests.albums.scenes import hashed, picture

BURST = 0b1011_0110_0101_1010_1100_0011_1010_0101_1011_0110_0101_1010_1100_0011_1010_0101


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

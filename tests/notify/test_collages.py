"""The picture of a letter: pictures whole, and where a panorama is cropped, whoever is on it stays."""

from io import BytesIO

from PIL import Image

from backupd.media import Box
from backupd.notify.collage import collage


def panorama(folder):
    """Grey, and red where somebody stands at its far end."""
    picture = Image.new("RGB", (1200, 200), "grey")
    picture.paste("red", (1100, 60, 1160, 140))
    path = folder / "panorama.jpg"
    picture.save(path, quality=95)
    return path


def red(drawn: bytes) -> int:
    with Image.open(BytesIO(drawn)) as picture:
        return sum(r > 180 and g < 90 for r, g, _ in picture.convert("RGB").get_flattened_data())


def test_somebody_at_the_far_end_of_a_panorama_stays_on_it(tmp_path):
    path = panorama(tmp_path)
    unknown = collage([(path, None), (path, None)])
    known = collage([(path, Box(1100 / 1200, 0.3, 60 / 1200, 0.4)), (path, None)])
    assert unknown and known
    assert red(unknown) == 0 < red(known)


def test_what_is_no_picture_any_more_is_left_out(tmp_path):
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8 nothing")
    assert collage([(tmp_path / "broken.jpg", None)]) is None
    assert collage([(tmp_path / "broken.jpg", None), (panorama(tmp_path), None)])

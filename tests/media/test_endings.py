"""A file that is still being copied, or was cut off, is known by its container alone."""

from pathlib import Path

import pytest

from backupd.media.endings import ends_early
from tests.media.making import film, photo

PICTURES = ("jpg", "png", "gif", "webp", "avif", "heic")
FILMS = (("mp4", "libx264"), ("mov", "libx264"), ("mkv", "libx264"), ("webm", "libvpx"), ("avi", "mpeg4"))


@pytest.fixture(params=[*((suffix, None) for suffix in PICTURES), *FILMS], ids=lambda case: case[0])
def whole(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    suffix, codec = request.param
    if codec:
        return film(tmp_path / f"a.{suffix}", codec=codec, size=(640, 480))
    if suffix == "heic":
        import pillow_heif

        pillow_heif.register_heif_opener()
    return photo(tmp_path / f"a.{suffix}")


def test_a_whole_file_is_whole(whole: Path) -> None:
    assert not ends_early(whole)


@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_part_of_a_file_ends_early(whole: Path, part: float) -> None:
    content = whole.read_bytes()
    whole.write_bytes(content[: int(len(content) * part)])
    assert ends_early(whole)


def test_a_photo_with_a_film_behind_it_is_whole(tmp_path: Path) -> None:
    path = photo(tmp_path / "a.jpg")
    path.write_bytes(path.read_bytes() + film(tmp_path / "b.mp4").read_bytes())
    assert not ends_early(path)


def test_a_text_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("hello")
    assert not ends_early(tmp_path / "letter.txt")

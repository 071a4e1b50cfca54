"""Preview, grid, placeholder and hash: upright, in true colours, small, and without anybody's metadata."""

import io
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from backupd.media.colours import SRGB_PROFILE
from backupd.media.developing import develop
from backupd.media.errors import Unreadable
from backupd.media.records import Developed, Limits
from tests.media.making import exif, film, music, photo, scene, seen, seoul, turned_film

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
RED, SKY = (220, 30, 30), (40, 90, 200)


def developed(path: Path, limits: Limits | None = None) -> Developed:
    return develop(path, path.parent, path.name, "Asia/Seoul", NOW, limits or Limits())


def preview(path: Path) -> Image.Image:
    name = developed(path).preview
    assert name
    return seen(path.parent / name)


def near(colour: object, wanted: tuple[int, int, int], slack: int = 14) -> bool:
    assert isinstance(colour, tuple)
    return all(abs(a - b) <= slack for a, b in zip(colour, wanted, strict=True))


def test_a_large_photo_becomes_a_preview_a_grid_picture_and_a_placeholder(tmp_path: Path) -> None:
    made = developed(photo(tmp_path / "a.jpg", (4000, 3000)))
    sizes = [seen(tmp_path / name).size for name in (made.preview, made.grid) if name]
    assert sizes == [(1440, 1080), (480, 360)]
    assert Image.open(io.BytesIO(made.tiny)).size == (24, 18)
    assert len(made.tiny) < 300
    assert made.skipped is None


def test_a_small_photo_is_never_enlarged(tmp_path: Path) -> None:
    assert preview(photo(tmp_path / "a.png", (100, 40))).size == (100, 40)


def test_a_thread_of_a_picture_still_has_a_preview(tmp_path: Path) -> None:
    assert preview(photo(tmp_path / "a.png", (9000, 2))).size == (4320, 1)


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "tif", "avif"])
@pytest.mark.parametrize("turned", range(1, 9))
def test_every_orientation_is_shown_upright(tmp_path: Path, suffix: str, turned: int) -> None:
    backwards = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    held = scene(320, 240)
    stored = held.transpose(Image.Transpose(backwards[turned])) if turned in backwards else held
    path = tmp_path / f"a.{suffix}"
    stored.save(path, exif=exif(orientation=turned))
    shown = preview(path).convert("RGB")
    assert shown.size == (320, 240)
    assert near(shown.getpixel((20, 15)), RED)
    assert near(shown.getpixel((300, 15)), SKY)


def test_a_preview_tells_nobody_where_it_was_taken(tmp_path: Path) -> None:
    block = exif("2019:08:17 12:34:56", make="samsung", gps=seoul())
    path = photo(tmp_path / "a.jpg", exif=block, comment=b"our home", xmp=b"<x/>")
    shown = preview(path)
    assert set(shown.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "icc_profile"}
    assert shown.info["icc_profile"] == SRGB_PROFILE


def test_a_photo_in_other_colours_is_brought_to_those_of_a_screen(tmp_path: Path) -> None:
    """Red in LAB, whose numbers mean something else altogether."""
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    path = tmp_path / "a.tif"
    Image.new("LAB", (64, 64), (136, 208, 195)).save(path, icc_profile=lab.tobytes())
    assert near(preview(path).convert("RGB").getpixel((9, 9)), (254, 0, 0), 30)


def test_cmyk_becomes_what_was_printed(tmp_path: Path) -> None:
    Image.new("CMYK", (64, 64), (0, 255, 255, 0)).save(tmp_path / "a.jpg")
    assert near(preview(tmp_path / "a.jpg").getpixel((9, 9)), (227, 6, 19), 10)


def test_a_broken_colour_profile_costs_nothing(tmp_path: Path) -> None:
    assert near(preview(photo(tmp_path / "a.png", icc_profile=b"rubbish")).getpixel((9, 9)), RED)


def test_deep_greys_are_brought_down_to_the_screen(tmp_path: Path) -> None:
    deep = Image.new("I;16", (64, 64), 40_000)
    deep.save(tmp_path / "a.png")
    assert near((preview(tmp_path / "a.png").convert("L").getpixel((9, 9)),) * 3, (156, 156, 156), 4)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_is_white_paper(tmp_path: Path, mode: str) -> None:
    clear = Image.new("RGBA", (64, 64), (0, 0, 0, 0))
    clear.paste((0, 0, 0, 255), (0, 0, 32, 64))
    clear.convert(mode).save(tmp_path / "a.png", **({"transparency": 0} if mode == "P" else {}))
    shown = preview(tmp_path / "a.png").convert("RGB")
    assert near(shown.getpixel((50, 9)), (255, 255, 255))


def test_copies_of_one_picture_have_near_hashes_and_others_do_not(tmp_path: Path) -> None:
    first = developed(photo(tmp_path / "a.jpg", (1600, 1200))).phash
    copy = developed(photo(tmp_path / "b.jpg", (800, 600), quality=30)).phash
    scene(800, 600).rotate(90, expand=True).save(tmp_path / "c.jpg")
    other = developed(tmp_path / "c.jpg").phash
    assert first is not None and copy is not None and other is not None
    assert (first ^ copy).bit_count() <= 4 < (first ^ other).bit_count()
    assert 0 <= first < 1 << 64


def test_a_picture_beyond_the_limit_is_kept_without_pictures(tmp_path: Path) -> None:
    made = developed(photo(tmp_path / "a.png", (2000, 1000)), Limits(pixels=1_000_000))
    assert (made.skipped, made.preview, made.grid, made.tiny) == ("media.too_large_to_show", None, None, b"")
    assert (made.facts.width, made.facts.height) == (2000, 1000)


def test_a_huge_panorama_in_jpeg_is_shown_all_the_same(tmp_path: Path) -> None:
    made = developed(photo(tmp_path / "a.jpg", (12_000, 2_000)), Limits(pixels=8_000_000))
    assert made.skipped is None and made.facts.width == 12_000


def claiming(path: Path, width: int, height: int) -> Path:
    """A PNG whose header claims a size its few bytes cannot hold."""
    header = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    pixels = b"IDAT" + zlib.compress(b"\0" * 100)
    chunks = [header, pixels, b"IEND"]
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + b"".join((len(c) - 4).to_bytes(4, "big") + c + zlib.crc32(c).to_bytes(4, "big") for c in chunks)
    )
    return path


def test_a_header_that_claims_gigapixels_is_refused_before_anything_is_decoded(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="too_many_pixels"):
        developed(claiming(tmp_path / "a.png", 50_000, 50_000))


def test_a_header_that_claims_a_large_picture_is_kept_unshown(tmp_path: Path) -> None:
    assert developed(claiming(tmp_path / "a.png", 16_000, 16_000)).skipped == "media.too_large_to_show"


@pytest.mark.parametrize(
    ("suffix", "keep"),
    [("jpg", 0.5), ("png", 0.5), ("webp", 0.5), ("avif", 0.5), ("gif", 0.3), ("heic", 0.5)],
)
def test_half_a_picture_is_called_cut_off(tmp_path: Path, suffix: str, keep: float) -> None:
    if suffix == "heic":
        import pillow_heif

        pillow_heif.register_heif_opener()
    whole = Image.effect_noise((800, 600), 80).convert("RGB")
    whole.save(tmp_path / f"a.{suffix}")
    content = (tmp_path / f"a.{suffix}").read_bytes()
    (tmp_path / f"a.{suffix}").write_bytes(content[: int(len(content) * keep)])
    with pytest.raises(Unreadable) as refusal:
        developed(tmp_path / f"a.{suffix}")
    assert refusal.value.reason == "media.truncated"


def test_half_a_progressive_jpeg_is_called_cut_off_though_it_shows_a_blur(tmp_path: Path) -> None:
    content = photo(tmp_path / "a.jpg", (1600, 1200), progressive=True).read_bytes()
    (tmp_path / "a.jpg").write_bytes(content[: int(len(content) * 0.7)])
    with pytest.raises(Unreadable, match="truncated"):
        developed(tmp_path / "a.jpg")


def test_a_jpeg_that_lacks_only_its_end_marker_is_shown_whole(tmp_path: Path) -> None:
    content = photo(tmp_path / "a.jpg", (1600, 1200)).read_bytes()
    (tmp_path / "a.jpg").write_bytes(content[:-2])
    shown = preview(tmp_path / "a.jpg")
    assert near(shown.getpixel((700, shown.height - 1)), (60, 140, 50))


def test_rubbish_behind_a_photo_does_not_matter(tmp_path: Path) -> None:
    path = photo(tmp_path / "a.jpg")
    path.write_bytes(path.read_bytes() + b"rubbish" * 700)
    assert developed(path).preview


def test_a_film_that_begins_in_the_dark_is_stood_for_by_a_later_frame(tmp_path: Path) -> None:
    shown = preview(film(tmp_path / "a.mp4", seconds=3, black=15))
    assert near(shown.getpixel((20, 15)), RED, 40)


def test_a_film_that_is_dark_beyond_the_frames_allowed_is_looked_at_further_on(tmp_path: Path) -> None:
    path = film(tmp_path / "a.mp4", seconds=4, black=20)
    made = developed(path, Limits(frames=5))
    assert made.preview
    assert near(seen(tmp_path / made.preview).getpixel((20, 15)), RED, 40)


def test_a_film_on_its_side_has_an_upright_poster(tmp_path: Path) -> None:
    shown = preview(turned_film(tmp_path))
    assert shown.size == (240, 320)
    assert near(shown.getpixel((230, 10)), RED, 40)


@pytest.mark.parametrize("size", [(320, 240), (1280, 720)])
def test_a_poster_has_the_colours_of_its_film(tmp_path: Path, size: tuple[int, int]) -> None:
    shown = preview(film(tmp_path / "a.mp4", seconds=0.3, size=size))
    assert near(shown.getpixel((20, 15)), RED, 12)


def test_an_iphone_photo_that_lost_its_turning_box_is_still_upright(tmp_path: Path) -> None:
    import pillow_heif

    pillow_heif.register_heif_opener()
    path = tmp_path / "a.heic"
    scene(320, 240).transpose(Image.Transpose.ROTATE_90).save(path, exif=exif(orientation=6, make="Apple"))
    assert b"irot" not in path.read_bytes()
    shown = preview(path)
    assert shown.size == (320, 240)
    assert near(shown.getpixel((20, 15)), RED)


def test_a_film_without_its_index_is_called_cut_off(tmp_path: Path) -> None:
    content = film(tmp_path / "a.mp4").read_bytes()
    (tmp_path / "a.mp4").write_bytes(content[: content.index(b"moov") - 4])
    with pytest.raises(Unreadable, match="truncated"):
        developed(tmp_path / "a.mp4")


def test_music_in_a_film_container_is_no_film(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no_picture"):
        developed(music(tmp_path / "a.mp4"))

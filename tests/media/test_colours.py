"""Deep, wide, bright and printed colours look on an ordinary screen as they are meant: known patches, one by one."""

from pathlib import Path

import av
import pillow_heif
import pytest
from PIL import Image

from tests.media.making import seen
from tests.media.test_prints import near, preview

PQ, HLG, SDR, BT2020, P3 = 16, 18, 13, 9, 12

# signal in 8 bits → what an ordinary screen is to show
PATCHES = [
    # 203 cd/m², a white page in the HDR of HDR10 (BT.2408): nearly white, not the grey of its numbers
    (PQ, BT2020, (148, 148, 148), (231, 231, 231)),
    # the same page in HLG is at 75 %
    (HLG, BT2020, (191, 191, 191), (231, 231, 231)),
    # a grey card of 26 cd/m² stays a grey card
    (PQ, BT2020, (97, 97, 97), (101, 101, 101)),
    # a lamp of 3,000 cd/m² is white
    (PQ, BT2020, (220, 220, 220), (255, 255, 255)),
    # an iPhone's red shirt in Display P3, without a profile
    (SDR, P3, (200, 100, 100), (214, 97, 98)),
    (SDR, P3, (128, 128, 128), (128, 128, 128)),
    # and what needs nothing is left as it is
    (SDR, 1, (200, 100, 100), (200, 100, 100)),
]


def coded(path: Path, colour: tuple[int, int, int], transfer: int, primaries: int) -> Path:
    """A picture of one colour whose box `colr` says what its numbers mean."""
    pillow_heif.register_heif_opener()
    Image.new("RGB", (64, 64), colour).save(path, quality=95)
    whole = path.read_bytes()
    at = whole.index(b"colrnclx") + 8
    path.write_bytes(
        whole[:at] + primaries.to_bytes(2, "big") + transfer.to_bytes(2, "big") + whole[at + 4 :]
    )
    return path


@pytest.mark.parametrize(("transfer", "primaries", "signal", "shown"), PATCHES)
@pytest.mark.parametrize("suffix", ["avif", "heic"])
def test_a_patch_is_shown_as_it_is_meant(
    tmp_path: Path,
    suffix: str,
    transfer: int,
    primaries: int,
    signal: tuple[int, int, int],
    shown: tuple[int, int, int],
) -> None:
    path = coded(tmp_path / f"a.{suffix}", signal, transfer, primaries)
    assert near(preview(path).convert("RGB").getpixel((9, 9)), shown, 6)


def test_ten_bits_of_a_camera_become_the_eight_of_a_screen(tmp_path: Path) -> None:
    pillow_heif.register_heif_opener()
    deep = pillow_heif.from_bytes("RGB;16", (64, 64), (40_000).to_bytes(2, "little") * 3 * 64 * 64)
    deep.save(tmp_path / "a.heic", quality=95)
    with Image.open(tmp_path / "a.heic") as picture:
        assert picture.info["bit_depth"] == 10
    assert near(preview(tmp_path / "a.heic").convert("RGB").getpixel((9, 9)), (156, 156, 156), 4)


@pytest.mark.parametrize("packing", ["raw", "lzw", "deflate"])
def test_a_scanners_sixteen_bits_keep_their_colour(tmp_path: Path, packing: str) -> None:
    path = _encoded(tmp_path / "a.tif", "tiff", {"compression_algo": packing})
    assert near(preview(path).getpixel((9, 9)), (220, 30, 30), 8)


def test_a_png_of_sixteen_bits_keeps_its_colour(tmp_path: Path) -> None:
    assert near(preview(_encoded(tmp_path / "a.png", "png", {})).getpixel((9, 9)), (220, 30, 30), 8)


def _encoded(path: Path, codec: str, options: dict[str, str]) -> Path:
    frame = av.VideoFrame.from_image(Image.new("RGB", (64, 64), (220, 30, 30)))
    deep = "rgb48le" if codec == "tiff" else "rgb48be"
    with av.open(str(path), "w", format="image2", options={"update": "1"}) as output:
        stream = output.add_stream(codec, rate=1, options=options)
        stream.width, stream.height, stream.pix_fmt = 64, 64, deep
        output.mux(stream.encode(frame.reformat(format=deep)))
        output.mux(stream.encode())
    return path


INKS = [
    ((0, 0, 0, 0), (255, 255, 255)),
    ((255, 0, 0, 0), (0, 158, 224)),
    ((0, 255, 255, 0), (227, 6, 19)),
    ((255, 255, 0, 0), (43, 46, 131)),
    ((0, 0, 0, 255), (29, 29, 29)),
    ((0, 0, 0, 128), (142, 142, 142)),
    ((128, 0, 0, 0), (127, 206, 239)),
]


@pytest.mark.parametrize(("inks", "shown"), INKS)
def test_inks_without_a_profile_look_printed_and_not_neon(
    tmp_path: Path, inks: tuple[int, ...], shown: tuple[int, int, int]
) -> None:
    Image.new("CMYK", (64, 64), inks).save(tmp_path / "a.jpg", quality=95)
    assert near(preview(tmp_path / "a.jpg").convert("RGB").getpixel((9, 9)), shown, 10)


def test_a_preview_of_a_deep_picture_is_an_ordinary_jpeg(tmp_path: Path) -> None:
    preview(coded(tmp_path / "a.avif", (148, 148, 148), PQ, BT2020))
    assert seen(tmp_path / "preview.jpg").mode in {"RGB", "L"}

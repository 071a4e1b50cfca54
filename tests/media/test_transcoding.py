"""The copy of a video that every browser plays."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import av
import pytest
from PIL import Image

from backupd.media import facts
from backupd.media.errors import Unreadable
from backupd.media.transcoding import transcode
from tests.media.making import film, turned_film


def copied(path: Path) -> Path:
    target = path.parent / "copy.mp4"
    transcode(path, target, 1, lambda part: None)
    return target


def shown(path: Path) -> Image.Image:
    with av.open(str(path)) as container:
        frame = next(container.decode(video=0))
        return frame.to_image(src_colorspace=frame.colorspace)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("a.mkv", {"sound": True}),
        ("a.mp4", {"codec": "libx265", "pixels": "yuv420p10le", "sound": True}),
        ("a.avi", {"codec": "mpeg4"}),
        ("a.mov", {"codec": "mjpeg", "pixels": "yuvj420p"}),
    ],
)
def test_a_video_no_browser_plays_gets_a_copy_that_all_play(
    tmp_path: Path, name: str, options: dict[str, Any]
) -> None:
    original = film(tmp_path / name, seconds=2.0, **options)
    copy = facts.read(copied(original), "copy.mp4", "Asia/Seoul", datetime.now(UTC))
    assert copy.browser_plays
    assert (copy.width, copy.height) == (320, 240)
    assert copy.duration == pytest.approx(2.0, abs=0.15)


def test_the_copy_starts_before_it_is_loaded_and_names_no_place(tmp_path: Path) -> None:
    original = film(tmp_path / "a.mov", codec="mpeg4", metadata={"location": "+37.5665+126.9780/"})
    content = copied(original).read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")
    assert b"37.5665" not in content


def test_a_film_on_its_side_is_upright_in_the_copy(tmp_path: Path) -> None:
    seen = shown(copied(turned_film(tmp_path)))
    assert seen.size == (240, 320)
    red, _, blue = seen.getpixel((230, 10))
    assert red > 150 > blue


def test_a_large_film_becomes_full_hd_with_even_sides(tmp_path: Path) -> None:
    assert shown(copied(film(tmp_path / "a.mkv", seconds=0.3, size=(2562, 1602)))).size == (1728, 1080)


@pytest.mark.parametrize("size", [(320, 240), (1280, 720)])
def test_colours_stay_what_they_were(tmp_path: Path, size: tuple[int, int]) -> None:
    original = film(tmp_path / "a.avi", codec="mpeg4", seconds=0.5, size=size)
    seen = shown(copied(original)).getpixel((20, 20))
    assert all(abs(a - b) < 16 for a, b in zip(seen, (220, 30, 30), strict=True))


def test_a_high_dynamic_range_film_is_brought_down_whatever_its_folder_is_called(tmp_path: Path) -> None:
    folder = tmp_path / "여행: 부산, 'it's' [1]"
    folder.mkdir()
    original = film(folder / "a.mp4", codec="libx265", pixels="yuv420p10le", seconds=0.5, transfer=18)
    copy = copied(original)
    assert shown(copy).getpixel((300, 20))[2] > 150
    with av.open(str(copy)) as container:
        assert container.streams.video[0].codec_context.color_trc == 1
    assert {file.name for file in folder.iterdir()} == {"a.mp4", "copy.mp4"}


def test_a_film_that_changes_its_size_midway_keeps_the_size_it_began_with(tmp_path: Path) -> None:
    parts = [
        film(tmp_path / f"{n}.mpg", codec="mpeg1video", rate=25, size=size, container="mpeg")
        for n, size in enumerate([(320, 240), (160, 120)])
    ]
    joined = tmp_path / "a.mpg"
    joined.write_bytes(b"".join(part.read_bytes() for part in parts))
    with av.open(str(copied(joined))) as container:
        sizes = {(frame.width, frame.height) for frame in container.decode(video=0)}
    assert sizes == {(320, 240)}


def test_progress_rises_to_the_end(tmp_path: Path) -> None:
    heard: list[float] = []
    transcode(film(tmp_path / "a.mkv", seconds=3.0), tmp_path / "copy.mp4", 1, heard.append)
    seen = [part for part in heard if part > 0]
    assert seen == sorted(seen) and 0.8 < seen[-1] <= 1


def test_damage_in_the_middle_loses_only_the_damage(tmp_path: Path) -> None:
    original = film(tmp_path / "a.avi", codec="mpeg4", seconds=4.0, size=(640, 480))
    content = bytearray(original.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 400] = bytes(400)
    original.write_bytes(content)
    copy = facts.read(copied(original), "copy.mp4", "Asia/Seoul", datetime.now(UTC))
    assert copy.duration and copy.duration > 3


def test_a_film_without_a_single_frame_is_refused(tmp_path: Path) -> None:
    original = film(tmp_path / "a.mp4")
    content = original.read_bytes()
    start, end = content.index(b"mdat") + 4, content.index(b"moov") - 4
    original.write_bytes(content[:start] + b"\xff" * (end - start) + content[end:])
    with pytest.raises(Unreadable):
        copied(original)

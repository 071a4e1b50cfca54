"""What a file is follows from its content; its name may say anything."""

import os
from pathlib import Path

import pytest

from backupd.media.errors import Unreadable
from backupd.media.kinds import judge
from tests.media.making import film, photo

CONTENTS = {
    b"": "media.empty",
    bytes(65536): "media.blank",
    b"%PDF-1.7\n": "media.document",
    b"PK\x03\x04zip": "media.archive",
    b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>": "media.svg",
    b"\n<!DOCTYPE html><html><body>login</body></html>": "media.web_page",
    b"ID3\x04rest": "media.audio",
    b"\x00\x00\x00\x20ftypM4A \x00\x00\x00\x00": "media.audio",
    b"\xff\x0a\xfa\x1f": "media.unsupported_picture",
    b"\x30\x26\xb2\x75\x8e\x66": "media.unsupported_video",
    b"BM is how this letter begins": "media.mislabelled",
    b"hello": "media.mislabelled",
}


@pytest.mark.parametrize(("content", "reason"), CONTENTS.items())
def test_what_is_no_picture_is_refused_with_its_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "picture.jpg"
    path.write_bytes(content)
    with pytest.raises(Unreadable) as refusal:
        judge(path, path.name)
    assert refusal.value.reason == reason


def test_a_text_named_as_text_is_simply_not_media(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("hello")
    with pytest.raises(Unreadable, match=r"media\.not_media"):
        judge(tmp_path / "letter.txt", "letter.txt")


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "gif", "avif", "tif", "bmp"])
def test_a_photo_is_known_under_any_name(tmp_path: Path, suffix: str) -> None:
    kind = judge(photo(tmp_path / f"a.{suffix}").rename(tmp_path / "b.mp4"), "b.mp4")
    assert (kind.kind, kind.extension) == ("photo", f".{suffix}")


def test_an_iphone_photo_named_jpg_is_heif(tmp_path: Path) -> None:
    import pillow_heif

    pillow_heif.register_heif_opener()
    kind = judge(photo(tmp_path / "a.heic").rename(tmp_path / "a.jpg"), "a.jpg")
    assert (kind.format, kind.mime) == ("heif", "image/heic")


@pytest.mark.parametrize(
    ("suffix", "codec", "format_"),
    [
        ("mp4", "libx264", "mp4"),
        ("mov", "libx264", "mov"),
        ("mkv", "libx264", "mkv"),
        ("avi", "mpeg4", "avi"),
        ("webm", "libvpx", "webm"),
        ("mpg", "mpeg1video", "mpeg"),
    ],
)
def test_a_video_is_known_under_any_name(tmp_path: Path, suffix: str, codec: str, format_: str) -> None:
    made = film(tmp_path / f"a.{suffix}", codec=codec, container="mpeg" if suffix == "mpg" else None, rate=25)
    assert judge(made.rename(tmp_path / "b.jpg"), "b.jpg").format == format_


def test_a_pipe_in_a_folder_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    with pytest.raises(Unreadable, match=r"media\.not_a_file"):
        judge(tmp_path / "pipe.jpg", "pipe.jpg")

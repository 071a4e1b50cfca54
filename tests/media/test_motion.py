"""A photo that holds a film is known as one however its maker wrote it, and one that only claims to is just a photo."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import av
import pytest

from backupd import media
from backupd.core.library import Library
from backupd.media import facts
from backupd.media.endings import ends_early
from backupd.media.records import Facts, Span
from tests.media.making import film, photo, turned_film
from tests.media.moving import box, google, heic, micro_video, samsung, trailer
from tests.media.test_develop import bring

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def clip(tmp_path: Path) -> bytes:
    return film(tmp_path / "clip.mp4", sound=True, metadata={"location": "+37.5665+126.9780/"}).read_bytes()


def read(path: Path) -> Facts:
    return facts.read(path, path.name, "Asia/Seoul", NOW)


def bare(folder: Path, clip: bytes) -> Path:
    """MotionPhoto="1" and no directory: some Galaxy models, and what programs leave of the others."""
    path = photo(folder / "20240128_105420.jpg")
    path.write_bytes(path.read_bytes() + clip)
    return path


def samsung_of_another_version(folder: Path, clip: bytes) -> Path:
    return samsung(folder, clip, version=103)


def heic_with_a_box(folder: Path, clip: bytes) -> Path:
    return heic(folder / "a.heic", box(b"mpvd", clip))


def heic_with_a_trailer(folder: Path, clip: bytes) -> Path:
    return heic(folder / "a.heic", trailer(clip, 106))


def behind_another_picture(folder: Path, clip: bytes) -> Path:
    """A gain map (Ultra HDR) stands between the photo and its film."""
    path = photo(folder / "a.jpg")
    path.write_bytes(path.read_bytes() + photo(folder / "gain.jpg", (80, 60)).read_bytes() + clip)
    return path


MAKERS = [
    google,
    micro_video,
    samsung,
    samsung_of_another_version,
    bare,
    heic_with_a_box,
    heic_with_a_trailer,
    behind_another_picture,
]


@pytest.mark.parametrize("made", MAKERS)
def test_the_film_in_a_photo_is_found_to_the_byte(
    tmp_path: Path, clip: bytes, made: Callable[[Path, bytes], Path]
) -> None:
    path = made(tmp_path, clip)
    found = read(path)
    assert found.kind == "photo" and found.film is not None
    assert path.read_bytes()[found.film.offset :][: found.film.length] == clip
    assert not ends_early(path)


def test_a_photo_that_claims_a_film_and_holds_none_is_just_a_photo(tmp_path: Path) -> None:
    for path in (
        google(tmp_path, b""),
        samsung(tmp_path, b"mpv2 0123456789"),
        bare(tmp_path, b"....ftypheic"),
    ):
        found = read(path)
        assert (found.film, found.film_cut) == (None, False)
        assert not ends_early(path)


def test_a_picture_of_a_phones_own_format_behind_a_photo_is_no_film(tmp_path: Path) -> None:
    inner = heic(tmp_path / "inner.heic", b"").read_bytes()
    assert read(bare(tmp_path, inner)).film is None


@pytest.mark.parametrize("made", [google, samsung, bare, heic_with_a_box])
@pytest.mark.parametrize("part", [0.2, 0.6, 0.95])
def test_a_photo_whose_film_was_cut_off_is_a_whole_photo_and_says_so(
    tmp_path: Path, clip: bytes, made: Callable[[Path, bytes], Path], part: float
) -> None:
    whole = made(tmp_path, clip).read_bytes()
    cut = tmp_path / f"cut{made(tmp_path, clip).suffix}"
    cut.write_bytes(whole[: whole.index(clip) + int(len(clip) * part)])
    found = read(cut)
    assert (found.width, found.film, found.film_cut) == (640, None, True)
    assert ends_early(cut)


def test_a_clip_is_made_that_browsers_play_and_that_names_no_place(
    library: Library, tmp_path: Path, clip: bytes
):
    kept = bring(library, google(tmp_path, clip))
    known = media.develop(library, media.darkroom(library), kept)
    assert (known.kind, known.motion, known.film) == ("photo", "needed", None)
    assert media.films_needed(library) == [kept]
    media.film(library, kept)
    made = media.derived_path(library, kept, "motion")
    assert media.find(library, kept).motion == "made" and b"37.5665" not in made.read_bytes()
    found = read(made)
    assert found.browser_plays and found.duration == pytest.approx(1, abs=0.1)
    with av.open(str(made)) as container:
        assert container.streams.audio


def test_a_clip_no_browser_plays_is_encoded_upright(library: Library, tmp_path: Path):
    tall = film(tmp_path / "a.mp4", codec="libx265", pixels="yuv420p10le").read_bytes()
    turned = turned_film(tmp_path).read_bytes()
    for number, content in enumerate((tall, turned)):
        kept = bring(library, google(tmp_path, content, f"{number}.jpg"))
        media.develop(library, media.darkroom(library), kept)
        media.film(library, kept)
        found = read(media.derived_path(library, kept, "motion"))
        assert found.browser_plays and (found.width, found.height) == [(320, 240), (240, 320)][number]


def test_a_clip_that_was_deleted_is_made_again(library: Library, tmp_path: Path, clip: bytes):
    kept = bring(library, google(tmp_path, clip))
    media.develop(library, media.darkroom(library), kept)
    media.film(library, kept)
    media.derived_path(library, kept, "motion").unlink()
    media.redevelop(library, kept)
    media.film(library, kept)
    assert media.derived_path(library, kept, "motion").exists()


def test_a_film_that_proves_to_be_rubbish_leaves_a_photo(library: Library, tmp_path: Path):
    rubbish = box(b"ftyp", b"isom\0\0\2\0isom") + box(b"moov", bytes(64)) + box(b"mdat", bytes(999))
    kept = bring(library, google(tmp_path, rubbish))
    assert media.develop(library, media.darkroom(library), kept).motion == "needed"
    media.film(library, kept)
    known = media.find(library, kept)
    assert (known.state, known.rendered, known.motion) == ("ready", True, "set_aside")
    assert media.films_needed(library) == []


def test_the_original_stays_as_it_came(library: Library, tmp_path: Path, clip: bytes):
    path = google(tmp_path, clip)
    kept = bring(library, path)
    media.develop(library, media.darkroom(library), kept)
    media.film(library, kept)
    assert media.original_path(library, kept).read_bytes() == path.read_bytes()
    assert media.find(library, kept).embedded == Span(path.stat().st_size - len(clip), len(clip))

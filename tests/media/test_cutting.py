"""Films trimmed, silenced and turned: copied where that is exact enough, else made anew."""

import av
import pytest

from backupd.media import cutting
from backupd.media.recipes import Recipe
from backupd.media.records import Limits
from tests.media.making import film, seen, turned_film


@pytest.fixture
def long_film(tmp_path):
    """Six seconds with a sound; a picture that stands by itself only at the beginning."""
    return film(tmp_path / "a.mp4", 6.0, sound=True)


def cut(original, recipe, heard=None):
    told = [] if heard is None else heard
    return cutting.cut(original, original.parent, original.name, recipe, 1, Limits(), told.append)


def made(folder):
    """(seconds, width, height, sounds, rotation, first picture's yellow bar at x)"""
    with av.open(str(folder / "film.mp4")) as container:
        frame = next(container.decode(video=0))
        return container.duration / av.time_base, len(container.streams.audio), frame


def bar(frame) -> int:
    """Where the moving bar stands: five pixels further with every tenth of a second."""
    picture = frame.to_image()
    row = picture.height - 20
    return next(x for x in range(picture.width) if picture.getpixel((x, row))[0] > 180)


def test_a_film_without_its_beginning_starts_at_the_moment_chosen(long_film):
    heard = []
    rendered = cut(long_film, Recipe(begin=2.0, end=5.0), heard)
    seconds, sounds, frame = made(long_film.parent)
    assert abs(seconds - 3.0) < 0.25 and sounds == 1 and rendered.duration == pytest.approx(seconds, abs=0.01)
    assert abs(bar(frame) - 100) <= 6
    assert heard == sorted(heard) and heard[-1] > 0.9


def test_a_film_without_its_end_is_copied_as_it_is(long_film):
    cut(long_film, Recipe(end=3.0))
    seconds, sounds, frame = made(long_film.parent)
    assert abs(seconds - 3.0) < 0.4 and sounds == 1 and bar(frame) <= 1
    assert (long_film.parent / "film.mp4").stat().st_size < long_film.stat().st_size


def test_a_silenced_film_keeps_its_pictures_untouched(long_film):
    cut(long_film, Recipe(mute=True))
    seconds, sounds, _ = made(long_film.parent)
    assert sounds == 0 and abs(seconds - 6.0) < 0.2
    assert packets(long_film) == packets(long_film.parent / "film.mp4")


def packets(path) -> list[bytes]:
    with av.open(str(path)) as container:
        return [bytes(packet) for packet in container.demux(video=0) if packet.size]


def test_a_film_in_another_dress_is_made_anew_without_its_sound(tmp_path):
    original = film(tmp_path / "a.mkv", 2.0, sound=True)
    cut(original, Recipe(mute=True, begin=1.0))
    seconds, sounds, _ = made(tmp_path)
    assert sounds == 0 and abs(seconds - 1.0) < 0.25


def test_a_turned_film_lies_the_other_way(long_film):
    rendered = cut(long_film, Recipe(turn=90, end=1.0))
    assert (rendered.width, rendered.height) == (240, 320)
    assert seen(long_film.parent / "preview.jpg").size == (240, 320)
    red = seen(long_film.parent / "preview.jpg").getpixel((230, 10))
    assert red[0] > 150 > red[2]


def test_a_film_held_upright_stays_upright_when_it_is_copied(tmp_path):
    rendered = cut(turned_film(tmp_path), Recipe(mute=True))
    assert (rendered.width, rendered.height) == (240, 320)

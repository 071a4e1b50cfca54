"""Pieces of a film of highlights: what a frame shows, to a fraction of a pixel, and what is heard."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from backupd.http.words import WEB
from backupd.media.mixing import MUSIC, UNDER_WORDS, loudness
from backupd.media.orders import Heard
from backupd.media.reels import Canvas, blended, converted
from backupd.media.stills import Still, views
from backupd.media.titles import Face, Title, _broken, _fitted
from backupd.media.windows import NEARER, still_edge, window

CANVAS = Canvas(640, 360)
PRINT = WEB / "static" / "dist" / "print"


@pytest.mark.parametrize(
    ("size", "where"),
    [
        ((4000, 2250), (0, 0, 640, 360)),
        ((3000, 2000), (0, 0, 640, 360)),
        ((4000, 3000), (58, 0, 522, 360)),
        ((3000, 4000), (172, 0, 292, 360)),
        ((9000, 2000), (0, 102, 640, 154)),
        ((60, 60), (212, 72, 216, 216)),
    ],
)
def test_a_picture_fills_the_canvas_or_stands_in_it_in_its_own_shape(size, where):
    found = window(CANVAS.size, size)
    assert found == pytest.approx(where, abs=2)
    assert all(number % 2 == 0 for number in found)


@pytest.mark.parametrize("size", [(4000, 3000), (3000, 4000), (9000, 2000), (6000, 4000)])
def test_a_still_has_the_pixels_that_are_seen_from_near_and_hardly_more(size):
    scale = still_edge(CANVAS.size, size) / max(size)
    _, _, wide, high = window(CANVAS.size, size)
    assert 1.0 <= min(size[0] * scale / NEARER / wide, size[1] * scale / NEARER / high) < 1.01


def test_the_eye_moves_without_trembling(tmp_path: Path):
    """A dark edge in the picture wanders by the same small step in every frame, not by whole pixels."""
    picture = Image.new("RGB", (700, 394), (230, 230, 230))
    picture.paste((20, 20, 20), (0, 0, 500, 394))
    picture.save(tmp_path / "edge.jpg", quality=95)
    still = Still(tmp_path / "edge.jpg", CANVAS, 100, 0)
    edges = [_edge(still.frame(number)[180]) for number in range(0, 100, 3)]
    steps = np.diff(edges)
    assert np.all(steps < 0) or np.all(steps > 0), "it goes one way"
    assert abs(steps).max() < 1.2 and np.abs(np.diff(steps)).max() < 0.25
    assert abs(edges[-1] - edges[0]) > 5


def _edge(row) -> float:
    """Where the row turns from dark to light, between pixels."""
    light = row[380:560].astype(float)
    return float(((light.max() - light) / (light.max() - light.min())).sum())


def test_neighbours_move_unlike_each_other():
    nearer = [end.nearer > begin.nearer for begin, end in map(views, range(4))]
    assert nearer == [True, False, True, False]
    assert {end.nearer for _, end in map(views, range(0, 4, 2))} == {NEARER}


def test_colours_are_those_of_high_definition():
    frame = converted(Image.new("RGB", (64, 36), (200, 40, 40)))
    luma, blue, red = (plane.mean() for plane in Canvas(64, 36).planes(frame))
    assert (luma, blue, red) == pytest.approx((79.6, 111.9, 198.3), abs=1.5)
    assert blended(frame, CANVAS.black()[:54, :64], 0.5)[0, 0] == pytest.approx((frame[0, 0] + 16) / 2, abs=1)


def test_a_long_title_takes_three_lines_and_letters_the_serif_lacks_come_from_the_sans():
    faces = [Face.of(PRINT / "serif-bold.ttf"), Face.of(PRINT / "sans.ttf")]
    lines, size = _fitted("할머니 칠순 잔치와 " * 8, 360, 537, faces)
    assert 1 < len(lines) <= 3 and size >= 14
    assert len(_broken("가" * 60, 537, 40, faces)) > 1, "a word without an end is broken"
    plain = Title(None, CANVAS, "", "", [PRINT / "serif-bold.ttf", PRINT / "sans.ttf"]).frame(0)
    for text in ("제주", "Jeju", "№ 5", "👵 할머니"):
        written = Title(
            None, CANVAS, text, "2019년 8월", [PRINT / "serif-bold.ttf", PRINT / "sans.ttf"]
        ).frame(0)
        assert (written != plain).any(), text


def test_music_is_softer_from_just_before_a_clip_speaks_until_after_it():
    at, level = loudness([Heard(b"", 0, 10, 4), Heard(b"", 0, 15, 2)], 30)
    heard = {time: float(np.interp(time, at, level)) for time in (0, 5, 12, 14.5, 16, 20, 28.5, 30)}
    assert heard[0] == 0 and heard[5] == heard[20] == MUSIC
    assert heard[12] == heard[14.5] == heard[16] == UNDER_WORDS, "it does not swell between two that are near"
    assert heard[28.5] == pytest.approx(MUSIC / 2) and heard[30] == 0

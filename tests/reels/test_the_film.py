"""A film as it comes out: what phones need of it, and what is to be seen and heard when."""

import pytest

from tests import people
from tests.reels import cinema
from tests.reels.cinema import BLUE, GREEN, RED, WHITE, near

STARTS = [0, 3.0, 5.6, 8.2, 10.8, 13.2]
"""Seconds at which the title, three pictures, a clip of three seconds and one of a second begin to be seen."""
ENDS = 13.2 + 1.8


def test_phones_play_it(premiere):
    told = cinema.probed(premiere.path)
    assert (told["video"], told["audio"], told["pixels"]) == ("h264", "aac", "yuv420p")
    assert told["size"] == (640, 360), "no larger than its pictures"
    assert told["rate"] == "30/1" and told["channels"] == 2
    assert told["seconds"] == pytest.approx(ENDS, abs=0.1)
    order = cinema.boxes(premiere.path)
    assert order.index("moov") < order.index("mdat"), "it starts before it is loaded whole"


def test_every_frame_follows_the_one_before(premiere):
    times = [time for time, _ in premiere.seen.frames]
    assert len(times) == round(ENDS * 30)
    assert times == pytest.approx([number / 30 for number in range(len(times))], abs=0.001)


@pytest.mark.parametrize(("place", "colour"), [(1, RED), (2, GREEN), (3, BLUE), (4, WHITE)])
def test_each_picture_is_seen_at_its_time(premiere, place, colour):
    assert near(premiere.seen.at(STARTS[place] + 1.6), colour)


def test_one_picture_fades_into_the_next(premiere):
    half = premiere.seen.at(STARTS[2] + 0.3)
    assert near(half, tuple((a + b) // 2 for a, b in zip(RED, GREEN, strict=True)), 20)


def test_a_picture_that_stands_is_whole_with_itself_around_it(premiere):
    middle, side = premiere.seen.at(STARTS[2] + 1.6), premiere.seen.at(STARTS[2] + 1.6, (0.05, 0.5))
    assert near(middle, GREEN) and not near(side, GREEN, 40)
    assert side[1] > side[0] and side[1] > side[2], "its own colour, darker"


def test_a_clip_filmed_sideways_stands_upright(premiere):
    """A scene of sky above, meadow below, and a red corner at the upper left."""
    seen, at = premiere.seen, STARTS[5] + 1.0
    sky, meadow = seen.at(at, (0.55, 0.2)), seen.at(at, (0.5, 0.8))
    assert sky[2] > sky[1] and meadow[1] > meadow[2]


def test_it_ends_in_the_dark_and_in_silence(premiere):
    assert max(premiere.seen.at(ENDS - 1 / 30)) < 40
    assert premiere.seen.loud(ENDS - 0.2, ENDS) < 0.01


def test_music_of_four_seconds_lasts_and_is_softer_while_a_clip_speaks(premiere):
    alone, under = premiere.seen.loud(6, 8), premiere.seen.loud(STARTS[4] + 0.8, STARTS[4] + 2.4)
    assert alone > 0.05, "it began again"
    hum = 9000 / 32768 / 2
    assert under == pytest.approx(hum, rel=0.5)


def test_its_title_is_written_over_its_first_picture(premiere):
    frame = next(picture for time, picture in premiere.seen.frames if time >= 1.0)
    light = [pixel for pixel in frame.get_flattened_data() if min(pixel) > 120]
    assert light and near(premiere.seen.at(1.0, (0.02, 0.05)), tuple(c * 0.38 for c in RED), 25)


def test_a_browser_asks_for_a_part_and_saves_it_under_the_album_s_name(premiere):
    address = f"/albums/{premiere.album}/reel/film"
    with premiere.browser as browser:
        part = browser.get(address, headers={"range": "bytes=0-99"})
        assert part.status_code == 206 and len(part.content) == 100
        again = browser.get(address, headers={"if-none-match": part.headers["etag"]})
        assert again.status_code == 304 and "max-age=0" in part.headers["cache-control"]
        saved = browser.get(f"{address}?download").headers["content-disposition"]
        assert saved.endswith(".mp4") and "%ED%81%90" in saved
        told = browser.get(f"/api/albums/{premiere.album}/reel").json()
        assert told["film"]["current"] and told["music"] == "우리 노래.m4a"
        assert (told["pictures"], told["clips"]) == (3, 2)
        page = browser.get(f"/albums/{premiere.album}/reel").text
        assert "<video" in page and "다시 만들기" in page and "우리 노래.m4a" in page


def test_who_reads_another_language_is_not_told_that_the_album_changed(premiere):
    cousin = people.join(premiere.library, premiere.mother, "Jane", language="en")
    with people.client_for(premiere.library, cousin) as theirs:
        assert theirs.get(f"/api/albums/{premiere.album}/reel").json()["film"]["current"]

from typing import NamedTuple

import pytest

from backupd.http.rows import WIDE, in_rows, row_bounds, share_rows


class Picture(NamedTuple):
    width: int | None
    height: int | None


class Story(NamedTuple):
    face: Picture


LANDSCAPE, PORTRAIT, PANORAMA = Picture(3, 2), Picture(2, 3), Picture(20, 1)


def rows_of(pictures: list[Picture], shape: str) -> list[list[float]]:
    rows: list[list[float]] = [[]]
    for placed in in_rows(pictures):
        rows[-1].append(placed.ratio)
        if shape in placed.ends:
            rows.append([])
    assert rows.pop() == []
    return rows


@pytest.mark.parametrize("shape", ["phone", "wide"])
@pytest.mark.parametrize("count", [2, 3, 5, 7, 8, 13, 50, 999])
def test_the_last_row_is_as_full_as_the_others(shape, count):
    mixed = [PORTRAIT if n % 3 == 2 else LANDSCAPE for n in range(count)]
    widths = [sum(row) for row in rows_of(mixed, shape)]
    assert sum(len(row) for row in rows_of(mixed, shape)) == count
    assert max(widths) / min(widths) < 2.5
    assert widths[-1] >= 0.5 * max(widths)


def test_a_lone_portrait_does_not_fill_a_wide_screen():
    (placed,) = in_rows([PORTRAIT])
    assert placed.rest["wide"] > 1.5
    assert placed.ends == ["phone", "wide"]


def test_a_panorama_and_a_file_without_a_size_still_have_a_place():
    panorama, unknown = in_rows([PANORAMA, Picture(None, None)])
    assert (panorama.ratio, unknown.ratio) == (3.0, 1.5)


def test_the_size_may_belong_to_a_storys_face():
    (placed,) = in_rows([Story(PORTRAIT)], of="face")
    assert placed.ratio == 0.6667


def test_no_pictures_no_rows():
    assert row_bounds([], WIDE) == []
    assert in_rows([]) == []


class Day(NamedTuple):
    stories: list[Story]


def test_days_with_one_photo_share_a_row_and_a_full_day_keeps_its_own():
    one, many = Day([Story(LANDSCAPE)]), Day([Story(LANDSCAPE)] * 9)
    placed = share_rows([one, one, one, many, one], of="face")
    assert [day.ratio for day in placed] == [1.5, 1.5, 1.5, 0, 1.5]
    assert [day.ends for day in placed] == [[], [], ["wide"], [], ["wide"]]
    assert placed[-1].rest["wide"] == 1.0
    assert [day.picture for day in placed] == [one, one, one, many, one]

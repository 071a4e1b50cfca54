"""Which pictures of an album stand for it: those that differ most, the cover and what people loved among them."""

from backupd.memories.variety import Candidate, chosen


def picture(number: int, phash: int, moment: str = "~", **more: object) -> Candidate:
    return Candidate(number, phash, 4000, 3000, moment, **more)


SPREAD = [
    0x0,
    0xFFFFFFFF,
    0xFFFF0000FFFF0000,
    0xF0F0F0F0F0F0F0F0,
    0xCCCCCCCC33333333,
    0xAAAAAAAAAAAAAAAA,
    0x00FF00FF00FF00FF,
]


def test_so_many_as_the_album_can_bear():
    far = [picture(n, n * 0x9E3779B97F4A7C15 % (1 << 64)) for n in range(40)]
    assert [len(chosen(far[:count])) for count in (1, 2, 3, 5, 9, 20)] == [1, 2, 3, 4, 5, 6]


def test_of_a_burst_one_is_shown():
    burst = [
        picture(n, 0xF0F0F0F0F0F0F0F0 ^ (1 << n), f"2020-01-01T10:00:0{n}", sharp=n / 10) for n in range(5)
    ]
    others = [picture(10 + n, phash, f"2020-01-02T1{n}:00:00") for n, phash in enumerate(SPREAD[:3])]
    found = [each.media for each in chosen([*burst, *others])]
    assert len([number for number in found if number < 10]) == 1 and 4 in found, "the sharpest"


def test_where_all_are_alike_two_stand_for_them():
    assert len(chosen([picture(n, 0xFFFF ^ n) for n in range(9)])) == 2


def test_the_cover_and_what_people_loved_are_among_them():
    album = [picture(n, phash, f"2020-01-01T1{n}:00:00") for n, phash in enumerate(SPREAD)]
    album[2] = picture(2, SPREAD[2], "2020-01-01T12:00:00", cover=True)
    album[5] = picture(5, SPREAD[5], "2020-01-01T15:00:00", hearts=3)
    assert {2, 5} <= {each.media for each in chosen(album)}


def test_they_stand_in_the_order_of_the_album():
    album = [picture(n, phash, f"2020-01-01T1{n}:00:00") for n, phash in enumerate(SPREAD)]
    found = [each.media for each in chosen(album)]
    assert found == sorted(found)


def test_dates_nobody_knows_are_no_trouble():
    assert (
        len(
            chosen(
                [
                    picture(1, 0, "~"),
                    picture(2, 0xFFFFFFFF, "2020-99"),
                    picture(3, None, "2020-01-01T10:00:00"),
                ]
            )
        )
        == 3
    )

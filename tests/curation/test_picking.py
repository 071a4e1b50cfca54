"""Which pictures stand for an event, and why: rules that need no database."""

from collections import Counter

from backupd.curation.picking import choose
from backupd.curation.scoring import quality
from tests.curation.summer import candidate


def stories(choice):
    return [each.story for each in choice.chosen]


def whys(choice, story):
    return {
        reason.why: reason.count for each in choice.chosen if each.story == story for reason in each.reasons
    }


def test_of_a_burst_the_sharp_and_well_lit_one_is_chosen_and_says_so():
    burst = [
        candidate(1, "2019-08-05T10:00:01", phash=0x0F0F, sharpness=0.004),
        candidate(2, "2019-08-05T10:00:02", phash=0x0F0F),
        candidate(3, "2019-08-05T10:00:03", phash=0x0F0F, light=0.1),
    ]
    found = choose(burst, 5)
    assert stories(found) == [2]
    assert whys(found, 2)["best"] == 3
    assert found.chosen[0].beside == [3, 1] or found.chosen[0].beside == [1, 3]


def test_the_same_minute_counts_once_also_from_two_phones():
    shots = [
        candidate(1),
        candidate(2, "2019-08-05T10:00:50", contributor=2),
        candidate(3, "2019-08-05T10:05:00"),
    ]
    assert len(stories(choose(shots, 10))) == 2


def test_a_picture_in_two_albums_counts_once_with_what_was_said_to_both():
    shots = [candidate(1, media=7, reactions=1), candidate(2, media=7, reactions=2, album=2)]
    found = choose(shots, 10)
    assert stories(found) == [1] and whys(found, 1)["reactions"] == 3


def test_what_people_love_wins_over_what_is_only_sharp():
    shots = [
        candidate(1, "2019-08-05T10:00:05", sharpness=0.3),
        candidate(2, "2019-08-05T10:00:25", sharpness=0.01, reactions=3, comments=1),
    ]
    found = choose(shots, 1)
    assert stories(found) == [2]
    assert whys(found, 2) == {"reactions": 3, "comments": 1, "only": 1}


def test_picks_are_spread_over_the_days_though_one_of_them_has_most_and_the_best():
    crowd = [candidate(n, f"2019-08-05T{9 + n // 5:02}:{n % 5 * 10:02}:00", sharpness=0.4) for n in range(50)]
    others = [candidate(100 + n, f"2019-08-{6 + n // 4:02}T1{n % 4}:00:00") for n in range(12)]
    days = Counter(
        each.taken[:10] for each in crowd + others if each.story in stories(choose(crowd + others, 12))
    )
    assert len(days) == 4 and days["2019-08-05"] <= 7


def test_within_a_day_they_are_spread_over_its_hours():
    shots = [
        candidate(
            n,
            f"2019-08-0{5 + n // 60}T{10 + n % 60 // 10:02}:{n % 10 * 5:02}:00",
            sharpness=0.01 + n % 7 / 50,
        )
        for n in range(120)
    ]
    chosen = [shots[each].taken[:13] for each in stories(choose(shots, 8))]
    assert max(Counter(chosen).values()) == 1


def test_a_picture_that_looks_like_one_chosen_already_gives_way():
    alike = [candidate(n, f"2019-08-05T10:{n * 10:02}:00", phash=0x00FF00FF00FF00FF + n) for n in range(3)]
    other = [candidate(9, "2019-08-05T10:40:00", sharpness=0.03)]
    assert 9 in stories(choose(alike + other, 2))


def test_everybody_has_a_part():
    mine = [candidate(n, f"2019-08-05T{9 + n:02}:00:00", sharpness=0.08) for n in range(10)]
    theirs = [candidate(20 + n, f"2019-08-05T{9 + n:02}:30:00", contributor=2) for n in range(10)]
    assert any(each >= 20 for each in stories(choose(mine + theirs, 6)))


def test_open_eyes_count_where_somebody_looked():
    """The joint for whoever brings a model: marks of kind eyes."""
    blink = candidate(1, "2019-08-05T10:00:05", eyes=0.5)
    open_eyes = candidate(2, "2019-08-05T10:00:25", eyes=1.0)
    found = choose([blink, open_eyes], 3)
    assert stories(found) == [2] and "eyes" in whys(found, 2)


def test_a_picture_nobody_measured_lies_between_good_and_bad():
    unknown = candidate(1, sharpness=None, light=None)
    assert quality(candidate(2, light=0.1)) < quality(unknown) < quality(candidate(3, sharpness=0.2, light=1))


def test_what_people_put_in_stays_and_what_they_took_out_stays_out():
    shots = [candidate(n, f"2019-08-05T{9 + n:02}:00:00", sharpness=0.1 - n / 200) for n in range(10)]
    found = choose(shots, 3, forced={9}, out={0})
    assert 9 in stories(found) and 0 not in stories(found)
    assert 0 not in {each.story for each in (*found.next, *found.beside)}


def test_every_pick_has_a_reason_and_they_come_in_the_order_of_time():
    shots = [candidate(n, f"2019-{1 + n % 12:02}-05T10:{n:02}:00", sharpness=0.01) for n in range(40)]
    shots += [candidate(90, None, moment="~", precision="unknown")]
    found = choose(shots, 50)
    assert len(found.chosen) == 41 and all(each.reasons for each in found.chosen)
    moments = {each.story: each.moment for each in shots}
    assert [moments[each] for each in stories(found)] == sorted(moments[each] for each in stories(found))


def test_of_nothing_nothing_is_chosen():
    assert stories(choose([], 12)) == []

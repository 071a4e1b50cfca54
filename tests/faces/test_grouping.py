"""Whose face it is: sure, asked, or left alone."""

import pytest

from backupd.faces.grouping import Asked, Decision, Face, Known, Neighbour, allowed_years, decide

NEW = Face(1, media=10, good=True, year=2019.5)


def near(distance, somebody=None, face=2, media=20, year=2019.0, good=True):
    return Neighbour(Face(face, media, good, year, somebody), distance)


def knows(*people):
    return {each.id: each for each in people}


MUM = Known(7, faces=2, media=frozenset({20}))
GRAN = Known(8, faces=2, media=frozenset({30}))


def test_what_is_surely_one_person_s_joins_them():
    assert decide(NEW, [near(0.4, 7)], knows(MUM)) == Decision(joins=7)


def test_two_good_faces_that_are_nobody_s_make_somebody():
    assert decide(NEW, [near(0.4)], {}) == Decision(founds=2)
    assert decide(NEW, [near(0.4, good=False)], {}) == Decision()
    assert decide(NEW, [near(0.47)], {}) == Decision()
    assert decide(NEW, [near(0.1, media=10)], {}) == Decision()  # two on one picture are two


def test_what_is_only_like_somebody_is_asked():
    assert decide(NEW, [near(0.48, 7)], knows(MUM)).questions == (Asked(7, 0.48, "near", face=1),)
    assert decide(NEW, [near(0.48, 7)], knows(MUM)).joins is None


def test_nobody_is_chosen_where_it_could_be_either():
    decided = decide(NEW, [near(0.40, 7), near(0.41, 8, face=3, media=30)], knows(MUM, GRAN))
    assert decided.joins is None and decided.questions == (Asked(7, 0.40, "either", face=1),)


def test_one_far_nearer_than_the_other_is_joined_and_asked_whether_the_two_are_one():
    decided = decide(NEW, [near(0.20, 7), near(0.49, 8, face=3, media=30)], knows(MUM, GRAN))
    assert decided.joins == 7 and decided.questions == (Asked(7, 0.49, "near", other=8),)
    beside = Known(8, 2, frozenset({20}))  # on one picture with her
    assert decide(NEW, [near(0.20, 7), near(0.49, 8, face=3, media=30)], knows(MUM, beside)).questions == ()


def test_whoever_is_on_the_picture_already_or_was_refused_is_not_meant():
    assert decide(NEW, [near(0.3, 7)], knows(Known(7, 2, frozenset({10})))) == Decision()
    assert decide(NEW, [near(0.3, 7)], knows(Known(7, 2, frozenset({20}), frozenset({1})))) == Decision()


def test_somebody_with_many_faces_is_joined_by_two_near_ones_or_one_very_near():
    many = Known(7, faces=40, media=frozenset({20, 21}))
    assert decide(NEW, [near(0.42, 7)], knows(many)).joins is None
    assert decide(NEW, [near(0.42, 7), near(0.44, 7, face=3, media=21)], knows(many)).joins == 7
    assert decide(NEW, [near(0.36, 7)], knows(many)).joins == 7


def test_small_faces_and_pictures_without_a_date_must_be_nearer():
    small = Face(1, 10, good=False, year=2019.5)
    assert decide(small, [near(0.42, 7)], knows(MUM)) == Decision()
    assert decide(small, [near(0.35, 7)], knows(MUM)).joins == 7
    assert decide(NEW, [near(0.42, 7, year=None)], knows(MUM)).joins is None
    assert decide(NEW, [near(0.35, 7, year=None)], knows(MUM)).joins == 7


def test_years_between_the_photos_are_asked_about():
    decided = decide(NEW, [near(0.3, 7, year=2012.0)], knows(MUM))
    assert decided.joins is None and decided.questions == (Asked(7, 0.3, "years", face=1),)
    between = near(0.31, 7, face=3, media=21, year=2017.0)
    assert decide(NEW, [near(0.3, 7, year=2012.0), between], knows(MUM)).joins == 7


@pytest.mark.parametrize(
    ("year", "born", "years"),
    [(2019, 2018, 1.0), (2019, 2019, 0.5), (2019, 2012, 2.0), (2019, 2005, 3.0), (2019, 1980, 8.0), (2019, None, 3.0)],
)  # fmt: skip
def test_the_younger_somebody_is_the_fewer_years_are_bridged(year, born, years):
    assert allowed_years(year, born) == years


def test_a_child_s_faces_of_two_years_are_not_joined_unasked_though_a_grown_up_s_are():
    faces = [near(0.3, 7, year=2017.0)]
    assert decide(NEW, faces, knows(Known(7, 2, frozenset({20}), born=2016))).joins is None
    assert decide(NEW, faces, knows(Known(7, 2, frozenset({20}), born=1980))).joins == 7

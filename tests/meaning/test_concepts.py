"""What families look for, by their own words."""

import pytest

from backupd.meaning import classes, concepts


def named(question):
    return [each.words[0] for each in concepts.understood(question).concepts]


def test_about_three_hundred_things_are_known_and_every_line_can_be_read():
    assert len(concepts.table()) >= 300
    assert all(each.weights.max() == 1 or 0 < each.weights.max() < 1 for each in concepts.table())
    assert len(classes.names()) == classes.COUNT


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("강아지", "강아지"), ("강아지들이", "강아지"), ("puppies", "강아지"), ("DOGS", "강아지"), ("바닷가에서", "바다"),
        ("눈사람", "눈사람"), ("한복을 입은", "한복"), ("송편", "송편"), ("졸업식", "졸업식"), ("벚꽃", "벚꽃"), ("캠핑", "캠핑"),
        ("생일", "생일"), ("케이크", "케이크"), ("아기", "아기"),
    ],
)  # fmt: skip
def test_a_thing_is_known_by_its_words_in_both_languages(question, first):
    assert named(question)[0] == first


def test_two_things_are_both_asked_for():
    assert named("바닷가에서 뛰는 강아지") == ["바다", "강아지"]


@pytest.mark.parametrize("odd", ["", " ", "ㅅ", "🐶", "' OR 1=1 --", '"*)(', "가" * 10_000, "a " * 5000])
def test_odd_questions_are_no_trouble(odd):
    assert concepts.understood(odd).concepts == []

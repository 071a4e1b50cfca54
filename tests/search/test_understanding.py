"""What people write in the box, and what of it is understood: words, days, givers, kinds, in both languages."""

from datetime import date

import pytest

from backupd.search.grammar import LONGEST, understand
from backupd.search.people import Named

TODAY = date(2026, 11, 23)
PEOPLE = (
    Named(("엄마",), 1),
    Named(("아빠",), 2),
    Named(("할머니",), 3),
    Named(("외할머니",), 4),
    Named(("Grandma Kim",), 5),
    Named(("이모부",), guest=6),
)


def read(text, today=TODAY):
    return understand(text, today, PEOPLE, me=1)


def days(text, today=TODAY):
    spans = read(text, today).spans
    return None if spans is None else [f"{first}/{last}" for first, last in spans]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("아빠가 올린", "아빠"), ("아빠가 찍은 사진", "아빠"), ("외할머니가 찍어준", "외할머니"), ("삼촌이 올린", None),
        ("할머니께서 보내신 사진들", "할머니"), ("내가 올린", "엄마"), ("이모부가 올린 사진", "이모부"), ("photos by Grandma Kim", "Grandma Kim"),
        ("uploaded by grandma kim", "Grandma Kim"), ("Grandma Kim's photos", "Grandma Kim"), ("my photos", "엄마"), ("by me", "엄마"),
    ],
)  # fmt: skip
def test_who_gave_something_is_understood(text, who):
    question = read(text)
    assert [people[0].name for people in question.people] == ([who] if who else [])
    if who:
        assert question.words == ()


def test_everybody_of_one_name_is_meant():
    twins = (Named(("지우",), 7), Named(("지우",), 8))
    assert [each.person for each in understand("지우가 올린", TODAY, twins, 1).people[0]] == [7, 8]


@pytest.mark.parametrize(
    ("text", "kind"),
    [("동영상", "video"), ("동영상을", "video"), ("videos", "video"), ("셀카", "selfie"), ("스크린샷", "screenshot"), ("파노라마", "panorama"),
     ("캡슐", "capsule"), ("타임캡슐", "capsule"), ("타임 캡슐을", "capsule"), ("live photos", "live"), ("스크린 샷", "screenshot"), ("GIF", "moving")],
)  # fmt: skip
def test_kinds_are_understood(text, kind):
    assert read(text).kinds == (kind,) and read(text).words == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("제주도에서 찍은 사진", ["제주도"]), ("바닷가에서 뛰는 강아지", ["바닷가", "뛰는", "강아지"]), ("photos of the beach", ["beach"]),
        ("산에서", ["산"]), ("바다에 간 사진", ["바다에"]), ("할머니랑 같이", ["할머니랑"]), ("간", ["간"]), ("“바다”", ["바다"]), ("사진", ["사진"]), ("제주 제주", ["제주"]), ("👨‍👩‍👧 가족", ["👨👩👧", "가족"]),
    ],
)  # fmt: skip
def test_what_only_asks_is_no_word(text, words):
    assert [word.text for word in read(text).words] == words


def test_an_ending_is_only_perhaps_one():
    assert [word.perhaps for word in read("고양이").words] == [("고양",)]
    assert read("김밥을").words[0].perhaps == ("김밥",)
    assert read("휴가때").words[0].perhaps == ("휴가",)
    assert read("beaches").words[0].perhaps == ("beach", "beache")
    assert read("나이").words[0].perhaps == ()


def test_each_part_can_be_taken_away():
    question = read("작년 여름 아빠가 올린 바다 동영상")
    assert [(chip.kind, chip.said, chip.without) for chip in question.chips] == [
        ("date", "작년 여름", "아빠가 올린 바다 동영상"),
        ("person", "아빠가 올린", "작년 여름 바다 동영상"),
        ("kind", "동영상", "작년 여름 아빠가 올린 바다"),
    ]
    assert [word.text for word in question.words] == ["바다"]
    assert (question.chips[0].first, question.chips[0].last, question.chips[0].precision) == (
        "2025-06-01", "2025-08-31", "month",
    )  # fmt: skip


@pytest.mark.parametrize("text", ["", " \n\t", "\x00", "\u200b"])
def test_nothing_is_asked_by_nothing(text):
    assert read(text).empty and read(text).text == ""


def test_a_text_without_end_is_cut():
    question = read("바다 " * 50_000)
    assert (
        question.cut and len(question.text) <= LONGEST and [word.text for word in question.words] == ["바다"]
    )
    assert not read("바다").cut


def test_a_category_is_shown_as_one_and_stays_a_word():
    question = understand("작년 여행에서 바다", TODAY, PEOPLE, 1, ["여행", "생일"])
    assert [(chip.kind, chip.value, chip.without) for chip in question.chips] == [
        ("date", "", "여행에서 바다"), ("category", "여행", "작년 바다"),
    ]  # fmt: skip
    assert [word.text for word in question.words] == ["여행", "바다"]
    assert understand("birthdays", TODAY, PEOPLE, 1, ["Birthday"]).chips[0].kind == "category"

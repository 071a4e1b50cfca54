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
    ("text", "first", "last"),
    [
        ("2019년 8월", "2019-08-01", "2019-08-31"),
        ("2019 8월", "2019-08-01", "2019-08-31"),
        ("２０１９년８월", "2019-08-01", "2019-08-31"),
        ("2019년 8월 5일에", "2019-08-05", "2019-08-05"),
        ("2019.8.5", "2019-08-05", "2019-08-05"),
        ("2019-08", "2019-08-01", "2019-08-31"),
        ("2019", "2019-01-01", "2019-12-31"),
        ("99년 여름", "1999-06-01", "1999-08-31"),
        ("작년 여름", "2025-06-01", "2025-08-31"),
        ("작년여름방학", "2025-06-01", "2025-08-31"),
        ("재작년 가을", "2024-09-01", "2024-11-30"),
        ("지난 여름", "2026-06-01", "2026-08-31"),
        ("올해 5월", "2026-05-01", "2026-05-31"),
        ("3년 전", "2023-01-01", "2023-12-31"),
        ("삼 년 전", "2023-01-01", "2023-12-31"),
        ("3년 전 오늘", "2023-11-23", "2023-11-23"),
        ("3년전오늘", "2023-11-23", "2023-11-23"),
        ("3년 전 이맘때", "2023-11-16", "2023-11-30"),
        ("두 달 전", "2026-09-01", "2026-09-30"),
        ("지난달", "2026-10-01", "2026-10-31"),
        ("지난주", "2026-11-16", "2026-11-22"),
        ("지난 주말", "2026-11-20", "2026-11-22"),
        ("어제", "2026-11-22", "2026-11-22"),
        ("지난 설날", "2026-02-16", "2026-02-18"),
        ("작년 설 연휴", "2025-01-28", "2025-01-30"),
        ("2019년 추석", "2019-09-12", "2019-09-14"),
        ("재작년 크리스마스", "2024-12-24", "2024-12-25"),
        ("지난 12월", "2025-12-01", "2025-12-31"),
        ("지난 10월에", "2026-10-01", "2026-10-31"),
        ("2019년도", "2019-01-01", "2019-12-31"),
        ("'19년 8월", "2019-08-01", "2019-08-31"),
        ("사흘 전", "2026-11-20", "2026-11-20"),
        ("2020년 이후", "2020-01-01", "2026-12-31"),
        ("2010년 이전", "1900-01-01", "2009-12-31"),
        ("90년대", "1990-01-01", "1999-12-31"),
        ("2018년부터 2020년까지", "2018-01-01", "2020-12-31"),
        ("최근 3년", "2023-11-24", "2026-11-23"),
        ("May 2019", "2019-05-01", "2019-05-31"),
        ("May 5, 2019", "2019-05-05", "2019-05-05"),
        ("5th of May 2019", "2019-05-05", "2019-05-05"),
        ("last summer", "2026-06-01", "2026-08-31"),
        ("summer of 2019", "2019-06-01", "2019-08-31"),
        ("last Christmas", "2025-12-24", "2025-12-25"),
        ("last Chuseok", "2026-09-24", "2026-09-26"),
        ("two summers ago", "2024-06-01", "2024-08-31"),
        ("summer two years ago", "2024-06-01", "2024-08-31"),
        ("last year's Christmas", "2025-12-24", "2025-12-25"),
        ("Chuseok last year", "2025-10-05", "2025-10-07"),
        ("Korean New Year 2024", "2024-02-09", "2024-02-11"),
        ("since 2020", "2020-01-01", "2026-12-31"),
        ("before 2010", "1900-01-01", "2009-12-31"),
        ("three years ago today", "2023-11-23", "2023-11-23"),
        ("3 years ago", "2023-01-01", "2023-12-31"),
        ("yesterday", "2026-11-22", "2026-11-22"),
        ("last month", "2026-10-01", "2026-10-31"),
        ("the 1990s", "1990-01-01", "1999-12-31"),
        ("from 2018 to 2020", "2018-01-01", "2020-12-31"),
    ],
)  # fmt: skip
def test_days_are_said_as_people_say_them(text, first, last):
    assert days(text) == [f"{first}/{last}"]
    assert read(text).words == () and [chip.kind for chip in read(text).chips] == ["date"]


def test_what_comes_every_year_is_meant_of_every_year():
    assert days("8월")[:2] == ["2026-08-01/2026-08-31", "2025-08-01/2025-08-31"]
    assert days("2월 29일")[:2] == ["2024-02-29/2024-02-29", "2020-02-29/2020-02-29"]
    assert days("오늘 같은 날")[:2] == ["2026-11-23/2026-11-23", "2025-11-23/2025-11-23"]
    assert days("in May")[0] == "2026-05-01/2026-05-31"


def test_a_winter_has_two_ends_and_last_means_the_one_that_is_over():
    assert days("2019년 겨울") == ["2019-12-01/2020-02-29", "2019-01-01/2019-02-28"]
    assert days("지난 여름", date(2026, 7, 1)) == ["2025-06-01/2025-08-31"]
    assert days("지난 설날", date(2026, 1, 3)) == ["2025-01-28/2025-01-30"]


@pytest.mark.parametrize(
    "text",
    ["여름", "설날", "오늘의 하늘", "2019년생", "may", "IMG 2048", "봄", "1234", "march of the penguins"],
)
def test_words_that_only_look_like_days_are_words(text):
    assert days(text) is None and read(text).words and not read(text).chips


@pytest.mark.parametrize(
    ("text", "named"),
    [("2019년 2월 30일 제주", "2019년 2월 30일"), ("13월 제주", "13월"), ("제주 Feb 30 2019", "Feb 30 2019"), ("2019.13.45 제주", "2019.13.45"),
     ("9999년 제주", "9999년")],
)  # fmt: skip
def test_a_day_that_does_not_exist_is_named_and_left_out(text, named):
    question = read(text)
    assert question.no_such_days == (named,) and question.spans is None
    assert [word.text for word in question.words] == ["제주"]


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


def test_two_dates_narrow_each_other_or_are_either():
    assert days("2019년 8월 2019") == ["2019-08-01/2019-08-31"]
    assert days("2018년 2020년") == ["2020-01-01/2020-12-31", "2018-01-01/2018-12-31"]


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

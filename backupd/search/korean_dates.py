"""Dates as Korean says them: 2019년 8월, 작년 여름, 지난 설날, 3년 전 오늘. Pure; for folded text on one line."""

import re
from collections.abc import Iterator
from datetime import date

from backupd.search import spans
from backupd.search.saying_dates import Language, Named, named, stretch
from backupd.search.spans import Span

COUNTED = {
    name: number
    for number, names in enumerate(
        [
            "한 일 하나",
            "두 이 둘",
            "세 삼 석",
            "네 사 넉",
            "다섯 오",
            "여섯 육",
            "일곱 칠",
            "여덟 팔",
            "아홉 구",
            "열 십",
        ],
        1,
    )
    for name in names.split()
}
SEASONS = {"봄": "spring", "여름": "summer", "가을": "autumn", "겨울": "winter"}
HOLIDAYS = {
    "설날": "seollal", "설": "seollal", "구정": "seollal", "추석": "chuseok", "한가위": "chuseok",
    "크리스마스이브": "christmas_eve", "크리스마스": "christmas", "성탄절": "christmas", "어린이날": "children",
    "어버이날": "parents", "스승의날": "teachers", "신정": "new_year", "새해": "new_year", "핼러윈": "halloween",
    "할로윈": "halloween", "정월대보름": "first_full_moon", "대보름": "first_full_moon", "삼일절": "samil", "3.1절": "samil",
    "현충일": "memorial", "광복절": "liberation", "개천절": "foundation", "한글날": "hangeul",
    "부처님오신날": "buddha", "석가탄신일": "buddha", "발렌타인데이": "valentine", "밸런타인데이": "valentine",
    "화이트데이": "white_day", "빼빼로데이": "pepero",
}  # fmt: skip
WEEKDAYS = "월화수목금토일"

_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(COUNTED)})"
_YEAR = (
    rf"(?:(?P<year>\d{{4}}) ?(?:년도?)?|['’]?(?P<short>\d\d) ?년도?(?! ?전(?:에|에는|의|쯤)?(?:$|[\s,]))|(?P<said>재작년|작년|지난 ?해|올해|금년|내년|올(?= ?(?:봄|여름|가을|겨울)))"
    rf"|(?P<ago>\d{{1,3}}|{'|'.join(COUNTED)}) ?년 ?전)"
)
_MONTH, _DAY = r"(?P<month>\d{1,2}) ?월(?: ?달)?", r"(?P<day>\d{1,2}) ?일"
_SEASON = rf"(?P<season>{'|'.join(SEASONS)})(?: ?방학)?"
_HOLIDAY = rf"(?P<holiday>{'|'.join(' ?'.join(map(re.escape, name)) for name in HOLIDAYS)})(?: ?연휴| ?명절)?"
_PART = "(?P<part>초반|초순|초|중순|중반|말|후반|하순)"
_PART_OF_YEAR = "(?P<part>연초|초반|초|중반|연말|후반|말|상반기|하반기)"
_TO = r"(?:부터|에서|~|-|–)"
_LAST = r"(?P<last>지난 ?번?|저번|이번|최근)"
_ENDS = r"(?:(?P<open>부터|까지| ?이후로?| ?이전)|(?P<tail>에는|에서|에|의|쯤|경|때|동안|무렵))?(?=$|[\s~–])"
_BEGINS = r"(?:^|(?<=[\s~–]))"

FORMS = tuple(
    re.compile(_BEGINS + form + _ENDS)
    for form in (
        r"(?P<first>\d{4}) ?년? ?(?:부터|~|-|–|에서) ?(?P<until>\d{4}) ?년?(?:까지)?",
        r"(?P<after>\d{4}) ?년? ?(?:이후|부터)",
        r"(?P<before>\d{4}) ?년? ?이전",
        rf"(?:{_YEAR} ?)?{_MONTH} ?(?P<day>\d{{1,2}}) ?일? ?{_TO} ?(?:(?P<to_month>\d{{1,2}}) ?월 ?)?(?P<to_day>\d{{1,2}}) ?일(?:까지)?",
        rf"(?:{_YEAR} ?)?(?P<month>\d{{1,2}}) ?월? ?{_TO} ?(?P<to_month>\d{{1,2}}) ?월(?:까지)?",
        rf"{_YEAR} ?{_MONTH} ?{_DAY}",
        r"(?P<year>\d{4}) ?[-./] ?(?P<month>\d{1,2}) ?[-./] ?(?P<day>\d{1,2})\.?",
        r"(?P<year>\d{4})[-./](?P<month>\d{1,2})",
        rf"{_YEAR} ?{_MONTH} ?{_PART}",
        rf"{_YEAR} ?{_MONTH}",
        rf"{_YEAR} ?{_PART_OF_YEAR}",
        rf"{_YEAR} ?{_SEASON} ?{_TO} ?(?P<to_season>{'|'.join(SEASONS)})(?: ?까지)?",
        rf"{_YEAR} ?{_SEASON}",
        rf"{_YEAR} ?{_HOLIDAY}",
        rf"{_HOLIDAY} ?(?P<year>\d{{4}})(?: ?년)?",
        rf"{_YEAR} ?(?P<today>오늘|이 ?날|이맘 ?때)",
        rf"{_LAST} ?{_SEASON}",
        rf"{_LAST} ?{_HOLIDAY}",
        rf"{_LAST} ?{_MONTH}",
        rf"(?P<lately>지난|최근) ?{_COUNT} ?(?P<unit>년|개월|달|주|일)(?: ?간)?",
        rf"{_COUNT} ?(?P<unit>개월|달|주일|주|일) ?(?P<back>전)",
        r"(?P<which>지난|저번|이번|다음) ?(?P<whole>주)? ?(?P<weekday>[월화수목금토일])요일",
        r"(?P<which>지난|저번|이번|다음) ?(?P<unit>달|주말|주)",
        rf"(?P<decade>(?:\d\d)?\d0) ?년대(?: ?{_PART_OF_YEAR})?",
        r"(?P<other_years>예전 오늘|옛날 오늘|오늘 같은 날)",
        r"(?P<near>오늘|어제|그저께|그제|엊그제)",
        r"(?P<near>이틀|사흘|나흘|닷새|열흘) ?전",
        _YEAR.replace("(?:년도?)?", "년도?"),
        rf"{_MONTH} ?{_DAY}",
        r"(?P<month>1[0-2]|0?[1-9])/(?P<day>3[01]|[12]\d|0?[1-9])",
        rf"{_MONTH} ?{_PART}",
        _MONTH,
        r"(?P<recent>요즘|요새|최근|최신)(?: ?들어)?",
    )
)
NEAR = {
    "오늘": 0,
    "어제": 1,
    "그저께": 2,
    "그제": 2,
    "엊그제": 2,
    "이틀": 2,
    "사흘": 3,
    "나흘": 4,
    "닷새": 5,
    "열흘": 10,
}
OPEN = {"부터": "since", "이후": "since", "이후로": "since", "까지": "until", "이전": "before"}
PARTS = {
    "초": "early", "초반": "early", "초순": "early", "연초": "early", "중순": "middle", "중반": "middle", "말": "late",
    "후반": "late", "하순": "late", "연말": "late", "상반기": "first_half", "하반기": "second_half",
}  # fmt: skip
JOIN = re.compile(r"\s*(?:부터|에서|~|–|-)\s*")
WHICH = {"지난": 1, "저번": 1, "이번": 0, "다음": -1}
DAYS = {"년": 365, "개월": 30, "달": 30, "주": 7, "주일": 7, "일": 1}


def dates_in(text: str, today: date) -> Iterator[Named]:
    """Every date of a folded text, none over another; the longest reading first."""
    return named(LANGUAGE, text, today)


def _read(said: dict[str, str], today: date) -> list[Span]:
    if "near" in said:
        return [] if said.get("tail") == "의" else spans.days_ago(today, NEAR[said["near"]])
    if "lately" in said:
        return spans.lately(today, _count(said["count"]) * DAYS[said["unit"]])
    if "weekday" in said:
        return _weekday(said, today)
    if "back" in said or "which" in said:
        return _back(said, today)
    if "last" in said:
        return _last(said, today)
    return _of_year(said, _year(said, today), today)


def _weekday(said: dict[str, str], today: date) -> list[Span]:
    """지난 토요일 is the last one there was; with 주, it is that of the week."""
    number = WEEKDAYS.index(said["weekday"])
    if WHICH[said["which"]] == 1 and "whole" not in said:
        return spans.last_weekday(today, number)
    return spans.weekday_ago(today, number, WHICH[said["which"]])


def _back(said: dict[str, str], today: date) -> list[Span]:
    count = _count(said["count"]) if "back" in said else WHICH[said["which"]]
    back = {"일": spans.days_ago, "주": spans.weeks_ago, "주일": spans.weeks_ago, "주말": spans.weekend_ago}
    return back.get(said["unit"], spans.months_ago)(today, count)


def _last(said: dict[str, str], today: date) -> list[Span]:
    now = said["last"] == "이번"
    if "month" in said:
        return (
            spans.month(today.year, int(said["month"]))
            if now
            else spans.last_month(today, int(said["month"]))
        )
    if "season" in said:
        name = SEASONS[said["season"]]
        return spans.season(today.year, name)[:1] if now else spans.last_season(today, name)
    name = HOLIDAYS[said["holiday"].replace(" ", "")]
    return spans.holiday(today.year, name) if now else spans.last_holiday(today, name)


def _year(said: dict[str, str], today: date) -> int | None:
    if "year" in said:
        return int(said["year"])
    if "short" in said:
        number = int(said["short"])
        return number + (2000 if number <= today.year % 100 + 1 else 1900)
    if "said" in said:
        word = said["said"].replace(" ", "")
        return today.year - {"재작년": 2, "작년": 1, "지난해": 1, "내년": -1}.get(word, 0)
    return today.year - _count(said["ago"]) if "ago" in said else None


def _of_year(said: dict[str, str], year: int | None, today: date) -> list[Span]:
    if "today" in said:
        if "ago" not in said and "said" not in said:
            return []
        return spans.this_day(today, today.year - (year or 0), 7 if said["today"].endswith("때") else 0)
    if "to_day" in said or "to_month" in said:
        month = int(said["month"])
        return stretch(said, today, year, month, int(said.get("to_month", month)))
    if year is None:
        return _every_year(said, today)
    if "to_season" in said:
        return spans.seasons(year, SEASONS[said["season"]], SEASONS[said["to_season"]])
    if "season" in said:
        return spans.season(year, SEASONS[said["season"]])
    if "holiday" in said:
        return spans.holiday(year, HOLIDAYS[said["holiday"].replace(" ", "")])
    if "day" in said:
        return spans.day(year, int(said["month"]), int(said["day"]))
    return spans.month(year, int(said["month"])) if "month" in said else spans.year(year)


def _every_year(said: dict[str, str], today: date) -> list[Span]:
    month = int(said["month"])
    if "day" in said:
        return spans.every_year(today, lambda year: spans.day(year, month, int(said["day"])))
    return spans.every_year(today, lambda year: spans.month(year, month))


def _count(said: str) -> int:
    return COUNTED.get(said) or int(said)


LANGUAGE = Language(FORMS, JOIN, OPEN, PARTS, _read)

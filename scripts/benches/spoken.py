"""What a pretend family writes and where it was: descriptions, comments, places and file names for rows without files.

Words come from this repository's own Korean and English sentences, the frequent ones often, as people repeat themselves.
"""

import json
import random
import re
import sqlite3
import tomllib
import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path

from backupd import albums
from backupd.core.library import Library
from backupd.search.noting import TRIGGERS as OF_SEARCH

ROOT = Path(__file__).resolve().parents[2]
NOW = "2026-11-23T03:00:00.000Z"
DESCRIBED, COMMENTED, PLACED, ENGLISH = 0.45, 0.12, 0.75, 0.15
TITLES = (
    "제주 여름휴가", "설날", "추석", "생일 파티", "가족 여행", "할머니 댁", "운동회", "소풍", "졸업식", "캠핑", "바다", "눈 오는 날",
    "Jeju summer", "Christmas", "picnic", "강아지", "벚꽃 구경", "김장하는 날", "놀이공원", "결혼기념일",
)  # fmt: skip
KEPT = ("IMG_{n}.JPG", "20{y:02}{m:02}{d:02}_{h:02}{i:02}{s:02}.jpg", "KakaoTalk_20{y:02}{m:02}{d:02}_{h:02}{i:02}{s:02}{n}.jpg",
        "PXL_20{y:02}{m:02}{d:02}_{h:02}{i:02}{s:02}{n}.jpg", "DSC0{n}.JPG", "사진 {n}.jpg")  # fmt: skip


@cache
def vocabulary(language: str) -> tuple[list[str], list[float]]:
    """Words, and how often each is said, summed up (Zipf)."""
    said: dict[str, None] = {}
    for file in sorted((ROOT / "web" / "words").glob("*.toml")):
        for sentence in tomllib.loads(file.read_text("utf-8")).values():
            said.update(dict.fromkeys(re.findall(r"[가-힣]+|[A-Za-z]{2,}", sentence[language])))
    words = [word for word in said if (word.isascii() and word.lower()) or language == "ko"]
    random.Random(3).shuffle(words)
    return words, list(accumulate(1 / (rank + 3) for rank in range(len(words))))


@cache
def places() -> list[tuple[str, str]]:
    """Places that have a Korean name, the near ones first."""
    with sqlite3.connect(f"file:{ROOT / 'backupd/media/gazetteer.sqlite'}?mode=ro", uri=True) as names:
        inland = [
            (f"{wide_ko} {ko}", f"{en}, {wide_en}")
            for wide_ko, wide_en, ko, en in names.execute("SELECT wide_ko, wide_en, ko, en FROM district")
        ]
        cells = names.execute("SELECT towns FROM town ORDER BY cell LIMIT 3000").fetchall()
    abroad = [
        (town[5], town[4]) for (cell,) in cells for town in json.loads(zlib.decompress(cell)) if len(town) > 5
    ]
    chance = random.Random(5)
    chance.shuffle(inland)
    chance.shuffle(abroad)
    return [*inland, *abroad[:300]]


def sentence(chance: random.Random) -> str:
    language = "en" if chance.random() < ENGLISH else "ko"
    words, often = vocabulary(language)
    return " ".join(chance.choices(words, cum_weights=often, k=chance.randint(3, 14))) + "."


def speak(library: Library, person: int, first: int, count: int) -> None:
    """Give `count` stories from `first` on their words, without their triggers."""
    chance = random.Random(11)
    with library.database.writing() as connection:
        for name in OF_SEARCH:
            connection.execute(f"DROP TRIGGER IF EXISTS {name}")
        connection.executemany(
            "UPDATE story SET description = ?, folded = ? WHERE id = ?", _descriptions(chance, first, count)
        )
        connection.executemany(
            "UPDATE story_media SET name = ? WHERE story = ?", _names(chance, first, count)
        )
        connection.executemany(
            """UPDATE media SET place_ko = ?, place_en = ?
               WHERE id = (SELECT media FROM story_media WHERE story = ? AND position = 0)""",
            _places(chance, first, count),
        )
        connection.executemany(
            "UPDATE album SET title = ?, folded = ? WHERE id = ?", _titles(chance, connection)
        )
        _comment(connection, chance, person, first, count)
        for trigger in OF_SEARCH.values():
            connection.execute(trigger)


def _descriptions(chance: random.Random, first: int, count: int) -> Iterator[tuple[str, str, int]]:
    for story in range(first, first + count):
        if chance.random() < DESCRIBED:
            said = sentence(chance)
            yield said, albums.fold(said), story


def _names(chance: random.Random, first: int, count: int) -> Iterator[tuple[str, int]]:
    for story in range(first, first + count):
        form = KEPT[story // 200 % len(KEPT)]
        yield (
            form.format(
                n=story % 10_000, y=6 + story // 200 % 20, m=1 + story % 12, d=1 + story % 28, h=story % 24,
                i=chance.randrange(60), s=chance.randrange(60),
            ),
            story,
        )  # fmt: skip


def _places(chance: random.Random, first: int, count: int) -> Iterator[tuple[str, str, int]]:
    known = places()
    often = list(accumulate(1 / (rank + 2) for rank in range(len(known))))
    at = known[0]
    for story in range(first, first + count):
        if story % 40 == 0:
            at = chance.choices(known, cum_weights=often)[0]
        if chance.random() < PLACED:
            yield *at, story


def _titles(chance: random.Random, connection: sqlite3.Connection) -> Iterator[tuple[str, str, int]]:
    for row in connection.execute("SELECT id FROM album").fetchall():
        title = f"{chance.choice(TITLES)} {chance.choice(vocabulary('ko')[0])} {chance.randint(2006, 2026)}"
        yield title, albums.fold(title), row["id"]


def _comment(
    connection: sqlite3.Connection, chance: random.Random, person: int, first: int, count: int
) -> None:
    family = connection.execute("SELECT min(family) FROM album").fetchone()[0]
    line = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM happening").fetchone()[0]
    spoken = [story for story in range(first, first + count) if chance.random() < COMMENTED]
    connection.executemany(
        "INSERT INTO happening (id, family, at, kind, person) VALUES (?, ?, ?, 'commented', ?)",
        ((line + number, family, NOW, person) for number in range(len(spoken))),
    )
    connection.executemany(
        "INSERT INTO comment (story, person, happening, text, at) VALUES (?, ?, ?, ?, ?)",
        ((story, person, line + number, sentence(chance), NOW) for number, story in enumerate(spoken)),
    )


def questions(chance: random.Random, count: int) -> Sequence[str]:
    """What people would type: one or two words, places, initials, dates, names, parts of file names, typos."""
    words, often = vocabulary("ko")
    english, often_en = vocabulary("en")

    def word() -> str:
        return chance.choices(words, cum_weights=often)[0]

    def place() -> str:
        return chance.choice(places()[:200])[0].split()[-1]

    forms = (
        word, word, lambda: word()[:2], lambda: word()[:1], lambda: f"{word()} {word()}", place,
        lambda: f"{place()}에서 찍은 {word()}", lambda: _initials(place()), lambda: _initials(word())[:2],
        lambda: chance.choices(english, cum_weights=often_en)[0], lambda: f"{chance.choice(TITLES)}",
        lambda: f"20{chance.randint(10, 25)}년 {chance.choice(['여름', '겨울', '8월', '추석'])}",
        lambda: f"{chance.randint(1, 9)}년 전 오늘", lambda: "last summer", lambda: f"Bench가 올린 {word()}",
        lambda: f"IMG_{chance.randrange(10_000)}", lambda: f"{place()} {chance.randint(2010, 2025)}년",
        lambda: f"{chance.choice(TITLES)} {word()}", lambda: f"{word()} 동영상", lambda: _mistyped(chance, place()),
    )  # fmt: skip
    return [forms[number % len(forms)]() for number in range(count)]


def _initials(text: str) -> str:
    return "".join(
        "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"[(ord(sign) - ord("가")) // 588]
        for sign in text
        if "가" <= sign <= "힣"
    )


def _mistyped(chance: random.Random, text: str) -> str:
    """With another vowel in one syllable."""
    at = chance.randrange(len(text))
    if not "가" <= text[at] <= "힣":
        return text
    initial, rest = divmod(ord(text[at]) - ord("가"), 588)
    return f"{text[:at]}{chr(ord('가') + initial * 588 + (rest + 28) % 588)}{text[at + 1 :]}"

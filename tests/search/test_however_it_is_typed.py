"""Words are found by one syllable, by initials, however they are spaced and composed, and with a slip or two."""

import unicodedata

import pytest

from backupd.search import store
from tests import people
from tests.albums import house


@pytest.fixture
def mother(library):
    return people.found_family(library)


def stories(library, viewer, words):
    return [found.story.id for found in store.find(library, viewer, words).stories]


HAS = (
    "제", "제주", "주도", "ㅈ", "ㅈㅈ", "ㅈㅈㄷ", "ㅈㅈㄷㅇㅅ", "제ㅈ", "제주도에서 찍은 사진", "제주도의", "제 주 도", "제주도에서만난", "도에서 만",
    "photos of Jeju", "dolharubang", "dol", "ＪＥＪＵ", unicodedata.normalize("NFD", "제주도"),
)  # fmt: skip
HAS_NOT = ("harubang", "ㅈㄷㅈ", "제주 없는말", "ㅏ")


def test_korean_is_found_by_syllables_initials_and_pieces(library, mother):
    album = house.album(library, mother, "여름")
    story = house.story(library, mother, album, description="제주도에서 만난 Jeju Dolharubang")
    assert [words for words in HAS if stories(library, mother, words) != [story]] == []
    assert [words for words in HAS_NOT if stories(library, mother, words)] == []


SLIPS = {
    "제쥬도": "제주도", "재주도": "제주도", "제주됴": "제주도", "제도주": "제주도", "제주주도": "제주도", "강아쥐를": "강아지", "놀리똥산": "놀이동산",
    "jejo": "jeju", "sumer": "summer", "sunflwoer": "sunflower", "wpwneh": "제주도", "ㄴㅕㅡㅡㄷㄱ": "summer", "지으": "지우", "ㅈㅈㄷ 재주도": "ㅈㅈㄷ 제주도",
    "엄마가 올린 제쥬도": "엄마가 올린 제주도", "로마": None, "rome": None, "제주도": None,
}  # fmt: skip


def test_a_slip_or_two_is_forgiven_where_nothing_is_found(library, mother):
    people.join(library, mother, "지우")
    album = house.album(library, mother, "여름")
    house.story(library, mother, album, description="제주도 강아지 놀이동산 jeju summer sunflower")
    found = {words: store.find(library, mother, words) for words in SLIPS}
    assert {words: each.instead for words, each in found.items()} == SLIPS
    assert [words for words, each in found.items() if each.nothing] == ["로마", "rome"]


def test_a_right_word_is_never_mended(library, mother):
    album = house.album(library, mother, "여름")
    house.story(library, mother, album, description="재주가 많다")
    house.story(library, mother, album, description="제주에 왔다")
    found = store.find(library, mother, "재주")
    assert found.instead is None and len(found.stories) == 1

import re
import tomllib
import unicodedata
from pathlib import Path
from string import Formatter

import pytest
from markupsafe import Markup

from backupd.http.particles import particle
from backupd.http.words import Words, WordsBroken

HANGUL = re.compile("[가-힣]")
# A language is called by its own name, so that whoever reads no English finds 한국어; so is the pretend family.
OWN_NAMES = {"language_ko", "demo_again"}
OURS = Path(__file__).parents[2] / "web" / "words"

ALBUMS = """
[kept]
ko = "사진 {count}장을 보관했어요."
en = "Kept {count} photos."
en_one = "Kept one photo."
[made]
ko = "‘{title}’{title:을/를} 만들었어요."
en = "Made “{title}”."
[moved_html]
ko = "<b>{name}</b>{name:이/가} ‘{title}’{title:으로/로} 옮겼어요."
en = "<b>{name}</b> moved it to “{title}”."
"""


def load(folder: Path, text: str, name: str = "albums") -> Words:
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return Words.load(folder)


@pytest.fixture
def words(tmp_path: Path) -> Words:
    return load(tmp_path, ALBUMS)


def test_a_number_is_read_with_its_thousands_in_both_languages(words):
    assert words.say("ko", "albums.kept", count=12345) == "사진 12,345장을 보관했어요."
    assert words.say("en", "albums.kept", count=24) == "Kept 24 photos."


def test_one_photo_is_not_one_photos(words):
    assert words.say("en", "albums.kept", count=1) == "Kept one photo."
    assert words.say("ko", "albums.kept", count=1) == "사진 1장을 보관했어요."


def test_an_album_title_takes_the_particle_it_sounds_like(words):
    assert words.say("ko", "albums.made", title="봄") == "‘봄’을 만들었어요."
    assert words.say("ko", "albums.made", title="여름휴가") == "‘여름휴가’를 만들었어요."


def test_a_title_cannot_smuggle_markup_into_a_sentence_with_markup(words):
    said = words.say("en", "albums.moved_html", name="<i>Dad</i>", title='"&')
    assert said == "<b>&lt;i&gt;Dad&lt;/i&gt;</b> moved it to “&#34;&amp;”."
    assert isinstance(said, Markup)
    assert words.say("ko", "albums.moved_html", name=Markup("<a>엄마</a>"), title="겨울") == (
        "<b><a>엄마</a></b>가 ‘겨울’로 옮겼어요."
    )


def test_a_sentence_that_is_not_there_is_an_error_not_a_hole(words):
    with pytest.raises(WordsBroken, match=r"albums\.lost"):
        words.say("ko", "albums.lost")
    with pytest.raises(WordsBroken, match="title"):
        words.say("ko", "albums.made")


@pytest.mark.parametrize(
    "broken",
    [
        '[a]\nko = "가"',
        '[a]\nko = "가"\nen = ""',
        '[a]\nko = "{name:를/을}"\nen = "{name}"',
        '[a]\nko = "가"\nen = "a"\nfr = "un"',
        '[A]\nko = "가"\nen = "a"',
        "[a\n",
    ],
)
def test_a_word_file_with_a_mistake_is_refused_by_name(tmp_path, broken):
    with pytest.raises(WordsBroken, match=r"mistaken\.toml"):
        load(tmp_path, broken, "mistaken")


@pytest.mark.parametrize(
    ("word", "pair", "expected"),
    [
        ("봄", "을/를", "을"),
        ("제주", "을/를", "를"),
        ("서울", "으로/로", "로"),
        ("부산", "으로/로", "으로"),
        ("제주", "으로/로", "로"),
        ("할머니", "은/는", "는"),
        ("지훈", "아/야", "아"),
        ("지우", "아/야", "야"),
        ("우리 집 콩이", "이에요/예요", "예요"),
        ("동물원", "이에요/예요", "이에요"),
        ("2019", "을/를", "를"),
        ("3", "이/가", "이"),
        ("1", "으로/로", "로"),
        ("6", "으로/로", "으로"),
        ("100", "을/를", "을"),
        ("봄(春)", "과/와", "과"),
        ("‘바다’", "이/가", "가"),
        ("여행 [부산]…", "을/를", "을"),
        ("(바다)", "을/를", "를"),
        ("TV", "을/를", "를"),
        ("URL", "으로/로", "로"),
        ("iPhone", "을/를", "을"),
        ("Google", "으로/로", "로"),
        ("Facebook", "이/가", "이"),
        ("Note", "을/를", "를"),
        ("Café", "을/를", "를"),
        ("콩이 ❤️", "을/를", "를"),
        (unicodedata.normalize("NFD", "봄"), "이/가", "이"),
        ("ㅋㅋ", "을/를", "을"),
        ("東京", "을/를", "을(를)"),
        ("🙂", "이/가", "이(가)"),
        ("", "이/가", "이(가)"),
    ],
)
def test_particles_follow_what_a_korean_would_say(word, pair, expected):
    assert particle(word, pair) == expected


@pytest.mark.parametrize("file", sorted(OURS.glob("*.toml")), ids=lambda file: file.stem)
def test_every_word_file_of_ours_says_the_same_in_both_languages(file):
    Words.load(file.parent)
    for name, forms in tomllib.loads(file.read_text(encoding="utf-8")).items():
        assert HANGUL.search(forms["ko"]) or forms["ko"] == forms["en"] or file.stem == "dates", name
        assert not HANGUL.search(forms["en"]) or name in OWN_NAMES, name
        assert values(forms["ko"]) == values(forms["en"]) or file.stem == "dates", name


def values(sentence: str) -> set[str]:
    """What is filled in; a date stands in one piece or as year, month and day, as the language has it."""
    found = {name for _, name, _, _ in Formatter().parse(sentence) if name}
    whole = {"year", "month", "day"}
    return (found - whole) | {"date"} if whole <= found else found

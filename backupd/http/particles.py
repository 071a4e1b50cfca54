"""Korean particles: which of 을/를, 이/가, 으로/로 … follows a word, judged by the sound the word ends in."""

import re
import unicodedata

_PAIRS = """
    을/를 이/가 은/는 과/와 으로/로 으로는/로는 으로도/로도 으로서/로서 으로부터/로부터 아/야 이에요/예요 이었어요/였어요
    이라/라 이라고/라고 이라는/라는 이라서/라서 이랑/랑 이나/나 이나마/나마 이고/고 이며/며 이면/면 이든/든 이란/란
    이야/야 이여/여 이시여/시여 이지만/지만 이네요/네요
"""
PAIRS = frozenset(_PAIRS.split())

VOWEL, CONSONANT, RIEUL, UNKNOWN = "vowel", "consonant", "rieul", "unknown"

_DIGITS = dict(zip("0123456789", "영일이삼사오육칠팔구", strict=True))
_LETTERS = {"l": RIEUL, "r": RIEUL, "m": CONSONANT, "n": CONSONANT}
_BRACKETED = re.compile(r"(?:\([^()]*\)|\[[^\[\]]*\]|（[^（）]*）)\W*$")
_TRAILING = re.compile(r"[\W_]+$")


def particle(word: str, pair: str) -> str:
    """The half of `pair` ("을/를", consonant form first) that follows `word`; both, as 을(를), where no one can tell.

    Digits are read in Korean, Latin letters as Koreans read them aloud; closing brackets and quotes are passed over.
    """
    after_consonant, after_vowel = pair.split("/")
    sound = ending_sound(word)
    if sound == UNKNOWN:
        return f"{after_consonant}({after_vowel})"
    if sound == RIEUL and after_consonant.startswith("으로"):
        return after_vowel
    return after_vowel if sound == VOWEL else after_consonant


def ending_sound(word: str) -> str:
    spoken = _spoken_part(unicodedata.normalize("NFC", word))
    if not spoken:
        return UNKNOWN
    last = _DIGITS.get(spoken[-1], spoken[-1])
    if "가" <= last <= "힣":
        return _syllable_sound(last)
    if "ㄱ" <= last <= "ㅣ":
        return VOWEL if last >= "ㅏ" else RIEUL if last == "ㄹ" else CONSONANT
    return _latin_sound(spoken)


def _spoken_part(word: str) -> str:
    """봄(春) is read 봄, ‘봄’ too; a word that is nothing but brackets is read as what they hold."""
    bare = _TRAILING.sub("", _BRACKETED.sub("", word))
    return bare or _TRAILING.sub("", word)


def _syllable_sound(syllable: str) -> str:
    # Unicode composes syllables as (initial * 21 + vowel) * 28 + final; final 0 is none, 8 is ㄹ.
    final = (ord(syllable) - ord("가")) % 28
    return VOWEL if final == 0 else RIEUL if final == 8 else CONSONANT


def _latin_sound(word: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    found = re.search(r"[A-Za-z]+$", plain)
    if not found:
        return UNKNOWN
    letters = found.group()
    if letters.isupper():
        return _LETTERS.get(letters[-1].lower(), VOWEL)
    return _word_sound(letters.lower())


def _word_sound(word: str) -> str:
    """By the common ways English is written in Hangul: 애플, 폰, 북, 챗 end in a consonant, 노트, 파크, 블로그 do not."""
    if re.search(r"le?$", word):
        return RIEUL
    if re.search(r"([mn]e?|ng)$", word):
        return CONSONANT
    if re.search(r"(^|[^aeiou])[aeiou][ptkcb]$|oo[kt]$", word):
        return CONSONANT
    return VOWEL

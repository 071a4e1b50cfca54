"""Words typed while the keyboard stood on the other language: wpwneh → 제주도, ㅓ더ㅕ → jeju. Pure.

The keys of the Korean standard layout (KS X 5002, 두벌식)."""

import unicodedata

from backupd.search.folding import plain

_LETTERS = "qwertyuiopasdfghjklzxcvbnm"
_JAMO = "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ"
_SHIFTED = dict(zip("QWERTOP", "ㅃㅉㄸㄲㅆㅒㅖ", strict=True))
KEYS = dict(zip(_LETTERS, _JAMO, strict=True)) | _SHIFTED
LETTERS = {jamo: letter.lower() for letter, jamo in KEYS.items()}

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = ["", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"]
_TOGETHER = {
    "ㅗㅏ": "ㅘ", "ㅗㅐ": "ㅙ", "ㅗㅣ": "ㅚ", "ㅜㅓ": "ㅝ", "ㅜㅔ": "ㅞ", "ㅜㅣ": "ㅟ", "ㅡㅣ": "ㅢ", "ㄱㅅ": "ㄳ", "ㄴㅈ": "ㄵ",
    "ㄴㅎ": "ㄶ", "ㄹㄱ": "ㄺ", "ㄹㅁ": "ㄻ", "ㄹㅂ": "ㄼ", "ㄹㅅ": "ㄽ", "ㄹㅌ": "ㄾ", "ㄹㅍ": "ㄿ", "ㄹㅎ": "ㅀ", "ㅂㅅ": "ㅄ",
}  # fmt: skip
_APART = {both: pair for pair, both in _TOGETHER.items()}


def other_layout(word: str) -> str:
    """The word as the other layout would have written it; '' where that is no word."""
    if word.isascii() and word.isalpha():
        return plain(compose(KEYS[letter] for letter in word.lower()))
    keys = jamo(word)
    return "".join(LETTERS[key] for key in keys) if keys and all(key in LETTERS for key in keys) else ""


def jamo(text: str) -> str:
    """The keys that a text is typed with: 과일 → ㄱㅗㅏㅇㅣㄹ; other signs stay."""
    keys = ""
    for sign in unicodedata.normalize("NFC", text):
        parts = _parts(sign) if "가" <= sign <= "힣" else [_LONE.get(sign, sign)]
        keys += "".join(_APART.get(part, part) for part in parts)
    return keys


_LONE = {chr(0x1100 + place): sign for place, sign in enumerate(INITIALS)} | {
    chr(0x1161 + place): sign for place, sign in enumerate(VOWELS)
}


def _parts(syllable: str) -> list[str]:
    initial, rest = divmod(ord(syllable) - ord("가"), 588)
    vowel, final = divmod(rest, 28)
    return [INITIALS[initial], VOWELS[vowel], FINALS[final]]


def compose(keys) -> str:
    """Syllables of keys struck one after the other: a consonant before a vowel begins a syllable."""
    written = list(keys)
    out, at = "", 0
    while at < len(written):
        length, sign = _syllable(written, at)
        out, at = out + sign, at + length
    return out


def _syllable(keys: list[str], at: int) -> tuple[int, str]:
    """The syllable that begins at a key, and of how many keys it is."""
    if keys[at] not in INITIALS or at + 1 >= len(keys) or keys[at + 1] not in VOWELS:
        return 1, keys[at]
    vowel, used = keys[at + 1], 2
    if at + 2 < len(keys) and vowel + keys[at + 2] in _TOGETHER:
        vowel, used = _TOGETHER[vowel + keys[at + 2]], 3
    final, more = _final(keys, at + used)
    number = (INITIALS.index(keys[at]) * 21 + VOWELS.index(vowel)) * 28 + FINALS.index(final)
    return used + more, chr(ord("가") + number)


def _final(keys: list[str], at: int) -> tuple[str, int]:
    """The consonants that close a syllable: those that no vowel follows."""
    if at >= len(keys) or keys[at] not in FINALS or _vowel_at(keys, at + 1):
        return "", 0
    both = keys[at] + keys[at + 1] if at + 1 < len(keys) else ""
    if both in _TOGETHER and not _vowel_at(keys, at + 2):
        return _TOGETHER[both], 2
    return keys[at], 1


def _vowel_at(keys: list[str], at: int) -> bool:
    return at < len(keys) and keys[at] in VOWELS

"""What stands behind a word and is not meant by it: 제주도에서 → 제주도, 바다를 → 바다, beaches → beach. Pure."""

import re

from backupd.search.folding import is_syllable

_CERTAIN = """
    에서는 에서도 에서의 에서 에게서 에게 한테서 한테 께서는 께서 으로는 으로도 으로 부터 까지 이랑 하고 처럼 마다 밖에
    과의 와의 들이랑 들이 들을 들은 들의 들과 들도 들
"""
CERTAIN = sorted(_CERTAIN.split(), key=len, reverse=True)
"""Nothing else ends so."""
_PERHAPS = """
    하는 하던 했던 했다 했어요 해요 하다 하기 하며 하면서 되는 는데 에는 에도 이는 이가 이의 을 를 이 가 은 는 의 에 도 만 로 과 와
    랑 던 고 서 다 한 함 기 요 야 때 쯤
"""
PERHAPS = sorted(_PERHAPS.split(), key=len, reverse=True)
"""Other words end so too: 고양이 is no 고양 with a particle. Taken off only where the whole word is found nowhere."""
AFTER_CONSONANT, AFTER_VOWEL = set("을이은과"), set("를가는와")
ALONE = set("을를에는은")
"""May stand behind a single syllable: 산을, 집에."""
_ENGLISH = ("'s", "’s", "ing", "ies", "ed", "es", "s")


def base_of(word: str) -> str:
    """Without what is certainly no part of it."""
    for ending in CERTAIN:
        stem = word.removesuffix(ending)
        if stem != word and stem and is_syllable(stem[-1]) and (len(stem) > 1 or len(ending) > 1):
            return stem
    return word


def stems_of(word: str) -> list[str]:
    """What may be meant where the word itself is found nowhere, the longest first."""
    if re.fullmatch(r"[a-z'’-]+", word):
        return _english(word)
    return list(dict.fromkeys(stem for ending in PERHAPS if (stem := _without(word, ending))))


def _without(word: str, ending: str) -> str:
    stem = word.removesuffix(ending)
    if stem == word or not stem or not is_syllable(stem[-1]):
        return ""
    if len(stem) < 2 and len(ending) < 2 and ending not in ALONE:
        return ""
    closed = (ord(stem[-1]) - ord("가")) % 28 > 0
    wrong = (ending in AFTER_CONSONANT and not closed) or (ending in AFTER_VOWEL and closed)
    return "" if wrong and len(ending) == 1 and ending not in "는은" else stem


def _english(word: str) -> list[str]:
    found = []
    for ending in _ENGLISH:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            found += [f"{stem}y"] if ending == "ies" else [stem, f"{stem}e"] if ending == "ing" else [stem]
    return found

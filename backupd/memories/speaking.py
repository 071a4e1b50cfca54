"""Memories in words: why one came, what it holds. Phrases first, for a letter is put into words when it is sent; then
in the language of whoever looks (web/words/memories.toml)."""

from backupd.http.dates import Dates
from backupd.http.words import Words
from backupd.memories.records import Reason
from backupd.memories.store import Held
from backupd.notify import Phrase, spoken


def why(reason: Reason, names: dict[int, str]) -> Phrase:
    """3년 전 이맘때. `names`: how people are called, by their number."""
    if reason.cause == "birthday":
        name, late = names.get(reason.person), "_past" if reason.late else ""
        return _phrase(f"why_birthday{late}", name=name) if name else _phrase(f"why_somebodys_birthday{late}")
    if reason.cause == "decade":
        return {"when": f"{reason.years:04}", "precision": "decade"}
    if reason.holiday:
        return _phrase("why_holiday", count=reason.years, holiday=_phrase(f"holiday_{reason.holiday}"))
    if reason.season:
        return _phrase("why_season", count=reason.years, season=_phrase(f"season_{reason.season}"))
    return _phrase(f"why_{reason.cause}", count=reason.years or reason.months)


def facts(held: Held) -> list[Phrase]:
    """사진 42장, 동영상 2개, 엄마가 쓴 이야기."""
    said = [
        held.photos and _phrase("photos", count=held.photos),
        held.videos and _phrase("videos", count=held.videos),
        held.writer and _phrase("written_by", name=held.writer),
    ]
    return [each for each in said if each]


def _phrase(key: str, **values: str | int | Phrase) -> Phrase:
    return {"say": f"memories.{key}", **values}


class Speech:
    """Speaks one language. `names`: how people are called, by their number."""

    def __init__(self, words: Words, language: str, names: dict[int, str]) -> None:
        self._words, self._language, self._names = words, language, names
        self.dates = Dates(words, language)

    def why(self, reason: Reason) -> str:
        return self._say(why(reason, self._names))

    def facts(self, held: Held) -> list[str]:
        return [self._say(each) for each in facts(held)]

    def _say(self, phrase: Phrase) -> str:
        return str(spoken(self._words, self._language, phrase))

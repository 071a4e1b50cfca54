"""Memories in words: why one came, what it holds. Korean and English, from web/words/memories.toml."""

from backupd.http.dates import Dates
from backupd.http.words import Words
from backupd.memories.records import Reason
from backupd.memories.store import Held


class Speech:
    """Speaks one language. `names`: how people are called, by their number."""

    def __init__(self, words: Words, language: str, names: dict[int, str]) -> None:
        self._words, self._language, self._names = words, language, names
        self.dates = Dates(words, language)

    def why(self, reason: Reason) -> str:
        """3년 전 이맘때."""
        if reason.cause == "birthday":
            name = self._names.get(reason.person)
            return self._say("why_birthday", name=name) if name else self._say("why_somebodys_birthday")
        if reason.cause == "decade":
            return self.dates.when(f"{reason.years:04}", "decade")
        if reason.holiday:
            holiday = self._say(f"holiday_{reason.holiday}")
            return self._say("why_holiday", count=reason.years, holiday=holiday)
        if reason.season:
            season = self._say(f"season_{reason.season}")
            return self._say("why_season", count=reason.years, season=season)
        return self._say(f"why_{reason.cause}", count=reason.years or reason.months)

    def facts(self, held: Held) -> list[str]:
        """사진 42장, 동영상 2개, 엄마가 쓴 이야기."""
        said = [
            held.photos and self._say("photos", count=held.photos),
            held.videos and self._say("videos", count=held.videos),
            held.writer and self._say("written_by", name=held.writer),
        ]
        return [each for each in said if each]

    def _say(self, key: str, **values: object) -> str:
        return self._words.say(self._language, f"memories.{key}", **values)

"""How the command line speaks: Korean or English, as the terminal is set, else as the box is."""

import sys
from collections.abc import Mapping

from backupd.core.settings import Settings
from backupd.http.words import LANGUAGES, Words


class Voice:
    """Says sentences of the word files on a terminal."""

    def __init__(self, words: Words, environment: Mapping[str, str]) -> None:
        self.words = words
        self._terminal = _spoken(environment)
        self.language = self._terminal or "ko"

    def of(self, settings: Settings) -> None:
        """A terminal that names no language leaves the choice to the box."""
        self.language = self._terminal or settings.language

    def say(self, key: str, /, **values: object) -> str:
        return self.words.say(self.language, key, **values)

    def size(self, count: int) -> str:
        """So many bytes, as the pages say them."""
        from backupd.http.dates import Dates

        return Dates(self.words, self.language).size(count)

    def tell(self, key: str, /, **values: object) -> None:
        print(self.say(key, **values), flush=True)

    def complain(self, key: str, /, **values: object) -> None:
        print(self.say(key, **values), file=sys.stderr, flush=True)


def _spoken(environment: Mapping[str, str]) -> str | None:
    """The language of the locale, by the order of locale(7); None for C, POSIX and languages we do not speak."""
    named = next(filter(None, map(environment.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return next((language for language in LANGUAGES if named.startswith(language)), None)

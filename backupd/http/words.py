"""The sentences people read, in every language, from the word files in `web/words`."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from string import Formatter
from typing import NamedTuple

from markupsafe import Markup, escape

from backupd.http.particles import PAIRS, particle

_PACKAGE = Path(__file__).resolve().parent.parent
# The wheel carries web/ inside the package; a checkout has it beside the package.
WEB = next(folder for folder in (_PACKAGE / "_web", _PACKAGE.parent / "web") if folder.is_dir())
LANGUAGES = ("ko", "en")
_FORMS = {"ko", "en", "en_one"}
_KEY = re.compile(r"[a-z][a-z0-9_]*$")


class WordsBroken(Exception):
    """A word file cannot be used, or a page asked for words that are not there. The message names the place."""


class Part(NamedTuple):
    text: str
    value: str | None = None
    pair: str | None = None


Sentence = tuple[Part, ...]


class Words:
    """Sentences by key, the file's name before the dot: `say("ko", "albums.kept", count=24)`."""

    def __init__(self, sentences: Mapping[str, Mapping[str, Sentence]]) -> None:
        self._sentences = sentences

    @classmethod
    def load(cls, folder: Path) -> "Words":
        sentences: dict[str, Mapping[str, Sentence]] = {}
        for file in sorted(folder.glob("*.toml")):
            sentences |= _read(file)
        return cls(sentences)

    def __contains__(self, key: str) -> bool:
        return key in self._sentences

    def keys(self) -> list[str]:
        return list(self._sentences)

    def say(self, language: str, key: str, /, **values: object) -> str:
        """The sentence with its values in place. Whole numbers get thousands separators, so pass a year as text.

        Keys ending in `_html` hold markup: they come back as `Markup`, with their values escaped.
        """
        sentence = self._pick(language, key, values)
        if key.endswith("_html"):
            # The text is ours, from a word file; only the values come from outside, and they are escaped.
            return Markup("").join(
                Markup(part.text) + escape(_say_part(key, part, values))  # noqa: S704
                for part in sentence
            )
        return "".join(part.text + _say_part(key, part, values) for part in sentence)

    def _pick(self, language: str, key: str, values: Mapping[str, object]) -> Sentence:
        forms = self._sentences.get(key)
        if forms is None:
            raise WordsBroken(f"No word file has “{key}”.")
        if values.get("count") == 1 and f"{language}_one" in forms:
            return forms[f"{language}_one"]
        return forms[language]


def _say_part(key: str, part: Part, values: Mapping[str, object]) -> str:
    if part.value is None:
        return ""
    if part.value not in values:
        raise WordsBroken(f"“{key}” needs a value for “{part.value}”.")
    value = values[part.value]
    if part.pair:
        return particle(value.striptags() if isinstance(value, Markup) else _write(value), part.pair)
    return _write(value)


def _write(value: object) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return value if isinstance(value, str) else str(value)


def _read(file: Path) -> dict[str, Mapping[str, Sentence]]:
    try:
        tables = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as mistake:
        raise WordsBroken(f"{file.name}: {mistake}") from mistake
    return {
        f"{file.stem}.{name}": _forms(f"{file.name} [{name}]", name, table) for name, table in tables.items()
    }


def _forms(place: str, name: str, table: object) -> Mapping[str, Sentence]:
    if not _KEY.match(name) or not isinstance(table, dict):
        raise WordsBroken(f"{place}: a lower_snake table with “ko” and “en” was expected.")
    missing, unknown = set(LANGUAGES) - table.keys(), table.keys() - _FORMS
    if missing or unknown:
        raise WordsBroken(f"{place}: missing {sorted(missing)}, unknown {sorted(unknown)}.")
    return {form: _parse(f"{place} {form}", text) for form, text in table.items()}


def _parse(place: str, text: str) -> Sentence:
    if not text.strip():
        raise WordsBroken(f"{place}: nothing is written.")
    parts = []
    for literal, value, pair, _ in Formatter().parse(text):
        if pair and pair not in PAIRS:
            raise WordsBroken(f"{place}: “{pair}” is no particle we know.")
        parts.append(Part(literal, value, pair or None))
    return tuple(parts)

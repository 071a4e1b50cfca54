"""Words that are put together when a letter is read, for its reader's language may be another one by then."""

from collections.abc import Mapping, Sequence

from backupd.http.dates import Dates
from backupd.http.words import Words

Phrase = Mapping[str, "Value"]
Value = str | int | Phrase | Sequence["Value"]
"""A phrase names its entry in web/words under `say`, beside what fills it; or a moment under `when`, with its `precision`.
Of a list every part is said, with a dot between them."""


def spoken(words: Words, language: str, value: Value) -> str | int:
    """What a value is in a language; text and numbers stay as they are."""
    if isinstance(value, str | int):
        return value
    if not isinstance(value, Mapping):
        return " · ".join(str(spoken(words, language, each)) for each in value)
    if "when" in value:
        return Dates(words, language).when(str(value["when"]), str(value["precision"]))
    filled = {name: spoken(words, language, each) for name, each in value.items() if name != "say"}
    return words.say(language, str(value["say"]), **filled)

"""Secrets out of sentences that others wrote: every value of a channel's secret, as it is and as addresses quote it."""

from collections.abc import Iterable, Mapping
from urllib.parse import quote, quote_plus, unquote

MASK = "•••"
SHORTEST = 4


def masked(sentence: str, secret: Mapping[str, str]) -> str:
    """The longest first, so that what holds another one is covered whole."""
    for value in sorted(_forms(secret.values()), key=len, reverse=True):
        sentence = sentence.replace(value, MASK)
    return sentence


def _forms(values: Iterable[str]) -> set[str]:
    """Of an address of many parts, each part that could be a token, too."""
    whole = {value for value in values if len(value) >= SHORTEST}
    parts = {part for value in whole for part in _parts(value) if len(part) >= 8}
    found = whole | parts
    return found | {
        form for value in found for form in (quote(value, safe=""), quote_plus(value), unquote(value))
    }


def _parts(value: str) -> list[str]:
    if "://" not in value:
        return []
    plain = value.partition("://")[2]
    for mark in "/?&=@:":
        plain = plain.replace(mark, " ")
    return plain.split()

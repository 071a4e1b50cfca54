"""Names people give: tidied, and refused when they cannot be shown."""

import unicodedata

from backupd.core.errors import Refused

LONGEST = 40


def tidy(name: str, key: str = "family.name_needed") -> str:
    """One line in Unicode's composed form (NFC: macOS types Hangul decomposed), without control or direction marks.

    Raises Refused with `key` when nothing is left, and when it is longer than anybody could read on a small screen.
    """
    shown = "".join(letter if letter.isprintable() else " " for letter in unicodedata.normalize("NFC", name))
    tidied = " ".join("".join(letter for letter in shown if not _invisible(letter)).split())
    if not tidied:
        raise Refused(key)
    if len(tidied) > LONGEST:
        raise Refused("family.name_too_long", longest=LONGEST)
    return tidied


def _invisible(letter: str) -> bool:
    """Format characters (Unicode category Cf) reorder or hide what stands beside them; joiners hold emoji together."""
    return unicodedata.category(letter) == "Cf" and letter != "\u200d"


def folded(name: str) -> str:
    """As two names are compared: “Kim  Jisu” and “kim jisu” are one."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())

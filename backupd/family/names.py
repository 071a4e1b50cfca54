"""Names people give: tidied, and refused when they cannot be shown."""

import unicodedata

from backupd.core.errors import Refused

LONGEST = 40


def tidy(name: str, key: str = "family.name_needed") -> str:
    """One line in Unicode's composed form (NFC: macOS types Hangul decomposed), without control or direction marks.

    Raises Refused with `key` when nothing is left, and when it is longer than anybody could read on a small screen.
    """
    tidied = " ".join("".join(map(_shown, unicodedata.normalize("NFC", name))).split())
    if not tidied:
        raise Refused(key)
    if len(tidied) > LONGEST:
        raise Refused("family.name_too_long", longest=LONGEST)
    return tidied


def _shown(letter: str) -> str:
    """Control characters (Unicode Cc) part words; format characters (Cf) reorder or hide what stands beside them,
    except the joiner that holds an emoji family together."""
    category = unicodedata.category(letter)
    if category == "Cc":
        return " "
    return letter if category not in ("Cf", "Cs", "Co", "Cn") or letter == "\u200d" else ""


def folded(name: str) -> str:
    """As two names are compared: “Kim  Jisu” and “kim jisu” are one."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())

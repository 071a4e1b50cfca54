"""What people write under a story, tidied; and whom they mention. Pure."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from backupd.core.errors import Refused
from backupd.reactions.records import Mention, Piece

LONGEST = 2000
_LOOKS_EMPTY = frozenset(
    map(chr, (0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800))
)  # fillers that fonts draw as nothing
_JOINERS = frozenset(map(chr, (0x200D, 0x200C)))


def tidy(text: str) -> str:
    """In Unicode's composed form, without characters that hide or reorder others; lines stay, blank ones at most one at
    a time; "" where nobody would see anything. Raises Refused for more than anybody reads under a photo."""
    shown = "".join(map(_shown, unicodedata.normalize("NFC", text.replace("\r\n", "\n"))))
    lines = re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in shown.split("\n"))).strip()
    if len(lines) > LONGEST:
        raise Refused("comments.too_long", most=LONGEST, length=len(lines))
    return lines if any(_visible(letter) for letter in lines) else ""


def _shown(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Cc":
        return letter if letter in "\n\t" else " "
    return letter if category not in ("Cf", "Cs", "Co", "Cn") or letter in _JOINERS else ""


def _visible(letter: str) -> bool:
    return unicodedata.category(letter)[0] not in "ZC" and letter not in _LOOKS_EMPTY


def mentioned(text: str, people: Mapping[int, Sequence[str]]) -> list[Mention]:
    """Where the text says @ and a name; the longest name wins, for 할머니 may be followed by 가."""
    names = sorted(((name, person) for person, each in people.items() for name in each), key=_longest_first)
    found = []
    for sign in re.finditer(r"(?<!\w)@", text):
        after = text[sign.end() :]
        hit = next(((name, person) for name, person in names if _begins(after, name)), None)
        if hit:
            found.append(Mention(sign.start(), len(hit[0]) + 1, hit[1]))
    return found


def _longest_first(named: tuple[str, int]) -> tuple[int, int]:
    return -len(named[0]), named[1]


def _begins(text: str, name: str) -> bool:
    return bool(name) and text[: len(name)].casefold() == name.casefold()


def pieces(text: str, mentions: Sequence[Mention], names: Mapping[int, str]) -> list[Piece]:
    """The text as its reader sees it: whoever is mentioned stands there by the reader's own name for them."""
    made, at = [], 0
    for one in sorted(mentions, key=lambda mention: mention.start):
        if one.start < at or one.person not in names:
            continue
        made += [Piece(text[at : one.start]), Piece(f"@{names[one.person]}", one.person)]
        at = one.start + one.length
    return [piece for piece in (*made, Piece(text[at:])) if piece.text]

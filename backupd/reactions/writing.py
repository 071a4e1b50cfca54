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
    """Where the text says @ and a name; the longest name wins, for 할머니 may be followed by 가. people: by what names
    each goes, the one that the writer uses first: what I call one wins over what another calls themselves."""
    names = sorted(
        (-len(name), rank, person, name) for person, each in people.items() for rank, name in enumerate(each)
    )
    found = []
    for sign in re.finditer(r"(?<!\w)@", text):
        after = text[sign.end() :]
        hit = next(((name, person) for _, _, person, name in names if _begins(after, name)), None)
        if hit:
            found.append(Mention(sign.start(), len(hit[0]) + 1, hit[1]))
    return found


def _begins(text: str, name: str) -> bool:
    """Korean goes on with a particle; where letters have two cases, Ann is not begun by Anna."""
    within_a_word = _has_cases(name[-1:]) and _has_cases(text[len(name) : len(name) + 1])
    return bool(name) and text[: len(name)].casefold() == name.casefold() and not within_a_word


def _has_cases(letter: str) -> bool:
    return letter.upper() != letter.lower()


def pieces(text: str, mentions: Sequence[Mention], names: Mapping[int, str]) -> list[Piece]:
    """The text as its reader sees it: whoever is mentioned stands there by the reader's own name for them."""
    made, at = [], 0
    for one in sorted(mentions, key=lambda mention: mention.start):
        if one.start < at or one.person not in names:
            continue
        made += [Piece(text[at : one.start]), Piece(f"@{names[one.person]}", one.person)]
        at = one.start + one.length
    return [piece for piece in (*made, Piece(text[at:])) if piece.text]

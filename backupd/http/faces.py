"""How a person or an album looks before anyone gave a picture: a colour and a few letters."""

import re
from zlib import crc32

TINTS = 8
_KIN = re.compile(
    r"(할머니|할아버지|엄마|아빠|어머니|아버지|이모|이모부|고모|고모부|삼촌|숙모|누나|언니|오빠|형|동생)$"
)
_SHORT = {"할머니": "할미", "할아버지": "할배"}
_SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민나진지엄원천방공"
)


def tint(identity: object) -> int:
    """One of the eight person colours, always the same for the same id or title: 1 to 8."""
    number = identity if isinstance(identity, int) else crc32(str(identity).encode())
    return number % TINTS + 1


def initials(name: str) -> str:
    """Two letters at most: 홍지우 is 지우, 할머니 is 할미, Grandma Kim is GK."""
    name = name.strip()
    if name in _SHORT:
        return _SHORT[name]
    if not "가" <= name[:1] <= "힣":
        return "".join(word[0] for word in name.split()[:2]).upper()
    if len(name) == 3 and name[0] in _SURNAMES and not _KIN.search(name):
        return name[1:]
    return name[:2]

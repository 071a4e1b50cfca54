"""Family codes: six digits that live for a minute of boot time, so that a wrong clock neither kills nor keeps them."""

import hmac
import secrets
import unicodedata
from collections.abc import Collection, Iterable

from backupd.core.clock import Clock
from backupd.family.records import FamilyCode

DIGITS = 6
LIFETIME = 60.0
TICKET_LIFETIME = 600.0
WRONG_FROM_ONE_ADDRESS = 3
WRONG_FOR_THE_BOX = 10
CLOSED_FOR = 60.0


def read(typed: str) -> str:
    """The digits of what somebody typed or pasted: “１２３-456 ” is 123456 (Unicode NFKC makes wide digits plain)."""
    plain = unicodedata.normalize("NFKC", typed)
    return "".join(letter for letter in plain if letter.isascii() and letter.isdigit())


def draw(taken: Collection[str]) -> str:
    """Six digits nobody else holds now: the live codes of different families differ."""
    while True:
        code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
        if code not in taken:
            return code


def left(clock: Clock, boot: str, born: float, lifetime: float = LIFETIME) -> float:
    """Seconds until something born in this boot ends; 0 for what is over or from before the last boot."""
    passed = clock.since_boot() - born
    return max(0.0, lifetime - passed) if boot == clock.boot() and passed >= 0 else 0.0


def matching(live: Iterable[FamilyCode], typed: str) -> FamilyCode | None:
    """The code that was typed. Every one is compared, each in constant time."""
    found = [code for code in live if hmac.compare_digest(code.code, typed)]
    return found[0] if found else None

"""Whose face it is, decided strictly. Pure: what is near was measured before, what follows is written after.

A face joins somebody by itself only where nothing speaks against it. Whatever is less than sure becomes a question that a
person answers; nothing is ever merged here. Lengths are those between dlib's vectors: on the photographs at hand faces of
one person lay within 0.45, those of two never nearer than 0.51 (ML.md section 5; no children among them, hence the years).
"""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from backupd.faces.records import Why

REACH = 0.52
"""As far as anything is worth asking about."""
STRICT = 0.45
TIGHT = 0.38
"""Where one alone speaks for it: a small face, no date, or one near face of many."""
OFTEN = 3
"""From so many faces on, one that joins by STRICT must be near to two of them."""
UNKNOWN_AGE = 3.0
YEARS_BY_AGE = ((1, 0.5), (4, 1.0), (10, 2.0), (17, 3.0))
"""Below which age how many years may lie between two faces that are joined unasked."""
GROWN = 8.0


class Face(msgspec.Struct, frozen=True):
    """A face as it is compared. year: when, with its fraction, or None; somebody: whose it is by now."""

    id: int
    media: int
    good: bool
    year: float | None
    somebody: int | None = None


class Neighbour(msgspec.Struct, frozen=True):
    face: Face
    distance: float


class Known(msgspec.Struct, frozen=True):
    """Somebody, as far as it matters. media: on which pictures they are already; refused: faces that are not theirs."""

    id: int
    faces: int
    media: frozenset[int]
    refused: frozenset[int] = frozenset()
    born: int | None = None


class Asked(msgspec.Struct, frozen=True):
    """A question: is this face somebody's; or, with `other`, are two the same."""

    somebody: int
    distance: float
    why: Why
    face: int | None = None
    other: int | None = None


class Decision(msgspec.Struct, frozen=True):
    """joins: whom the face belongs to; founds: the other face with which it makes somebody new."""

    joins: int | None = None
    founds: int | None = None
    questions: tuple[Asked, ...] = ()


def decide(face: Face, near: Sequence[Neighbour], known: dict[int, Known]) -> Decision:
    """near: within REACH, the nearest first."""
    near = [each for each in near if each.face.media != face.media]
    claims = list(_claims(face, near, known))
    sure = [claim for claim in claims if claim.sure]
    if len(sure) == 1 and not _rivals(sure[0], claims):
        return Decision(joins=sure[0].who.id, questions=tuple(_same(sure[0], claims, known)))
    if claims:
        return Decision(questions=(_theirs(face, claims[0], len(sure) > 1),) if face.good else ())
    partner = next((each for each in near if _may_found(face, each)), None)
    return Decision(founds=partner.face.id if partner else None)


class _Claim(msgspec.Struct, frozen=True):
    """Somebody whose faces are near. sure: nothing speaks against it; apart: too many years lie between."""

    who: Known
    distance: float
    sure: bool
    apart: bool


def _claims(face: Face, near: Sequence[Neighbour], known: dict[int, Known]) -> Iterator[_Claim]:
    """The nearest first. Whoever is on the same picture already, or was refused, makes none."""
    for number in dict.fromkeys(each.face.somebody for each in near if each.face.somebody is not None):
        who = known.get(number)
        if who is None or face.id in who.refused or face.media in who.media:
            continue
        theirs = [each for each in near if each.face.somebody == number]
        close = [each for each in theirs if each.distance <= _limit(face, each.face)]
        in_time = [each for each in close if not _apart(face, each.face, who.born)]
        enough = len(in_time) > 1 or who.faces < OFTEN or any(each.distance <= TIGHT for each in in_time)
        yield _Claim(who, theirs[0].distance, bool(in_time) and enough, bool(close) and not in_time)


def _limit(face: Face, other: Face) -> float:
    """Nobody knows how many years lie between where either has no date; then, and for small faces, it must be nearer."""
    doubtful = not face.good or face.year is None or other.year is None
    return TIGHT if doubtful else STRICT


def _apart(face: Face, other: Face, born: int | None) -> bool:
    if face.year is None or other.year is None:
        return False
    return abs(face.year - other.year) > allowed_years(min(face.year, other.year), born)


def allowed_years(year: float, born: int | None) -> float:
    """How many years may lie between a face of that year and a later one that is joined to it unasked."""
    if born is None:
        return UNKNOWN_AGE
    return next((years for age, years in YEARS_BY_AGE if year - born < age), GROWN)


def _rivals(sure: _Claim, claims: Iterable[_Claim]) -> bool:
    """Somebody else is nearly as near."""
    return any(each is not sure and each.distance <= max(STRICT, sure.distance + 0.04) for each in claims)


def _theirs(face: Face, claim: _Claim, several: bool) -> Asked:
    why: Why = "years" if claim.apart else "either" if several else "near"
    return Asked(claim.who.id, claim.distance, why, face=face.id)


def _same(sure: _Claim, claims: Iterable[_Claim], known: dict[int, Known]) -> Iterator[Asked]:
    """Others who are near to the face that was just joined may be the same; nobody is on one picture twice."""
    for claim in claims:
        if claim is not sure and not claim.who.media & known[sure.who.id].media:
            one, two = sorted((sure.who.id, claim.who.id))
            yield Asked(one, claim.distance, "years" if claim.apart else "near", other=two)


def _may_found(face: Face, other: Neighbour) -> bool:
    """Two good faces that are nobody's make somebody new."""
    return (
        face.good
        and other.face.good
        and other.face.somebody is None
        and other.distance <= _limit(face, other.face)
        and not _apart(face, other.face, None)
    )

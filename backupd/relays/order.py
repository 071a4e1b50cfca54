"""Whose turn is next. Pure."""

from collections.abc import Sequence

import msgspec

COUNTS_NOT = ("nothing",)
"""Whose pictures could not be opened has not had their turn."""


class Had(msgspec.Struct, frozen=True):
    """A turn that somebody had."""

    person: int
    round: int
    state: str


class Next(msgspec.Struct, frozen=True):
    person: int
    round: int


def next_up(
    people: Sequence[int], had: Sequence[Had], rounds: int, nominee: int | None = None
) -> Next | None:
    """`people` are those who take part now, in their order. In every round each has one turn; whoever joined meanwhile
    has theirs in the round that runs, and a nominee comes before the others of theirs. None: the last round is over."""
    again = _once_more(people, had)
    if again is not None:
        return again
    for number in range(round_now(had), rounds + 1):
        left = to_come(people, had, number)
        if left:
            return Next(nominee if nominee in left else left[0], number)
    return None


def round_now(had: Sequence[Had]) -> int:
    return max((turn.round for turn in had), default=1)


def to_come(people: Sequence[int], had: Sequence[Had], number: int) -> list[int]:
    """Who has not had a turn in that round."""
    over = {turn.person for turn in had if turn.round == number and turn.state not in COUNTS_NOT}
    return [person for person in people if person not in over]


def may_be_nominated(people: Sequence[int], had: Sequence[Had], rounds: int, holder: int) -> list[int]:
    """Who could come right after the holder: of this round, or where it ends here, of the next."""
    number = round_now(had)
    left = [person for person in to_come(people, had, number) if person != holder]
    if left or number >= rounds:
        return left
    return [person for person in people if person != holder]


def _once_more(people: Sequence[int], had: Sequence[Had]) -> Next | None:
    """Somebody whose pictures could not be opened, before anybody else comes."""
    for turn in had:
        if (
            turn.state in COUNTS_NOT
            and turn.person in people
            and turn.person in to_come(people, had, turn.round)
        ):
            return Next(turn.person, turn.round)
    return None

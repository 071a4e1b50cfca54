"""Whose turn is next, without a box."""

from backupd.relays.order import Had, Next, may_be_nominated, next_up, to_come

A, B, C = 1, 2, 3


def had(*turns: tuple[int, int, str]) -> list[Had]:
    return [Had(*turn) for turn in turns]


def test_each_has_one_turn_in_a_round_in_their_order() -> None:
    assert next_up([A, B, C], [], 2) == Next(A, 1)
    assert next_up([A, B, C], had((A, 1, "done"), (B, 1, "late")), 2) == Next(C, 1)
    assert next_up([A, B], had((A, 1, "done"), (B, 1, "passed")), 2) == Next(A, 2)
    assert next_up([A, B], had((A, 1, "done"), (B, 1, "passed")), 1) is None
    assert next_up([], had((A, 1, "left")), 3) is None


def test_a_nominee_comes_before_the_others_of_their_round() -> None:
    assert next_up([A, B, C], had((A, 1, "done")), 1, nominee=C) == Next(C, 1)
    assert next_up([A, B, C], had((A, 1, "done"), (B, 1, "done")), 2, nominee=A) == Next(C, 1)
    assert next_up([A, B], had((A, 1, "done"), (B, 1, "done")), 2, nominee=B) == Next(B, 2)


def test_only_who_is_still_to_come_can_be_nominated() -> None:
    assert may_be_nominated([A, B, C], had((A, 1, "done"), (B, 1, "holding")), 2, B) == [C]
    assert may_be_nominated([A, B], had((A, 1, "done"), (B, 1, "holding")), 2, B) == [A]
    assert may_be_nominated([A, B], had((A, 1, "done"), (B, 1, "holding")), 1, B) == []


def test_whoever_joins_midway_has_a_turn_in_the_round_that_runs() -> None:
    assert next_up([A, B, C], had((A, 1, "done"), (B, 1, "done")), 1) == Next(C, 1)
    assert to_come([A, B, C], had((A, 2, "done")), 2) == [B, C]


def test_whose_pictures_could_not_be_opened_comes_once_more_before_anybody_else() -> None:
    assert next_up([A, B, C], had((A, 1, "nothing"), (B, 1, "done")), 1) == Next(A, 1)
    again = had((A, 1, "nothing"), (B, 1, "done"), (A, 1, "done"))
    assert next_up([A, B, C], again, 1) == Next(C, 1)
    assert next_up([B, C], had((A, 1, "nothing"), (B, 1, "done")), 1) == Next(C, 1)
    late = had((A, 1, "nothing"), (B, 2, "done"), (A, 1, "done"))
    assert next_up([A, B], late, 2) == Next(A, 2)

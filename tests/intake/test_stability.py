"""When a file that somebody is copying counts as finished."""

from backupd.intake.stability import Seen, Stability

PHOTO = b"/drop/a.jpg"


def seen(size: int, mtime: int = 1) -> Seen:
    return Seen(size, mtime, 7)


def waiting(closed: bool) -> Stability:
    stability = Stability(stable=5, quiet=90)
    stability.mark(PHOTO, seen(10), now=0, closed=closed)
    return stability


def test_a_closed_file_is_stable_after_five_seconds():
    stability = waiting(closed=True)
    assert stability.due(4.9) == []
    assert stability.due(5.0) == [PHOTO]
    assert stability.looked(PHOTO, seen(10), 5.0)
    assert len(stability) == 0


def test_one_that_nobody_closed_waits_ninety_seconds():
    stability = waiting(closed=False)
    assert stability.due(89) == []
    assert stability.due(90) == [PHOTO]


def test_one_that_grew_starts_over():
    stability = waiting(closed=False)
    assert stability.due(90) == [PHOTO]
    assert not stability.looked(PHOTO, seen(20), 90)
    assert stability.due(179) == []
    assert stability.due(180) == [PHOTO]
    assert stability.looked(PHOTO, seen(20), 180)


def test_an_empty_file_is_never_ready():
    stability = Stability(stable=5, quiet=90)
    stability.mark(PHOTO, seen(0), now=0, closed=True)
    assert stability.due(5) == [PHOTO]
    assert not stability.looked(PHOTO, seen(0), 5)


def test_touching_it_again_moves_its_moment_and_never_doubles_it():
    stability = waiting(closed=True)
    stability.mark(PHOTO, seen(10), now=3, closed=True)
    assert stability.due(5) == []
    assert stability.due(8) == [PHOTO]
    assert stability.looked(PHOTO, seen(10), 8)
    assert not stability.looked(PHOTO, seen(10), 8)


def test_a_sweep_that_meets_it_unchanged_does_not_put_its_moment_off():
    stability = waiting(closed=False)
    stability.mark(PHOTO, seen(10), now=60, closed=False)
    assert stability.due(90) == [PHOTO]


def test_one_that_vanished_is_forgotten():
    stability = waiting(closed=True)
    assert stability.due(5) == [PHOTO]
    assert not stability.looked(PHOTO, None, 5)
    assert len(stability) == 0 and stability.next_moment() is None

"""`scripts/bench memories`: twenty years of a family with 300 albums, and of one with 1,000, day by day.

What decides is the engine's own (memories.planning): albums of all kinds of dates, some of them looked at now and then;
some are trashed, sealed or laid to rest for months or years of it. Then the daemon's job lives through two more years of a
family in a real database, where the gate and the rests keep those away. Every return is checked against what was so that day.
An interval counts from when an album was made, looked at, or came back, whichever was last; the first memory of a new
family, which comes before any bound, is a figure of its own.
"""

import tempfile
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from time import perf_counter

from backupd import albums, memories, migrations, schedule
from backupd.core.clock import Clock
from backupd.core.library import Library
from backupd.core.settings import load
from backupd.family import Viewer, person_named, stand_in
from backupd.memories.anniversaries import Event
from backupd.memories.draw import Bounds, Mood
from backupd.memories.planning import Standing, first_ever, of_day, with_plan
from benches.figures import Figure

COUNT, LARGE = 300, 1000
YEARS = 20
STORED, STORED_DAYS = 100, 730
"""Albums and days of the family in a real database."""
BOUNDS, SLACK, PACE = Bounds(30, 1095), 7, 3
BEGAN = date(2026, 11, 23)
SECONDS = 60
OUT_OF_HUNDRED = 10  # albums that are away for some time
LOOKS_A_DAY = 0.3


class Away:
    """An album that is trashed, sealed or at rest from one day until another."""

    def __init__(self, album: int, days: int, chance: Random) -> None:
        self.album = album
        self.how = chance.choice(("trashed", "sealed", "rest"))
        self.begins = BEGAN + timedelta(days=chance.randrange(20, days // 2))
        self.ends = self.begins + timedelta(days=chance.randrange(100, days // 3))

    def holds(self, day: date) -> bool:
        return self.begins <= day < self.ends


class Life:
    """What happened: which albums came back and were looked at, on which days, and which were away."""

    def __init__(self, made: list[int], days: int, chance: Random) -> None:
        self.made, self.days = made, days
        self.away = [
            Away(album, days, chance) for album in chance.sample(made, len(made) * OUT_OF_HUNDRED // 100)
        ]
        self.back: dict[int, list[date]] = defaultdict(list)
        self.looked: dict[int, list[date]] = defaultdict(list)
        self.messages = 0

    def hidden(self, day: date) -> set[int]:
        return {each.album for each in self.away if each.holds(day)}

    def someone_looks(self, day: date, chance: Random) -> int | None:
        album = chance.choice(self.made)
        if chance.random() > LOOKS_A_DAY or album in self.hidden(day):
            return None
        self.looked[album].append(day)
        return album


def measure(count: int) -> list[Figure]:
    began = perf_counter()
    lives = {"": _lived(count), f"_{LARGE}": _lived(LARGE)}
    found = [figure for ending, life in lives.items() for figure in _figures(life, ending)]
    stored = _stored()
    return [
        *found,
        Figure("wrong_stored", _wrong(stored), "returns", 0),
        Figure("seconds", perf_counter() - began, "s", SECONDS),
    ]


def _figures(life: Life, ending: str) -> list[Figure]:
    spans, months = list(_all_spans(life)), life.days / 30.44
    returned = sum(map(len, life.back.values()))
    return [
        Figure(f"albums{ending}", len(life.made), "albums"),
        Figure(f"never_returned{ending}", sum(not life.back[album] for album in life.made), "albums", 0),
        Figure(f"shortest_days{ending}", min(spans), "days", BOUNDS.least - SLACK, floor=True),
        Figure(f"longest_days{ending}", max(spans), "days", BOUNDS.most + SLACK),
        Figure(f"per_month{ending}", life.messages / months, "messages", 31 / PACE),
        Figure(f"returned_per_month{ending}", returned / months, "albums"),
        Figure(f"first_memory_days{ending}", (_first(life) - BEGAN).days, "days", 2),
        Figure(f"wrong{ending}", _wrong(life), "returns", 0),
    ]


def _lived(count: int) -> Life:
    """Twenty years of planning, without a database."""
    chance = Random(2026)
    life = Life(list(range(count)), YEARS * 365, chance)
    plans = {album: with_plan(_standing(album, chance), BOUNDS, chance) for album in life.made}
    told: date | None = None
    for number in range(life.days):
        day = BEGAN + timedelta(days=number)
        back = of_day(day, plans.values(), life.hidden(day), count, BOUNDS)
        if not number and not back:
            back = list(filter(None, [first_ever(day, list(plans.values()), BOUNDS)]))
        for each in back:
            life.back[each.album].append(day)
            plans[each.album] = with_plan(each.back_on(day), BOUNDS, chance)
        if back and (told is None or (day - told).days >= PACE):
            told, life.messages = day, life.messages + 1
        if (album := life.someone_looks(day, chance)) is not None:
            plans[album] = with_plan(plans[album]._replace(since=day, planned=None), BOUNDS, chance)
    return life


def _standing(album: int, chance: Random) -> Standing:
    """Of any day of twenty years; every fifth knows only its month, its year, or nothing. Some are loved."""
    day = BEGAN - timedelta(days=chance.randrange(10, 7300))
    precision = chance.choice(("month", "year", "unknown")) if album % 5 == 0 else "day"
    event = Event(
        None if precision == "unknown" else day, None if precision == "unknown" else day, precision, True
    )
    return Standing(album, BEGAN, event, Mood(love=chance.choice((0, 0, 0, 0.5, 0.9))), None)


class SteppingClock(Clock):
    """A trusted clock that stands where it is put."""

    at = datetime(2026, 11, 23, 3, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at

    def synchronised(self) -> bool:
        return True


def _stored() -> Life:
    """Two years of the daemon's own job, on a disk that forgets, so that days cost no waiting."""
    chance, clock = Random(2026), SteppingClock()
    with tempfile.TemporaryDirectory(prefix="backupd-bench-") as scratch:
        library = Library(load(Path(scratch) / "box", reserve_mb=0), clock).open(schedule.TABLE)
        migrations.apply(library)
        library.database.connection.execute("PRAGMA synchronous=OFF")
        family, person = person_named(library, "Bench", "Bench")
        viewer = stand_in(library, person, family)
        assert viewer is not None
        life = Life(
            [_album(library, viewer, number, chance) for number in range(STORED)], STORED_DAYS, chance
        )
        _live(library, viewer, clock, life, chance)
        for row in library.database.connection.execute("SELECT album, day FROM memory ORDER BY day"):
            life.back[row["album"]].append(date.fromisoformat(row["day"]))
        library.close()
    return life


def _live(library: Library, viewer: Viewer, clock: SteppingClock, life: Life, chance: Random) -> None:
    """Each day the engine runs at noon; in the evening somebody may look at an album."""
    for _ in range(life.days):
        today = clock.at.date()
        for each in life.away:
            if today in (each.begins, each.ends):
                _change(library, viewer, each, today == each.begins)
        memories.remember(library, chance)
        clock.at += timedelta(hours=8)
        if (album := life.someone_looks(today, chance)) is not None:
            albums.look(library, viewer, album)
        clock.at += timedelta(hours=16)


def _album(library: Library, viewer: Viewer, number: int, chance: Random) -> int:
    """Of any day of twenty years; every fifth knows only its month, its year, or nothing."""
    day = BEGAN - timedelta(days=chance.randrange(10, 7300))
    precision = chance.choice(("month", "year", "unknown")) if number % 5 == 0 else "day"
    album = albums.new_album(library, viewer.family, viewer.id, f"Bench {number}")
    with library.database.writing() as connection:
        media = connection.execute(
            """INSERT INTO media (sha256, size, path, name, arrived, state, kind, mime, width, height, taken, precision,
                                  rendered)
               VALUES (?, 1000, ?, 'a.jpg', '2026-11-23', 'ready', 'photo', 'image/jpeg', 4000, 3000, ?, ?, 1)""",
            (number.to_bytes(32, "big"), f"{number}.jpg", f"{day}T10:00:00", precision),
        ).lastrowid
    assert media is not None
    albums.add_story(library, album=album, contributor=viewer.id, media=[media], description="")
    return album


def _change(library: Library, viewer: Viewer, each: Away, begins: bool) -> None:
    with library.database.writing() as connection:
        if each.how == "rest" and begins:
            connection.execute(
                """INSERT INTO memory_rest (family, kind, album, ends, made_by, made)
                   VALUES (?, 'album', ?, ?, ?, '')""",
                (viewer.family, each.album, each.ends.isoformat(), viewer.id),
            )
        elif each.how == "trashed":
            connection.execute(
                "UPDATE album SET trashed = ? WHERE id = ?", ("now" if begins else None, each.album)
            )
        elif each.how == "sealed":
            connection.execute("UPDATE album SET sealed = ? WHERE id = ?", (begins, each.album))


def _wrong(life: Life) -> int:
    """Returns of what was away, and intervals outside the bounds by more than a week."""
    hidden = sum(each.holds(day) for each in life.away for day in life.back[each.album])
    least, most = BOUNDS.least - SLACK, BOUNDS.most + SLACK
    return hidden + sum(not least <= span <= most for span in _all_spans(life))


def _first(life: Life) -> date:
    return min(days[0] for days in life.back.values() if days)


def _all_spans(life: Life) -> Iterator[int]:
    out, first = {each.album: each for each in life.away}, _first(life)
    for album in life.made:
        yield from _spans(life.back[album], life.looked[album], out.get(album), first, life.days)


def _spans(back: list[date], looked: list[date], out: Away | None, first: date, days: int) -> Iterator[int]:
    """Days from what was last to each return; the time until the end, too, if it is longer than any bound. What spans a
    time away counts for nothing."""
    end = BEGAN + timedelta(days=days)
    events = sorted([*((day, 0) for day in back), *((day, 1) for day in looked), (end, 2)])
    since = BEGAN
    for day, kind in events:
        spoilt = out is not None and since < out.ends and day >= out.begins
        welcome = day == first and since == BEGAN
        if not spoilt and not welcome and (kind == 0 or (kind == 2 and (day - since).days > BOUNDS.most)):
            yield (day - since).days
        since = max(since, day)

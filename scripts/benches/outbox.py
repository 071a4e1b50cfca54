"""Messages: 10,000 happenings fan out to 20 people while somebody leafs through the album; and a daemon that is killed a
hundred times while a thousand messages leave it."""

import random
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from backupd import albums, daemon, migrations
from backupd.core.library import Library
from backupd.core.settings import load
from backupd.core.trusted import trust
from backupd.family import Viewer, doorway, happened, person_named, register, stand_in
from backupd.notify import Letter, connecting, post, routing
from backupd.notify.records import KINDS, Hours, Wishes
from backupd.notify.wishes import wish
from benches.figures import Figure
from benches.pages import _answers
from benches.processes import cpu_seconds, family_of
from tests.daemon_process import Daemon
from tests.notify.stand_ins import Letterbox, Service

COUNT = 10_000
PEOPLE, KILLS, MESSAGES = 20, 100, 1000
RECEIVERS = 50
"""So many that nobody has more than ten messages waiting: what follows those would be told together."""
PATIENCE = 60.0
"""Seconds a daemon may take to start, or to send, on a machine that others use, too."""
TIME_FOR_KILLS = 500.0
SETTINGS = "announce = false\nreserve-mb = 0\n[notify]\nprivate-targets = true\n"


def measure(count: int) -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="backupd-bench-") as scratch:
        cpu, p95 = fan_out(Path(scratch) / "fan", count)
        _tell(f"fan-out: {cpu:.1f} s of CPU, pages {p95:.0f} ms")
        kills, sent, lost, doubled = killed(Path(scratch) / "kill")
    return [
        Figure("fanout_cpu_s", cpu, "s", 60),
        Figure("page_p95_ms", p95, "ms", 100),
        Figure("kills", kills, "", KILLS, floor=True),
        Figure("sent", sent, "", MESSAGES, floor=True),
        Figure("lost", lost, "", 0),
        Figure("doubled", doubled, "", KILLS),
    ]


def fan_out(data: Path, count: int) -> tuple[float, float]:
    """CPU seconds of the worker until every happening is a letter, routed, and what is due is sent; and the 95th
    percentile in ms of an album's page meanwhile."""
    with Service() as receiver:
        with _opened(data) as library:
            people = _people(library, PEOPLE, receiver)
            album = albums.new_album(library, people[0].family, people[0].id, "Bench")
            _happen(library, people, album, count)
            trust(library)
            token = _token(library, people[0])
        with _awake(data) as box, _opened(data) as library:
            times = []
            while not _all_told(library):
                began = time.perf_counter()
                assert _answers(f"{box.address}/albums/{album}", f"{doorway.COOKIE}={token}")
                times.append((time.perf_counter() - began) * 1000)
                time.sleep(0.05)
            cpu = cpu_seconds(family_of(box.process.pid)[1:2])
    return cpu, statistics.quantiles(times, n=20)[-1]


def killed(data: Path) -> tuple[int, int, int, int]:
    """(kills, sent, lost, doubled) of messages to a mail server and a webhook by a daemon that is killed at random
    moments: soon after its worker has begun to send, wherever it is then. On a machine that is too slow for a hundred,
    as many as there is time for, and the messages of those."""
    dice, until = random.Random(4), time.monotonic() + TIME_FOR_KILLS
    with Letterbox() as mail, Service() as hook:
        with _opened(data) as library:
            people = _people(library, RECEIVERS, hook, mail)
            trust(library)
        box, kills = Daemon(data, settings=SETTINGS), 0
        while kills < KILLS and time.monotonic() < until:
            _write(data, people, kills)
            _die(box, lambda: len(mail.received) + len(hook.asked), dice)
            kills += 1
            _tell(f"killed {kills} times, {len(mail.received) + len(hook.asked)} messages came")
        with _awake(data), _opened(data) as library:
            _until_all_left(library)
        found = Counter([letter["message-id"] for letter in mail.received])
        found += Counter([asked.headers["x-message-id"] for asked in hook.asked])
    return kills, len(found), kills * MESSAGES // KILLS - len(found), found.total() - len(found)


def _die(box: Daemon, arrived: Callable[[], int], dice: random.Random) -> None:
    """Start it, and kill it and its worker a moment after something arrived."""
    before, end = arrived(), time.monotonic() + PATIENCE
    box.spawn()
    while arrived() == before and time.monotonic() < end:
        time.sleep(0.002)
    time.sleep(dice.uniform(0, 0.3))
    box.process.kill()
    box.process.wait()


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


@contextmanager
def _awake(data: Path) -> Iterator[Daemon]:
    box = Daemon(data, settings=SETTINGS).start(PATIENCE)
    try:
        yield box
    finally:
        box.stop()


@contextmanager
def _opened(data: Path) -> Iterator[Library]:
    settings = load(data, reserve_mb=0, notify={"private-targets": True})
    with daemon.opened(settings) as library:
        migrations.apply(library)
        yield library


def _people(library: Library, count: int, hook: Service, mail: Letterbox | None = None) -> list[Viewer]:
    """People who want everything at once, at any hour; each with a webhook, and a mailbox where there is a server."""
    people = []
    for number in range(count):
        family, person = person_named(library, "Bench", f"Person {number}")
        viewer = stand_in(library, person, family)
        assert viewer
        wish(library, person, Wishes(dict.fromkeys(KINDS, "on"), Hours("00:00", "00:00", "12:00")))
        connecting.connect(library, viewer, "webhook", {"url": f"{hook.url}/"})
        if mail:
            given = {
                "to": f"p{number}@example.org",
                "host": "127.0.0.1",
                "port": mail.port,
                "security": "none",
            }
            connecting.connect(library, viewer, "email", given)
        people.append(viewer)
    library.database.connection.execute("UPDATE ledger_read SET happening = (SELECT max(id) FROM happening)")
    return people


def _happen(library: Library, people: list[Viewer], album: int, count: int) -> None:
    with library.database.writing():
        for number in range(count):
            who = people[number % len(people)]
            happened(library, who.family, "photos_added", person=who.id, album=album, amount=1 + number % 9)


def _all_told(library: Library) -> bool:
    ask = library.database.value
    last = ask("SELECT max(id) FROM happening")
    return (
        ask("SELECT happening FROM ledger_read") == last
        and not ask("SELECT count(*) FROM letter WHERE routed = 0")
        and not _waiting(library)
    )


def _waiting(library: Library) -> int:
    return library.database.value("SELECT count(*) FROM parcel WHERE state = 'waiting'")


def _until_all_left(library: Library) -> None:
    """As long as messages still leave it."""
    left, end = _waiting(library), time.monotonic() + PATIENCE
    while left and time.monotonic() < end:
        time.sleep(0.2)
        if (now := _waiting(library)) < left:
            left, end = now, time.monotonic() + PATIENCE
    _tell(f"{left} messages still wait")


def _write(data: Path, people: list[Viewer], turn: int) -> None:
    """Five letters, each to a mailbox and a webhook: a thousand messages in a hundred turns."""
    with _opened(data) as library:
        with library.database.writing():
            post(
                library,
                [_letter(people[(turn * 5 + number) % len(people)], turn, number) for number in range(5)],
            )
        routing.route(library)


def _letter(who: Viewer, turn: int, number: int) -> Letter:
    values = {"person": who.id, "comment": f"{turn} {number}"}
    return Letter("comment", f"bench-{turn}-{number}", who.id, who.family, "notify.commented", values)


def _token(library: Library, viewer: Viewer) -> str:
    token = doorway.new_token()
    with library.database.writing():
        device = register.add_device(library, doorway.token_hash(token), "Bench", viewer.id, viewer.family)
        register.put_on_device(library, device, viewer.id, viewer.family)
    return token

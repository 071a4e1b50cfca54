"""The outbox: what is due goes out, channel by channel; what did not go out is tried again, smaller, later, together.

A parcel is marked before it is sent and settled after, each in its own transaction. Whoever is cut off between the two
sends that one again under the same Message-ID; nothing is lost, and nothing else is sent twice.
"""

import random
import time
from datetime import timedelta

from backupd.core import log
from backupd.core.clock import moment, stamp
from backupd.core.library import Library
from backupd.core.trusted import trusted_now
from backupd.notify import routing, store
from backupd.notify.composing import compose
from backupd.notify.listening import listen
from backupd.notify.records import Channel, ChannelKind, Parcel
from backupd.notify.sending import send
from backupd.notify.silence import report_silence
from backupd.notify.unsent import Unsent

TURN = 20.0
SPACING: dict[ChannelKind, float] = {
    "telegram": 1.1,
    "kakao": 1.0,
    "apprise": 1.0,
    "email": 0.1,
    "webhook": 0.02,
}
"""Seconds between two messages of one channel. Telegram: one a second in a chat (core.telegram.org/bots/faq)."""
FIRST, LONGEST = 30.0, 6 * 3600.0
SMALLER_AFTER = {6: 1, 8: 2}
"""From how many tries on a silent service gets a smaller message: perhaps it is the size."""
TOGETHER_AFTER = timedelta(days=1)
GIVEN_UP_AFTER = timedelta(days=3)
MOST_TRIES = 6
DIGEST = 3


def outbox(library: Library) -> None:
    """Read on in the ledger, put letters into parcels, ring for every channel with something due. A job, every minute."""
    listen(library)
    routing.route(library)
    report_silence(library)
    for channel in store.channels_due(library):
        library.jobs.later_once(deliver, channel)


def deliver(library: Library, number: int) -> None:
    """Send what is due by one channel, then let others have their turn. A job; may run twice."""
    until = time.monotonic() + TURN
    while time.monotonic() < until:
        channel, parcel = store.channel(library, number), store.next_parcel(library, number)
        if channel is None or parcel is None:
            return
        later = None if parcel.trying else routing.left_alone_until(library, channel.person)
        if later:
            put_off(library, channel, later)
            return
        deliver_one(library, channel, parcel)
        time.sleep(SPACING[channel.kind])
    library.jobs.later_once(deliver, number)


def put_off(library: Library, channel: Channel, later: str) -> None:
    """Quiet hours began while it waited, for a service or for the power."""
    with library.database.writing() as connection:
        connection.execute(
            "UPDATE parcel SET due = ? WHERE channel = ? AND state = 'waiting' AND trying = 0 AND due < ?",
            (later, channel.id, later),
        )


def deliver_one(library: Library, channel: Channel, parcel: Parcel) -> bool:
    """Whether it went out, or needed no more to."""
    with library.database.writing() as connection:
        connection.execute("UPDATE parcel SET trying = 1, attempts = attempts + 1 WHERE id = ?", (parcel.id,))
    try:
        message = compose(library, channel, parcel)
        if message:
            send(library, channel, message)
    except Unsent as unsent:
        failed(library, channel, parcel, unsent)
        return False
    except Exception as error:
        log.named("notify").error("message %s could not be written", parcel.id, exc_info=error)
        failed(library, channel, parcel, Unsent("unknown"))
        return False
    _settled(library, channel, parcel, sent=message is not None)
    return True


def _settled(library: Library, channel: Channel, parcel: Parcel, *, sent: bool) -> None:
    now = library.clock.now()
    with library.database.writing() as connection:
        connection.execute(
            "UPDATE parcel SET state = ?, trying = 0, problem = NULL, finished = ? WHERE id = ?",
            ("sent" if sent else "ended", stamp(now), parcel.id),
        )
        if sent:
            connection.execute(
                """UPDATE channel SET ready = ?, failing = NULL, failures = 0, problem = NULL, told = NULL, worked = ?
                   WHERE id = ?""",
                (stamp(now + timedelta(seconds=SPACING[channel.kind])), stamp(now), channel.id),
            )


def failed(library: Library, channel: Channel, parcel: Parcel, unsent: Unsent) -> None:
    """What the message is to blame for makes it smaller; what the channel is to blame for makes it wait."""
    log.named("notify").warning("message %s by channel %s: %s", parcel.id, channel.id, unsent.problem)
    with library.database.writing():
        if unsent.of_the_message or unsent.problem == "unknown":
            _smaller(library, channel, parcel, unsent)
        else:
            _later(library, channel, parcel, unsent)


def _smaller(library: Library, channel: Channel, parcel: Parcel, unsent: Unsent) -> None:
    step = parcel.step + 1
    if step < DIGEST:
        _change(library, parcel, step=step, trying=0, problem=unsent.problem)
        return
    _blame(library, channel, unsent)
    if parcel.digest:
        _give_up(library, parcel, unsent)
    else:
        _into_digest(library, channel, parcel, unsent)


def _later(library: Library, channel: Channel, parcel: Parcel, unsent: Unsent) -> None:
    tries, age = parcel.attempts + 1, _age(library, parcel)
    wait = unsent.wait or backoff(channel.failures)
    _blame(library, channel, unsent, wait)
    if age > GIVEN_UP_AFTER and tries > MOST_TRIES:
        _give_up(library, parcel, unsent)
    elif age > TOGETHER_AFTER and not parcel.digest:
        _into_digest(library, channel, parcel, unsent)
    else:
        step = max(parcel.step, SMALLER_AFTER.get(tries, 0))
        _change(library, parcel, step=step, trying=0, problem=unsent.problem)


def _age(library: Library, parcel: Parcel) -> timedelta:
    """Nothing while nobody vouches for the clock: a leap of years must give up nothing."""
    now = trusted_now(library)
    return now - moment(parcel.made) if now else timedelta(0)


def backoff(failures: int) -> float:
    """30 s, 1 min, 2 min … 6 h, and up to a fifth more or less, so that not everybody knocks at once."""
    return min(LONGEST, FIRST * 2.0 ** min(failures, 20)) * random.uniform(0.8, 1.2)  # noqa: S311


def _into_digest(library: Library, channel: Channel, parcel: Parcel, unsent: Unsent) -> None:
    """What it told is told with the next digest."""
    digest = routing.open_digest(library, channel.id, routing.tomorrow(library, channel.person))
    connection = library.database.connection
    connection.execute("UPDATE delivery SET parcel = ? WHERE parcel = ?", (digest, parcel.id))
    connection.execute("UPDATE parcel SET step = 2 WHERE id = ?", (digest,))
    _change(library, parcel, state="ended", step=DIGEST, trying=0, problem=unsent.problem)


def _give_up(library: Library, parcel: Parcel, unsent: Unsent) -> None:
    now = stamp(library.clock.now())
    _change(library, parcel, state="dead", trying=0, problem=unsent.problem, finished=now)


def _blame(library: Library, channel: Channel, unsent: Unsent, wait: float = 0) -> None:
    now = library.clock.now()
    library.database.connection.execute(
        """UPDATE channel SET ready = ?, failing = coalesce(failing, ?), failures = failures + 1, problem = ?
           WHERE id = ?""",
        (stamp(now + timedelta(seconds=wait)), stamp(now), unsent.problem, channel.id),
    )


def _change(library: Library, parcel: Parcel, **values: object) -> None:
    names = ", ".join(f"{name} = ?" for name in values)
    library.database.connection.execute(
        f"UPDATE parcel SET {names} WHERE id = ?", (*values.values(), parcel.id)
    )

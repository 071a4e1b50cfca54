"""What is asked about channels, letters and the outbox."""

from datetime import timedelta

from backupd.core.clock import stamp
from backupd.core.errors import Absent
from backupd.core.library import Library
from backupd.core.trusted import trusted_now
from backupd.notify.records import Channel, Kept, Parcel, Undelivered

_CHANNEL = """
    SELECT channel.*,
           (SELECT count(*) FROM parcel WHERE channel = channel.id AND state = 'waiting') AS waiting,
           (SELECT count(*) FROM parcel WHERE channel = channel.id AND state = 'dead') AS dead
    FROM channel
"""
# A clock that leapt back leaves moments far ahead; nothing waits longer than for tomorrow's digest. While nobody vouches
# for the clock, digests wait: they have an hour of the day. What is to come at once needs none, nor
# does what was begun: a test that somebody waits for, or a message that a cut left half sent.
_DUE = """(parcel.due <= :now OR parcel.due > :never) AND (channel.ready <= :now OR channel.ready > :never)
          AND (parcel.digest = 0 OR parcel.trying = 1 OR :trusted)"""


def channels_of(library: Library, person: int) -> list[Channel]:
    return library.database.all(Channel, f"{_CHANNEL} WHERE person = ? ORDER BY id", (person,))


def channel_of(library: Library, person: int, number: int) -> Channel:
    """Raises Absent for somebody else's, too."""
    found = library.database.one(Channel, f"{_CHANNEL} WHERE person = ? AND id = ?", (person, number))
    if found is None:
        raise Absent
    return found


def channel(library: Library, number: int) -> Channel | None:
    return library.database.one(Channel, f"{_CHANNEL} WHERE id = ?", (number,))


def channels_due(library: Library) -> list[int]:
    """Channels with something to send now."""
    sql = f"""
        SELECT DISTINCT channel.id FROM parcel JOIN channel ON channel.id = parcel.channel
        WHERE parcel.state = 'waiting' AND {_DUE}
    """
    return library.database.column(sql, _now(library))


def next_parcel(library: Library, channel: int) -> Parcel | None:
    """What goes out next by a channel: what was begun before a cut, then what is due longest."""
    sql = f"""
        SELECT parcel.* FROM parcel JOIN channel ON channel.id = parcel.channel
        WHERE parcel.channel = :channel AND parcel.state = 'waiting' AND {_DUE}
        ORDER BY parcel.trying DESC, parcel.due, parcel.id LIMIT 1
    """
    return library.database.one(Parcel, sql, _now(library) | {"channel": channel})


def parcel(library: Library, number: int) -> Parcel | None:
    return library.database.one(Parcel, "SELECT * FROM parcel WHERE id = ?", (number,))


def letters_in(library: Library, parcel: int) -> list[Kept]:
    """What a parcel still has to tell, oldest first."""
    sql = """
        SELECT letter.* FROM delivery JOIN letter ON letter.id = delivery.letter
        WHERE delivery.parcel = ? AND letter.ended IS NULL ORDER BY letter.id
    """
    return library.database.all(Kept, sql, (parcel,))


def unrouted(library: Library, most: int) -> list[Kept]:
    return library.database.all(Kept, "SELECT * FROM letter WHERE routed = 0 ORDER BY id LIMIT ?", (most,))


def undelivered(library: Library, person: int) -> list[Undelivered]:
    """What was given up on this person's channels, newest first."""
    sql = """
        SELECT parcel.id, parcel.channel, channel.kind AS channel_kind, channel.shown, parcel.problem, parcel.made,
               parcel.finished, (SELECT count(*) FROM delivery WHERE parcel = parcel.id) AS letters
        FROM parcel JOIN channel ON channel.id = parcel.channel
        WHERE channel.person = ? AND parcel.state = 'dead' ORDER BY parcel.id DESC LIMIT 100
    """
    return library.database.all(Undelivered, sql, (person,))


def languages(library: Library) -> dict[int, str]:
    return {
        row["id"]: row["language"]
        for row in library.database.connection.execute("SELECT id, language FROM person")
    }


def _now(library: Library) -> dict[str, object]:
    now, known = library.clock.now(), trusted_now(library) is not None
    return {"now": stamp(now), "never": stamp(now + timedelta(days=3)), "trusted": known}

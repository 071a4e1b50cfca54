"""From letters to parcels: by which channels, at once or with the next digest, out of the quiet hours."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from backupd.core.clock import stamp
from backupd.core.library import Library
from backupd.notify import store
from backupd.notify.records import Hours, How, Kept, Kind, Wishes
from backupd.notify.times import heard, next_digest, quiet_until
from backupd.notify.wishes import wishes_of

AT_ONCE = 400
MOST_ALONE = 10
"""When that many messages of one channel wait to be sent, what follows is told together."""

_CHANNELS = "SELECT id FROM channel WHERE person = ? AND (? <> 'channel' OR failing IS NULL) ORDER BY id"
_ZONE = """
    SELECT time_zone FROM membership JOIN family ON family.id = membership.family
    WHERE membership.person = ? AND membership.until IS NULL ORDER BY membership.family IS NOT ?, membership.since LIMIT 1
"""
_WAITING = "SELECT count(*) FROM parcel WHERE channel = ? AND state = 'waiting' AND digest = 0"
_FRESH = "channel = ? AND state = 'waiting' AND digest = 1 AND attempts = 0 AND trying = 0"
_OPEN = f"SELECT id FROM parcel WHERE {_FRESH} AND due = ?"
_GATHERING = f"SELECT id FROM parcel WHERE {_FRESH} AND due <= ? ORDER BY due LIMIT 1"
_NEW = "INSERT INTO parcel (channel, digest, due, message_id, made) VALUES (?, ?, ?, ?, ?)"
_PUT = "INSERT OR IGNORE INTO delivery VALUES (?, ?, ?)"


def route(library: Library) -> None:
    """Every letter that was not looked at yet, in short transactions: whoever writes meanwhile waits a moment only."""
    while letters := store.unrouted(library, AT_ONCE):
        with library.database.writing() as connection:
            desk = _Desk(library)
            for letter in letters:
                desk.take(letter)
            connection.executemany(_PUT, desk.put)
            connection.executemany(
                "UPDATE letter SET routed = 1 WHERE id = ?", [(each.id,) for each in letters]
            )


def hearing(library: Library, people: Iterable[int], kind: Kind) -> set[int]:
    """Those of them whom letters of this kind reach: they connected a channel and did not switch the kind off."""
    return {
        each
        for each in people
        if wishes_of(library, each).kinds[kind] != "off" and library.database.column(_CHANNELS, (each, kind))
    }


class _Desk:
    """What one transaction needs to know about people and channels, asked once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._now = library.clock.now()
        self._wishes: dict[int, Wishes] = {}
        self._channels: dict[tuple[int, bool], list[int]] = {}
        self._zones: dict[tuple[int, int | None], ZoneInfo] = {}
        self._alone: dict[int, int] = {}
        self._digests: dict[tuple[int, str], int] = {}
        self._gatherings: dict[int, int] = {}
        self.put: list[tuple[int, int, int]] = []

    def take(self, letter: Kept) -> None:
        how = self._how(letter)
        if how == "off":
            return
        due, later = self._moments(letter)
        for channel in self._channels_of(letter):
            if how == "digest":
                parcel = self._digest(channel, later)
            elif self._crowded(channel) and not letter.urgent:
                parcel = self._gathering(channel, due)
            else:
                parcel = self._new(channel, due, digest=False)
            self.put.append((letter.id, channel, parcel))

    def _how(self, letter: Kept) -> How:
        how = self._of(letter.person).kinds[letter.kind]
        return "on" if how == "digest" and letter.urgent else how

    def _moments(self, letter: Kept) -> tuple[str, str]:
        """When it may ring, and when the next digest comes."""
        now, hours = self._now.astimezone(self._zone(letter)), self._of(letter.person).hours
        return stamp(heard(now, hours)), stamp(next_digest(now, hours))

    def _of(self, person: int) -> Wishes:
        if person not in self._wishes:
            self._wishes[person] = wishes_of(self._library, person)
        return self._wishes[person]

    def _zone(self, letter: Kept) -> ZoneInfo:
        key = letter.person, letter.family
        if key not in self._zones:
            self._zones[key] = ZoneInfo(zone_of(self._library, *key))
        return self._zones[key]

    def _channels_of(self, letter: Kept) -> list[int]:
        key = letter.person, letter.kind == "channel"
        if key not in self._channels:
            self._channels[key] = self._library.database.column(_CHANNELS, (letter.person, letter.kind))
        return self._channels[key]

    def _crowded(self, channel: int) -> bool:
        if channel not in self._alone:
            self._alone[channel] = self._library.database.value(_WAITING, (channel,))
        self._alone[channel] += 1
        return self._alone[channel] > MOST_ALONE

    def _digest(self, channel: int, due: str) -> int:
        key = channel, due
        if key not in self._digests:
            self._digests[key] = open_digest(self._library, channel, due)
        return self._digests[key]

    def _gathering(self, channel: int, due: str) -> int:
        if channel not in self._gatherings:
            found = self._library.database.value(_GATHERING, (channel, due))
            self._gatherings[channel] = found or self._new(channel, due, digest=True)
        return self._gatherings[channel]

    def _new(self, channel: int, due: str, *, digest: bool) -> int:
        return new_parcel(self._library, channel, due, digest=digest)


def open_digest(library: Library, channel: int, due: str) -> int:
    """The digest of that moment which still waits for more, else a new one."""
    found = library.database.value(_OPEN, (channel, due))
    return found or new_parcel(library, channel, due, digest=True)


def new_parcel(library: Library, channel: int, due: str, *, digest: bool) -> int:
    """Its Message-ID stays the same at every try (RFC 5322 section 3.6.4)."""
    message_id = f"<{secrets.token_hex(12)}@{library.settings.name}.local>"
    values = (channel, int(digest), due, message_id, stamp(library.clock.now()))
    return int(library.database.connection.execute(_NEW, values).lastrowid or 0)


def tomorrow(library: Library, person: int) -> str:
    """When this person's next digest comes."""
    now, hours = _where_they_are(library, person)
    return stamp(next_digest(now, hours))


def left_alone_until(library: Library, person: int) -> str | None:
    """The end of the quiet hours they are in now; asked once more when a message goes out, for it may have waited for a
    service or for the power."""
    now, hours = _where_they_are(library, person)
    ends = quiet_until(now, hours)
    return stamp(ends) if ends else None


def zone_of(library: Library, person: int, circle: int | None = None) -> str:
    return library.database.value(_ZONE, (person, circle)) or library.settings.time_zone


def _where_they_are(library: Library, person: int) -> tuple[datetime, Hours]:
    zone = ZoneInfo(zone_of(library, person))
    return library.clock.now().astimezone(zone), wishes_of(library, person).hours

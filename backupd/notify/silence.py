"""Channels through which nothing came for three days: their person and the family's owners are told, by other ways."""

from datetime import timedelta

import msgspec

from backupd import family
from backupd.core.clock import stamp
from backupd.core.library import Library
from backupd.core.trusted import trusted_now
from backupd.family import Viewer
from backupd.notify.posting import post
from backupd.notify.records import Channel, ChannelKind, Letter

AFTER = timedelta(days=3)
_SILENT = "SELECT * FROM channel WHERE failing < ? AND told IS NULL"
_OF_FAMILY = f"""
    SELECT channel.id, channel.person, {family.called_name()} AS name, channel.kind, channel.failing
    FROM channel JOIN person ON person.id = channel.person
    JOIN membership ON membership.person = person.id
    WHERE membership.family = :family AND membership.until IS NULL AND channel.told IS NOT NULL ORDER BY channel.id
"""
_FAMILIES = "SELECT family FROM membership WHERE person = ? AND until IS NULL"


class Silent(msgspec.Struct, frozen=True):
    """A channel of somebody in the family through which nothing comes. failing: since when."""

    id: int
    person: int
    name: str
    kind: ChannelKind
    failing: str


def report_silence(library: Library) -> None:
    """Once for each time a channel falls silent. A clock that leapt reports nothing early."""
    now = trusted_now(library)
    if now is None:
        return
    for channel in library.database.all(Channel, _SILENT, (stamp(now - AFTER),)):
        with library.database.writing() as connection:
            connection.execute("UPDATE channel SET told = ? WHERE id = ?", (stamp(now), channel.id))
            post(library, _letters(library, channel))


def _letters(library: Library, channel: Channel) -> list[Letter]:
    key = f"silent-{channel.id}-{channel.failing}"
    letters = []
    for circle in library.database.column(_FAMILIES, (channel.person,)):
        people = family.members(library, circle)
        told = {one.id for one in people if one.role == "owner"} | {channel.person}
        letters += [_letter(channel, key, circle, person) for person in sorted(told)]
    return letters


def _letter(channel: Channel, key: str, circle: int, person: int) -> Letter:
    own = person == channel.person
    words = WORDS[channel.kind]
    link = f"/me/channels/{channel.id}" if own else f"/family/members/{channel.person}"
    return Letter("channel", key, person, circle, words, {"person": channel.person}, link)


WORDS: dict[ChannelKind, str] = {
    "telegram": "notify.silent_telegram",
    "email": "notify.silent_email",
    "kakao": "notify.silent_kakao",
    "webhook": "notify.silent_webhook",
    "apprise": "notify.silent_apprise",
}


def silent_channels(library: Library, viewer: Viewer) -> list[Silent]:
    """For the family to see: whose messages do not arrive, and by which way."""
    return library.database.all(Silent, _OF_FAMILY, {"family": viewer.family, "viewer": viewer.id})

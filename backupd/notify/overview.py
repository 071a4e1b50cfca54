"""What the pages of messages show, for HTML and JSON alike."""

import msgspec

from backupd.core.library import Library
from backupd.family import Viewer
from backupd.notify import store
from backupd.notify.composing import renderer
from backupd.notify.reading import read
from backupd.notify.records import Channel, Undelivered, Wishes
from backupd.notify.wishes import wishes_of


class Messages(msgspec.Struct, frozen=True):
    """How the viewer is told things: by which channels, what, and when. undelivered: how many were given up."""

    channels: list[Channel]
    wishes: Wishes
    undelivered: int


class Returned(msgspec.Struct, frozen=True):
    """Where somebody stands who comes back from Kakao's page."""

    channel: int


class Tried(msgspec.Struct, frozen=True):
    """What became of a test message. problem: None when it went out; slow: nobody knows yet."""

    problem: str | None


def messages(library: Library, viewer: Viewer) -> Messages:
    channels = store.channels_of(library, viewer.id)
    return Messages(channels, wishes_of(library, viewer.id), sum(channel.dead for channel in channels))


def undelivered(library: Library, viewer: Viewer) -> list[Undelivered]:
    """With what each was about, as far as the viewer may still know."""
    found = store.undelivered(library, viewer.id)
    return [msgspec.structs.replace(each, subject=_subject(library, viewer, each.id)) for each in found]


def _subject(library: Library, viewer: Viewer, parcel: int) -> str:
    words = renderer(library).words
    told = (read(library, words, viewer.language, letter) for letter in store.letters_in(library, parcel))
    return next((each.subject for each in told if each), "")

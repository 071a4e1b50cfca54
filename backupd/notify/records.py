"""What a letter is, and the channels, wishes and messages that bring it to people."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from backupd.notify.phrases import Value

Kind = Literal[
    "memory", "capsule", "relay", "photos", "reaction", "comment", "mention", "membership", "box", "channel"
]
KINDS: tuple[Kind, ...] = (
    "memory", "capsule", "relay", "photos", "reaction", "comment", "mention", "membership", "box", "channel"
)  # fmt: skip
How = Literal["on", "digest", "off"]
ChannelKind = Literal["telegram", "email", "kakao", "webhook", "apprise"]
CHANNEL_KINDS: tuple[ChannelKind, ...] = ("telegram", "email", "kakao", "webhook", "apprise")
State = Literal["waiting", "sent", "dead", "ended"]


@dataclass(frozen=True)
class Letter:
    """Something one person is to be told, in their words, once.

    key: at most one letter for each (person, key), for ever.
    words: beginning of entries in web/words: with "capsules.opened" the letter is written from capsules.opened_subject,
    capsules.opened_text and, where it is there, capsules.opened_button (the words on the link), in the reader's
    language at the moment of sending.
    values: what fills them. A whole number under `person`, `album`, `device`, `guest`, or a name ending in _person, is
    a number of one of these and becomes its name as this reader may know it; a phrase (notify/phrases.py) is put into
    the reader's words; everything else stands as it is.
    link: a path on the box. pictures: media ids, taken through the gate at the moment of sending.
    about: ("album", 7), ("story", 9), ("capsule", 2), ("relay", 3), ("reel", 5), or ("turn", 4), somebody's own while they have it:
    asked of a view (columns viewer, family, id; reading.VIEWS) for this person at the moment of sending; what they do
    not see then is dropped.
    urgent: ignores digests, but not quiet hours. film: an MP4, by its path below the derived files, that goes along where
    the channel carries as much and that is still there then; about says who may see it.
    """

    kind: Kind
    key: str
    person: int
    family: int | None
    words: str
    values: Mapping[str, Value] = field(default_factory=dict)
    link: str = "/"
    pictures: tuple[int, ...] = ()
    about: tuple[str, int] | None = None
    urgent: bool = False
    film: str = ""


class Kept(msgspec.Struct, frozen=True):
    """A letter as it lies in the database. `filled` and `pictures` are JSON."""

    id: int
    person: int
    key: str
    family: int | None
    kind: Kind
    words: str
    filled: str
    link: str
    pictures: str
    about: str | None
    about_id: int | None
    urgent: bool
    posted: str
    film: str = ""


class Channel(msgspec.Struct, frozen=True):
    """A way to reach one person. shown: which one it is, without its secrets. failing: since when nothing came
    through, because of `problem`; worked: when something last did. dead: messages that were given up."""

    id: int
    person: int
    kind: ChannelKind
    shown: str
    made: str
    failing: str | None = None
    failures: int = 0
    problem: str | None = None
    told: str | None = None
    worked: str | None = None
    waiting: int = 0
    dead: int = 0


class Parcel(msgspec.Struct, frozen=True):
    """One message to one channel. step: 0 collage, 1 small picture, 2 text, 3 tomorrow's digest."""

    id: int
    channel: int
    digest: bool
    state: State
    due: str
    step: int
    attempts: int
    trying: bool
    problem: str | None
    message_id: str
    made: str
    finished: str | None


class Hours(msgspec.Struct, frozen=True):
    """When somebody wants to be left alone, and when a digest comes; wall time, "22:00"."""

    quiet_from: str = "22:00"
    quiet_until: str = "08:00"
    digest_at: str = "19:00"


class Wishes(msgspec.Struct, frozen=True):
    """How somebody wants each kind of message, and when."""

    kinds: dict[Kind, How]
    hours: Hours = Hours()


class Undelivered(msgspec.Struct, frozen=True):
    """A message that was given up, as its page shows it: what it was about, and why it did not go out."""

    id: int
    channel: int
    channel_kind: ChannelKind
    shown: str
    problem: str | None
    made: str
    finished: str | None
    letters: int
    subject: str = ""

"""What pages of sharing show. The same object goes to the template and to JSON."""

import msgspec

from backupd.albums import Album
from backupd.family import Pass


class Sharing(msgspec.Struct, frozen=True):
    """An album and the links to it that this viewer may end."""

    album: Album
    links: list[Pass]


class Made(msgspec.Struct, frozen=True):
    """A link just made. `address` holds its secret and is told only this once."""

    link: Pass
    address: str


class Link(msgspec.Struct, frozen=True):
    """A link in force and the title of its album, for whoever looks after the house."""

    link: Pass
    title: str

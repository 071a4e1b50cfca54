"""What the feed shows."""

import msgspec

from backupd.family import Person
from backupd.reactions.records import Kind

MOST_UNREAD = 999


class Thumb(msgspec.Struct, frozen=True):
    """A small picture. edition: which of the family's edits is shown."""

    id: int
    tiny: bytes | None = None
    edition: int | None = None

    @property
    def address(self) -> str:
        return f"/media/{self.id}/grid?v={self.edition or 0}"


class Line(msgspec.Struct, frozen=True):
    """One line: what happened (`kind`), who did it (the latest first; a guest by name), to what. amount: how many stories
    or reactions. about: whom it is about. text: the words of a comment. happening: its place in the ledger."""

    id: int
    kind: str
    at: str
    happening: int
    amount: int
    people: list[Person] = []
    guest_name: str | None = None
    about: str | None = None
    album: int | None = None
    title: str | None = None
    story: int | None = None
    pictures: list[Thumb] = []
    moods: list[Kind] = []
    text: str = ""
    photo: bool = False
    voice: bool = False
    mine: bool = False
    new: bool = False
    here: bool = False

    @property
    def href(self) -> str:
        """Where it leads."""
        if self.story is not None:
            return f"/stories/{self.story}{'#comments' if self.kind == 'commented' else ''}"
        if self.album is not None:
            return f"/albums/{self.album}{'/relay' if self.kind.startswith('relay_') else ''}"
        return (
            f"/family/members/{self.people[0].id}"
            if self.kind == "person_joined" and self.here
            else "/family"
        )


class Feed(msgspec.Struct, frozen=True):
    """A page of the feed, newest first. next: the cursor of the page after it. seen: how far the asker had read when
    they came. newest: the ledger's last line when it was read."""

    lines: list[Line]
    seen: int
    newest: int
    next: str | None = None


class Unread(msgspec.Struct, frozen=True):
    """How many lines are new to the asker: exact to 999. newest: the ledger's last line when they were counted."""

    unread: int
    newest: int

    @property
    def shown(self) -> str:
        return f"{MOST_UNREAD}+" if self.unread > MOST_UNREAD else str(self.unread)

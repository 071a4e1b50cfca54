"""What was asked and what was found. The same object goes to the template and to JSON."""

from typing import Literal

import msgspec

from backupd.albums import Album, Picture, Story
from backupd.faces import Somebody
from backupd.family import Member

ChipKind = Literal["date", "person", "face", "kind", "category"]
Source = Literal["description", "comment", "place", "tags", "name", ""]


class Chip(msgspec.Struct, frozen=True):
    """A part of the question that was understood as more than a word. said: as it was written; without: the question
    that is left when it is taken away; value: a name or a kind; first and last: the days, where it is one span."""

    kind: ChipKind
    said: str
    without: str
    value: str = ""
    first: str | None = None
    last: str | None = None
    start: int = 0

    @property
    def precision(self) -> str:
        """As much of the days as has to be said."""
        if not (self.first and self.last):
            return "unknown"
        if (self.first[5:], self.last[5:]) == ("01-01", "12-31"):
            return "year"
        return "month" if self.first.endswith("-01") and self.last[8:] >= "28" else "day"


class Piece(msgspec.Struct, frozen=True):
    """A bit of text; `hit` where a word of the question stands."""

    text: str
    hit: bool = False


class FoundAlbum(msgspec.Struct, frozen=True):
    """An album, and its title with the words marked."""

    album: Album
    title: list[Piece]


class FoundStory(msgspec.Struct, frozen=True):
    """A story, why it was found (`line`, from `source`; by: whose comment), and which album it is in."""

    story: Story
    line: list[Piece]
    source: Source
    by: str | None
    album_title: str

    @property
    def in_words(self) -> bool:
        """Somebody wrote it, or a file is called so."""
        return self.source not in ("place", "") and any(piece.hit for piece in self.line)

    @property
    def picture(self) -> Picture:
        """What its tile shows."""
        return self.story.picture


class FoundPlace(msgspec.Struct, frozen=True):
    """A place of the family's photos and the newest story from there."""

    name: str
    marked: list[Piece]
    story: Story


class FoundCapsule(msgspec.Struct, frozen=True):
    """A time capsule that this viewer may know of; album once it is open."""

    id: int
    title: str
    opens: str
    state: str
    album: int | None


class Found(msgspec.Struct, frozen=True):
    """What was found for `words`, in the order of the page. instead: the words that were looked for in their stead,
    where nothing had them as they were written. next_albums, next_stories: where the next page begins. unread: how
    much of the library is still to be read before it can be found. seen: stories on whose pictures one sees it. then: those
    taken on the days of the holiday that was asked for. faces: those on pictures who are called so."""

    words: str
    chips: list[Chip] = []
    instead: str | None = None
    no_such_days: list[str] = []
    cut: bool = False
    people: list[Member] = []
    faces: list[Somebody] = []
    capsules: list[FoundCapsule] = []
    places: list[FoundPlace] = []
    albums: list[FoundAlbum] = []
    stories: list[FoundStory] = []
    next_albums: str | None = None
    next_stories: str | None = None
    unread: int = 0
    seen: list[Story] = []
    then: list[Story] = []

    @property
    def told(self) -> list[FoundStory]:
        """Those that say it in words, shown as lines."""
        return [each for each in self.stories if each.in_words]

    @property
    def pictured(self) -> list[FoundStory]:
        """Those found by their place, their giver, their day or their kind, shown as pictures."""
        return [each for each in self.stories if not each.in_words]

    @property
    def nothing(self) -> bool:
        return not (
            self.albums
            or self.stories
            or self.seen
            or self.then
            or self.people
            or self.faces
            or self.places
            or self.capsules
        )


class Forgetting(msgspec.Struct, frozen=True):
    """Which of one's own searches is to be forgotten; "" for all."""

    words: str = ""

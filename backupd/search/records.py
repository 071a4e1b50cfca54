"""What was found."""

import msgspec

from backupd.albums import Album, Story
from backupd.family import Member


class Found(msgspec.Struct, frozen=True):
    """Albums, stories and people that the words were found in; `more` when there were too many stories to show."""

    words: str
    albums: list[Album]
    stories: list[Story]
    people: list[Member]
    more: bool

    @property
    def nothing(self) -> bool:
        return not (self.albums or self.stories or self.people)

"""What the timeline is made of: photos and months."""

import msgspec

from backupd.albums.records import Picture


class Photo(msgspec.Struct, frozen=True):
    """A story as the timeline shows it. month: as much of its moment as is known (albums.timeline). stacked: of how many
    alike it stands on top, itself included. guest_name: who gave it by a link of the contributor's."""

    story: int
    month: str
    moment: str
    description: str
    taken: str | None
    precision: str
    contributor_name: str
    clips: int
    stacked: int
    picture: Picture
    guest_name: str | None = None


class TimelineMonth(msgspec.Struct, frozen=True):
    """2019-08, 2019 where only the year is known, 201 the decade, '' nothing; and how many photos."""

    month: str
    photos: int

    @property
    def year(self) -> str:
        """2019, "2010s" by its first three digits, or ''."""
        return self.month[:4]

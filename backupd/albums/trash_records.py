"""What things in the trash are."""

import msgspec

from backupd.albums.records import Picture


class TrashedAlbum(msgspec.Struct, frozen=True):
    id: int
    title: str
    trashed: str
    trashed_by: int | None
    trashed_by_name: str | None
    media: int = 0
    picture: Picture | None = None


class TrashedStory(msgspec.Struct, frozen=True):
    """album_trashed: its album lies in the trash too and must come back first."""

    id: int
    album: int
    album_title: str
    album_trashed: bool
    contributor_name: str
    trashed: str
    trashed_by_name: str | None
    picture: Picture | None = None


class Trash(msgspec.Struct, frozen=True):
    """`next` continues the stories, as `after`."""

    albums: list[TrashedAlbum]
    stories: list[TrashedStory]
    may_empty: bool
    next: str | None = None

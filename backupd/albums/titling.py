"""The name of an album that the box made for a month follows its pictures, until somebody calls it something else."""

from collections.abc import Sequence

import msgspec

from backupd.albums.actions import refold
from backupd.albums.naming import common_place, month_title, placed_title
from backupd.core.library import Library
from backupd.media import Place, names_of

MOST_PLACES = 100
MONTH = "month:"

_OF_MONTHS = f"""
    SELECT DISTINCT album.id, album.title, album.given_title, album.source
    FROM story JOIN album ON album.id = story.album
    WHERE story.id = ? AND album.source LIKE '{MONTH}____-%' AND album.trashed IS NULL
"""
_PLACES = f"""
    SELECT round(iif(story.located, story.latitude, face.latitude), 2) AS latitude,
           round(iif(story.located, story.longitude, face.longitude), 2) AS longitude, count(*) AS pictures
    FROM story
    JOIN story_media ON story_media.story = story.id AND story_media.position = 0
    JOIN media AS face ON face.id = story_media.media
    WHERE story.album = ? AND story.trashed IS NULL AND iif(story.located, story.latitude, face.latitude) IS NOT NULL
    GROUP BY 1, 2 ORDER BY 3 DESC LIMIT {MOST_PLACES}
"""


class _OfMonth(msgspec.Struct, frozen=True):
    id: int
    title: str
    given_title: str | None
    source: str


class _Spot(msgspec.Struct, frozen=True):
    """About a kilometre wide."""

    latitude: float
    longitude: float
    pictures: int


def name_by_place(library: Library, stories: Sequence[int]) -> None:
    """Name the months these stories came into by where most of their pictures are: 제주 서귀포시 · 2019년 8월."""
    found = {one.id: one for story in stories for one in library.database.all(_OfMonth, _OF_MONTHS, (story,))}
    for album in found.values():
        _name(library, album)


def _name(library: Library, album: _OfMonth) -> None:
    language = library.settings.language
    plain = month_title(language, album.source.removeprefix(MONTH))
    if album.title not in (plain, album.given_title):
        return
    place = _place(library, album.id, language)
    title = placed_title(language, place, plain) if place else plain
    with library.database.writing() as connection:
        connection.execute(
            """UPDATE album SET title = :title, given_title = :title, version = version + 1
               WHERE id = :id AND title = :was AND title <> :title""",
            {"title": title, "id": album.id, "was": album.title},
        )
        refold(connection, album.id)


def _place(library: Library, album: int, language: str) -> str:
    spots = library.database.all(_Spot, _PLACES, (album,))
    names = names_of(Place(spot.latitude, spot.longitude) for spot in spots)
    each = [name for name, spot in zip(names, spots, strict=True) for _ in range(spot.pictures)]
    return common_place(language, each)

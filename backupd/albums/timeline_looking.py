"""The timeline as its pages and their JSON twins show it: a window of photos by month, and gaps for all the rest.

A gap knows how many photos it stands for and under which address they are fetched, so that a page has its whole height
from the first moment, whatever of it is loaded.
"""

from collections.abc import Sequence
from itertools import groupby
from urllib.parse import urlencode

import msgspec

from backupd.albums import story_store
from backupd.albums import timeline_store as store
from backupd.albums.records import Around, Story
from backupd.albums.timeline_records import Photo, TimelineMonth
from backupd.albums.timeline_store import NOWHERE_NEWER, Spot, read_spot
from backupd.core.library import Library
from backupd.family import Viewer

FIRST, CHUNK = 60, 100
AROUND = 30
"""How many photos stand above the one to which somebody comes back, where its month is long."""


class Gap(msgspec.Struct, frozen=True):
    """Photos of a month that are not on the page."""

    photos: int
    address: str


class Chunk(msgspec.Struct, frozen=True):
    """Photos of a month that follow each other, and what lies above and below them in that month; `again` fetches the
    same photos once more."""

    photos: list[Photo]
    above: Gap | None = None
    below: Gap | None = None
    again: str = ""


class Section(msgspec.Struct, frozen=True):
    """A month as far as it is shown."""

    month: TimelineMonth
    chunk: Chunk


class Year(msgspec.Struct, frozen=True):
    """A year of the scrubber; or a decade, or what nobody knows the date of, which are no year's."""

    year: str
    months: list[TimelineMonth]

    @property
    def photos(self) -> int:
        return sum(each.photos for each in self.months)


class Timeline(msgspec.Struct, frozen=True):
    """A page of everything: `older` and `newer` are addresses for those who leaf by links."""

    years: list[Year]
    sections: list[Section]
    older: str | None
    newer: str | None

    @property
    def months_beside(self) -> list[TimelineMonth]:
        """The months of the year that is shown, if they are of a year."""
        shown = self.sections[0].month.year if self.sections else ""
        return next((each.months for each in self.years if each.year == shown and len(shown) == 4), [])

    @property
    def written_months(self) -> str:
        """Every month with its number of photos, for the script: 2019-08:12 2019:3 201:1 :15000"""
        return " ".join(f"{each.month}:{each.photos}" for year in self.years for each in year.months)


class Photos(msgspec.Struct, frozen=True):
    """At most 500 photos, the newest first; `next` continues them as `after`."""

    photos: list[Photo]
    next: str | None


def timeline(
    library: Library, viewer: Viewer, month: str | None, after: str | None, story: int | None
) -> Timeline:
    """From a month on, from a spot on, around a story, or from the newest."""
    months = store.months(library, viewer)
    begin = _begin(library, viewer, month, after, story)
    found = store.older(library, viewer, begin, FIRST + 1)
    shown = found[:FIRST]
    counts = {each.month: each for each in months}
    parts = [(counts[each], list(photos)) for each, photos in groupby(shown, key=lambda one: one.month)]
    return Timeline(
        years=years(months),
        sections=[Section(each, _chunk(library, viewer, each, photos)) for each, photos in parts],
        older=address(after=spot(shown[-1]).written) if len(found) > FIRST else None,
        newer=_newer(months, shown[0].month) if shown and begin != NOWHERE_NEWER else None,
    )


def _begin(library: Library, viewer: Viewer, month: str | None, after: str | None, story: int | None) -> Spot:
    there = store.spot_of(library, viewer, story) if story is not None else None
    if there is not None:
        above = store.newer(library, viewer, there, AROUND + 1, within=True)
        return spot(above[0]) if len(above) > AROUND else _top_of(there.month)
    if month is not None:
        return _top_of(month)
    return read_spot(after) or NOWHERE_NEWER


def _top_of(month: str) -> Spot:
    return Spot(month, "~", 0)


def _newer(months: Sequence[TimelineMonth], month: str) -> str | None:
    newer = [each.month for each in months if each.month > month]
    return address(month=newer[-1]) if newer else address()


def _chunk(library: Library, viewer: Viewer, month: TimelineMonth, photos: list[Photo]) -> Chunk:
    """With the gaps around it; how many lie above is counted, and what is left lies below."""
    first, last = spot(photos[0]), spot(photos[-1])
    above = store.before(library, viewer, first) if month.photos > len(photos) else 0
    below = month.photos - above - len(photos)
    return Chunk(
        photos,
        above=Gap(above, address(month=month.month, before=first.written)) if above > 0 else None,
        below=Gap(below, address(month=month.month, after=last.written)) if below > 0 else None,
        again=address(month=month.month, since=first.written, count=len(photos)),
    )


def above(library: Library, viewer: Viewer, before: Spot) -> Chunk:
    """The photos of a month next above a spot, and the gap that is left over them."""
    photos = store.newer(library, viewer, before, CHUNK, within=True)
    if not photos:
        return Chunk([])
    first, left = spot(photos[0]), store.before(library, viewer, spot(photos[0]))
    gap = Gap(left, address(month=before.month, before=first.written)) if left else None
    return Chunk(photos, above=gap, again=_again(photos))


def below(library: Library, viewer: Viewer, after: Spot) -> Chunk:
    """The photos of a month next below a spot, and the gap that is left under them."""
    photos = store.older(library, viewer, after, CHUNK, within=True)
    if not photos:
        return Chunk([])
    last, left = spot(photos[-1]), store.left(library, viewer, spot(photos[-1]))
    gap = Gap(left, address(month=after.month, after=last.written)) if left else None
    return Chunk(photos, below=gap, again=_again(photos))


def once_more(library: Library, viewer: Viewer, since: Spot, count: int) -> Chunk:
    """The same photos again, the first of them at `since`."""
    just_above = Spot(since.month, since.moment, since.story + 1)
    photos = store.older(library, viewer, just_above, min(count, store.MOST), within=True)
    return Chunk(photos, again=_again(photos) if photos else "")


def _again(photos: list[Photo]) -> str:
    return address(month=photos[0].month, since=spot(photos[0]).written, count=len(photos))


def chunk(
    library: Library, viewer: Viewer, month: str, after: str | None, before: str | None, since: str | None,
    count: int,
) -> Chunk:  # fmt: skip
    """What a gap asks for."""
    if (again := read_spot(since)) is not None:
        return once_more(library, viewer, again, count)
    if (lower := read_spot(before)) is not None:
        return above(library, viewer, lower)
    return below(library, viewer, read_spot(after) or _top_of(month))


def photos(
    library: Library, viewer: Viewer, month: str | None, after: str | None, limit: int | None
) -> Photos:
    """Photos after a spot: of one month, or of all."""
    most = max(1, min(limit or 2 * CHUNK, store.MOST))
    begin = read_spot(after) or (NOWHERE_NEWER if month is None else _top_of(month))
    found = store.older(library, viewer, begin, most + 1, within=month is not None)
    shown = found[:most]
    return Photos(shown, spot(shown[-1]).written if len(found) > most else None)


def around(library: Library, viewer: Viewer, story: int, newer: int, older: int) -> Around | None:
    """A story's place in the timeline and its neighbours there; None for one that another stands for."""
    there = store.spot_of(library, viewer, story)
    if there is None:
        return None
    months = store.months(library, viewer)
    above = sum(each.photos for each in months if each.month > there.month)
    return Around(
        position=above + store.before(library, viewer, there) + 1,
        total=sum(each.photos for each in months),
        before=_stories(library, viewer, store.newer(library, viewer, there, newer)),
        after=_stories(library, viewer, store.older(library, viewer, there, older)),
    )


def _stories(library: Library, viewer: Viewer, photos: list[Photo]) -> list[Story]:
    return [story_store.story(library, viewer, each.story) for each in photos]


def years(months: Sequence[TimelineMonth]) -> list[Year]:
    return [Year(year, list(each)) for year, each in groupby(months, key=lambda month: month.year)]


def spot(photo: Photo) -> Spot:
    return Spot(photo.month, photo.moment, photo.story)


def address(**asked: object) -> str:
    """Of a window of the timeline."""
    named = urlencode({name: value for name, value in asked.items() if value is not None})
    return f"/photos?{named}" if named else "/photos"

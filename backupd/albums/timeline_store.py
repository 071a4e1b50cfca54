"""Reads of the timeline, all through the gate: pages by key, in the order of the index, never counted off."""

import msgspec

from backupd.albums.rows import all_of, bound, counted, picture
from backupd.albums.story_store import stacked
from backupd.albums.timeline_records import Photo, TimelineMonth
from backupd.core.library import Library
from backupd.core.numbers import written_number
from backupd.family import Viewer, called_name

MOST = 500
"""No answer holds more photos than this."""

_MINE = "viewer = :viewer AND family = :family"
_KEY = "(month, moment, story)"
_GIVEN = "(:month, :moment, :story)"
_NEWEST = "month DESC, moment DESC, story DESC"
_OLDEST = "month, moment, story"


class Spot(msgspec.Struct, frozen=True):
    """A place in the timeline; its order is the order of time. Of story: beside that one."""

    month: str
    moment: str
    story: int

    @property
    def written(self) -> str:
        return f"{self.month}_{self.moment}_{self.story}"


NOWHERE_NEWER = Spot("~", "~", 0)


def read_spot(text: str | None) -> Spot | None:
    """From an address; None for none and for what is no spot."""
    month, _, rest = (text or "").partition("_")
    moment, mark, number = rest.rpartition("_")
    story = written_number(number)
    return Spot(month, moment, story) if mark and story is not None else None


def photos_where(where: str, order: str) -> str:
    """SELECT of photos with their pictures; `where` continues a WHERE over visible_timeline."""
    return f"""
        WITH page AS (
            SELECT story, month, moment FROM visible_timeline WHERE {_MINE} {where} ORDER BY {order} LIMIT :limit)
        SELECT page.*, shown.description, shown.taken, shown.precision, {called_name()} AS contributor_name,
               (SELECT guest.name FROM guest WHERE guest.id = shown.guest) AS guest_name,
               {picture("face")},
               {counted("shown.story = page.story")} AS clips,
               {stacked("shown")} AS stacked
        FROM page
        CROSS JOIN visible_stories AS shown ON shown.viewer = :viewer AND shown.family = :family
                                           AND shown.id = page.story
        CROSS JOIN person ON person.id = shown.contributor
        CROSS JOIN visible_media AS face ON face.viewer = :viewer AND face.family = :family
                                        AND face.story = page.story AND face.place = 0
        ORDER BY {", ".join(f"page.{column}" for column in order.split(", "))}
    """


_IN_MONTH = "AND month = :month AND (moment, story)"
OLDER = photos_where(f"AND {_KEY} < {_GIVEN}", _NEWEST)
OLDER_IN_MONTH = photos_where(f"{_IN_MONTH} < (:moment, :story)", _NEWEST)
NEWER = photos_where(f"AND {_KEY} > {_GIVEN}", _OLDEST)
NEWER_IN_MONTH = photos_where(f"{_IN_MONTH} > (:moment, :story)", _OLDEST)
LEFT = f"SELECT count(*) FROM visible_timeline WHERE {_MINE} {_IN_MONTH} < (:moment, :story)"
BEFORE = f"SELECT count(*) FROM visible_timeline WHERE {_MINE} {_IN_MONTH} > (:moment, :story)"
MONTHS = f"SELECT month, photos FROM visible_months WHERE {_MINE} ORDER BY month DESC"
SPOT = f"SELECT month, moment, story FROM visible_timeline WHERE {_MINE} AND story = :story"


def months(library: Library, viewer: Viewer) -> list[TimelineMonth]:
    """Every month with its number of photos, newest first; what nobody knows the date of comes last."""
    return all_of(library, viewer, TimelineMonth, MONTHS)


def older(library: Library, viewer: Viewer, spot: Spot, limit: int, within: bool = False) -> list[Photo]:
    """Photos older than a spot, the newest of them first; `within`: only of its month."""
    sql = OLDER_IN_MONTH if within else OLDER
    return all_of(library, viewer, Photo, sql, **_named(spot), limit=limit)


def newer(library: Library, viewer: Viewer, spot: Spot, limit: int, within: bool = False) -> list[Photo]:
    """Photos newer than a spot and nearest to it, the newest first; `within`: only of its month."""
    sql = NEWER_IN_MONTH if within else NEWER
    return all_of(library, viewer, Photo, sql, **_named(spot), limit=limit)[::-1]


def left(library: Library, viewer: Viewer, spot: Spot) -> int:
    """How many of its month are older than a spot."""
    return library.database.value(LEFT, bound(viewer, _named(spot)))


def before(library: Library, viewer: Viewer, spot: Spot) -> int:
    """How many of its month are newer than a spot."""
    return library.database.value(BEFORE, bound(viewer, _named(spot)))


def spot_of(library: Library, viewer: Viewer, story: int) -> Spot | None:
    """Where a story stands; None when the timeline shows another in its stead, or the viewer may not see it."""
    row = library.database.connection.execute(SPOT, bound(viewer, {"story": story})).fetchone()
    return Spot(*row) if row else None


def _named(spot: Spot) -> dict[str, object]:
    return {"month": spot.month, "moment": spot.moment, "story": spot.story}

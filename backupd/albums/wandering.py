"""Pictures from many albums in a shuffled order, a few at a time: what a frame on the wall shows. One that lies in
several albums comes once."""

import json

import msgspec

from backupd.albums.records import Story
from backupd.albums.rows import all_of, bound
from backupd.albums.story_store import stories_where
from backupd.core.library import Library
from backupd.family import Viewer

_PRIME = 2147483647
# The square of a multiple modulo a prime: places without a pattern, another for each seed (after Blum, Blum, Shub 1986).
_ONCE = f"((page.id + :seed) * 1103515245 % {_PRIME})"
_MIXED = f"({_ONCE} * {_ONCE} % {_PRIME})"


class Choice(msgspec.Struct, frozen=True):
    """From which albums, categories or years, together; none of them means everything. days: "08-05", of any year,
    where only pictures of these days are wanted. seed: one order of all there are."""

    albums: tuple[int, ...] = ()
    categories: tuple[int, ...] = ()
    years: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    videos: bool = True
    seed: int = 0

    @property
    def everything(self) -> bool:
        return not (self.albums or self.categories or self.years)


_LIKED = """
    (:everything OR shown.id IN (SELECT value FROM json_each(:albums))
     OR shown.category IN (SELECT value FROM json_each(:categories))
     OR substr(coalesce(told.taken, shown.event_from), 1, 4) IN (SELECT value FROM json_each(:years)))
    AND (:any_day OR (told.precision IN ('exact', 'day')
                      AND substr(told.taken, 6, 5) IN (SELECT value FROM json_each(:days))))
"""
CHOSEN = f"""
    WITH page AS (
        SELECT min(told.id) AS id
        FROM visible_albums AS shown
        CROSS JOIN visible_tops AS told
            ON told.viewer = :viewer AND told.family = :family AND told.album = shown.id
        CROSS JOIN visible_media AS face
            ON face.viewer = :viewer AND face.family = :family AND face.story = told.id AND face.place = 0
        WHERE shown.viewer = :viewer AND shown.family = :family AND {_LIKED}
          AND face.rendered = 1 AND (face.kind = 'photo' OR :videos)
        GROUP BY face.id),
    mixed AS (SELECT page.id AS id, {_MIXED} AS place FROM page)
    SELECT id, place FROM mixed WHERE (place, id) > (:after, :last) ORDER BY place, id LIMIT :limit
"""
YEARS = """
    SELECT DISTINCT substr(coalesce(told.taken, shown.event_from), 1, 4) AS year
    FROM visible_albums AS shown
    CROSS JOIN visible_stories AS told
        ON told.viewer = :viewer AND told.family = :family AND told.album = shown.id
    WHERE shown.viewer = :viewer AND shown.family = :family AND year IS NOT NULL ORDER BY year DESC
"""
AMONG = stories_where("AND id IN (SELECT value FROM json_each(:ids))", "id")


def chosen(
    library: Library, viewer: Viewer, choice: Choice, after: tuple[int, int], limit: int
) -> list[tuple[int, Story]]:
    """(place, story) of up to `limit` stories after a place in the order of the choice's seed."""
    named = {
        "everything": choice.everything, "any_day": not choice.days, "videos": choice.videos,
        "seed": choice.seed, "after": after[0], "last": after[1], "limit": limit,
        **{name: json.dumps(getattr(choice, name)) for name in ("albums", "categories", "years", "days")},
    }  # fmt: skip
    rows = library.database.connection.execute(CHOSEN, bound(viewer, named)).fetchall()
    places = {row["id"]: row["place"] for row in rows}
    told = {story.id: story for story in all_of(library, viewer, Story, AMONG, ids=json.dumps(list(places)))}
    return [(place, told[number]) for number, place in places.items() if number in told]


def story_years(library: Library, viewer: Viewer) -> list[str]:
    """The years there are pictures of, newest first."""
    return library.database.column(YEARS, bound(viewer, {}))

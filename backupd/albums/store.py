"""Reads of albums and categories, all through the gate: every statement binds viewer and family."""

from backupd.albums.records import Album, Category, Contributor, Place
from backupd.albums.rows import all_of, bound, counted, edited, one_of, picture_of_media
from backupd.core.errors import Absent
from backupd.core.library import Library
from backupd.family import Viewer, called_name

SHELF_PAGE = 24

_MINE = "viewer = :viewer AND family = :family"
_COLUMNS = """id, title, description, event_from, event_to, event_precision, event_chosen, event_key, category,
              ordered, cover, made_by, made, version, in_turns"""

# A cover nobody chose: the first photo that a book's cover can show well, else the first picture of any kind.
_COVER = f"""
    coalesce(
        (SELECT id FROM visible_media WHERE {_MINE} AND story = page.cover AND rendered = 1 ORDER BY place LIMIT 1),
        (SELECT id FROM visible_media WHERE {_MINE} AND album = page.id AND rendered = 1 AND kind = 'photo'
            AND min(width, height) >= 480 AND max(width, height) < 2.1 * min(width, height)
            ORDER BY moment, story, place LIMIT 1),
        (SELECT id FROM visible_media WHERE {_MINE} AND album = page.id AND rendered = 1
            ORDER BY moment, story, place LIMIT 1))
"""


def albums_where(where: str, order: str, limit: str = "") -> str:
    """SELECT of whole albums the viewer may see; `where` continues a WHERE over visible_albums."""
    return f"""
        WITH page AS (SELECT {_COLUMNS} FROM visible_albums WHERE {_MINE} {where} ORDER BY {order} {limit})
        SELECT page.*, category.name AS category_name, {picture_of_media()},
               {counted("shown.album = page.id")} AS media
        FROM page
        LEFT JOIN category ON category.id = page.category
        LEFT JOIN media ON media.id = {_COVER}
        {edited()}
        ORDER BY {order.replace(" id", " page.id").replace("event_key", "page.event_key")}
    """


_NEWEST = "event_key DESC, id DESC"
_AFTER = "AND (event_key, id) < (:key, :last)"
_CATEGORY = "AND category = :category"
_YEAR = "AND event_from <= :year || '-12-31' AND event_to >= :year || '-01-01'"

SHELVES = {
    (by_category, by_year): albums_where(
        f"{_AFTER} {_CATEGORY if by_category else ''} {_YEAR if by_year else ''}", _NEWEST, "LIMIT :limit"
    )
    for by_category in (False, True)
    for by_year in (False, True)
}
ALBUM = albums_where("AND id = :album", "id")
LATEST = albums_where("", "made DESC, id DESC", "LIMIT :limit")
TITLES = f"SELECT {_COLUMNS}, NULL AS category_name FROM visible_albums WHERE {_MINE} ORDER BY {_NEWEST}"

YEARS = f"""
    SELECT DISTINCT substr(event_to, 1, 4) FROM visible_albums
    WHERE {_MINE} AND event_to IS NOT NULL ORDER BY 1 DESC
"""
CATEGORIES = f"""
    SELECT id, name, position,
           (SELECT count(*) FROM visible_albums WHERE {_MINE} AND category = visible_categories.id) AS albums
    FROM visible_categories WHERE {_MINE} ORDER BY position, id
"""
CONTRIBUTORS = f"""
    SELECT person.id, coalesce(guest.name, {called_name()}) AS name, person.face, count(*) AS stories,
           coalesce(1 + guest.id % 8, person.colour) AS colour, guest.name AS guest_name
    FROM (SELECT contributor, guest, id FROM visible_stories WHERE {_MINE} AND album = :album
          UNION SELECT brought_by, NULL, story FROM visible_media
          WHERE {_MINE} AND album = :album AND brought_by IS NOT NULL) AS added
    CROSS JOIN person ON person.id = added.contributor
    LEFT JOIN guest ON guest.id = added.guest
    GROUP BY person.id, guest.name ORDER BY stories DESC, person.id
"""
WHERE_IS = f"""
    SELECT shown.album, (SELECT title FROM visible_albums WHERE {_MINE} AND id = shown.album) AS title, shown.story
    FROM visible_media AS shown WHERE {_MINE} AND id = :media ORDER BY shown.story
"""


def shelf(
    library: Library,
    viewer: Viewer,
    *,
    category: int | None = None,
    year: str | None = None,
    after: tuple[str, int] = ("~", 0),
    limit: int = SHELF_PAGE,
) -> list[Album]:
    """Albums, newest event first; those without a date last. `after` is (event_key, id) of the last one seen."""
    sql = SHELVES[category is not None, year is not None]
    named = {"category": category, "year": year, "key": after[0], "last": after[1], "limit": limit}
    return all_of(library, viewer, Album, sql, **named)


def latest(library: Library, viewer: Viewer, limit: int) -> list[Album]:
    """The albums made last."""
    return all_of(library, viewer, Album, LATEST, limit=limit)


def titles(library: Library, viewer: Viewer) -> list[Album]:
    """Every album without its cover, for choosing one."""
    return all_of(library, viewer, Album, TITLES)


def album(library: Library, viewer: Viewer, number: int) -> Album:
    """Raises Absent where it is not, or not for this viewer."""
    found = one_of(library, viewer, Album, ALBUM, album=number)
    if found is None:
        raise Absent
    return found


def years(library: Library, viewer: Viewer) -> list[str]:
    """Years in which an event ended, newest first."""
    return library.database.column(YEARS, bound(viewer, {}))


def family_categories(library: Library, viewer: Viewer) -> list[Category]:
    return all_of(library, viewer, Category, CATEGORIES)


def contributors(library: Library, viewer: Viewer, number: int) -> list[Contributor]:
    """Whoever added a story or a clip to the album, the one with most first."""
    return all_of(library, viewer, Contributor, CONTRIBUTORS, album=number)


def where_is(library: Library, viewer: int, family: int, media: int) -> list[Place]:
    """The albums in which this person may see the media."""
    return library.database.all(Place, WHERE_IS, {"viewer": viewer, "family": family, "media": media})

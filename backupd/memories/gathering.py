"""The pictures of an album that may stand in its collage, and which do."""

import msgspec

from backupd import marks
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.memories.variety import Candidate, chosen

MOST_LOOKED_AT = 24
"""Pictures whose sharpness is compared; one that has no mark yet is measured, some ten milliseconds each."""

_MINE = "viewer = :viewer AND family = :family"
CANDIDATES = f"""
    WITH page AS (
        SELECT id, moment, description FROM visible_tops WHERE {_MINE} AND album = :album
        ORDER BY moment DESC, id DESC LIMIT 2000)
    SELECT face.id AS media, face.phash, face.width, face.height, page.moment, face.kind, face.scan,
           page.description <> '' AS told,
           page.id IS (SELECT cover FROM visible_albums WHERE {_MINE} AND id = :album) AS cover,
           (SELECT count(*) FROM visible_reactions WHERE {_MINE} AND story = page.id) AS hearts
    FROM page
    CROSS JOIN visible_media AS face ON face.viewer = :viewer AND face.family = :family
                                    AND face.story = page.id AND face.place = 0
    WHERE face.rendered = 1 AND face.width > 0 AND face.height > 0
    ORDER BY page.moment, page.id
"""


def gather(library: Library, viewer: Viewer, album: int) -> list[int]:
    """Media for the collage of an album, in its order; one alone where there is no more."""
    named: dict[str, object] = {"viewer": viewer.id, "family": viewer.family, "album": album}
    found = library.database.all(Candidate, CANDIDATES, named)
    return [each.media for each in chosen(_measured(library, _spread(found)))]


def _spread(found: list[Candidate]) -> list[Candidate]:
    """A few from all over the album, its cover and what people loved among them."""
    if len(found) <= MOST_LOOKED_AT:
        return found
    step = len(found) / MOST_LOOKED_AT
    kept = {round(number * step) for number in range(MOST_LOOKED_AT)}
    return [each for number, each in enumerate(found) if number in kept or each.cover or each.hearts][
        : 2 * MOST_LOOKED_AT
    ]


def _measured(library: Library, found: list[Candidate]) -> list[Candidate]:
    """With how sharp each is among the others: 0 the least, 1 the most."""
    if len(found) <= 2:
        return found
    sharp = marks.sharpness(library, [each.media for each in found])
    order = sorted(found, key=lambda each: sharp[each.media])
    part = {each.media: number / (len(order) - 1) for number, each in enumerate(order)}
    return [msgspec.structs.replace(each, sharp=part[each.media]) for each in found]

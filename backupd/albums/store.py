"""Reads of albums, all through the gate: every statement binds viewer and family."""

from backupd.albums.records import Place
from backupd.core.library import Library

WHERE_IS = """
    SELECT visible_albums.id AS album, visible_albums.title, visible_media.story
    FROM visible_media
    JOIN visible_albums ON visible_albums.viewer = :viewer AND visible_albums.family = :family
                       AND visible_albums.id = visible_media.album
    WHERE visible_media.viewer = :viewer AND visible_media.family = :family AND visible_media.id = :media
    ORDER BY visible_media.story
"""


def where_is(library: Library, viewer: int, family: int, media: int) -> list[Place]:
    """The albums in which this viewer may see the media."""
    return library.database.all(Place, WHERE_IS, {"viewer": viewer, "family": family, "media": media})

"""Reads of edits, through the gate: every statement binds viewer and family."""

import msgspec

from backupd.albums.edit_records import Edit
from backupd.albums.rows import bound
from backupd.core.errors import Absent
from backupd.core.library import Library
from backupd.family import Viewer, called_name
from backupd.media import read_recipe

EDIT = f"""
    SELECT shown.id AS media, shown.kind, shown.own_width AS width, shown.own_height AS height,
           shown.own_duration AS duration, shown.own_film AS film, shown.rendered, shown.animated,
           edit.recipe, coalesce(edit.version, 0) AS version, edit.part, edit.edited, edit.edited_by,
           {called_name()} AS edited_by_name, iif(edit.recipe IS edit.failed, edit.reason, NULL) AS reason,
           CASE WHEN edit.recipe IS NULL THEN 'plain' WHEN edit.recipe IS edit.failed THEN 'failed'
                WHEN edit.recipe IS edit.drawn THEN 'drawn' ELSE 'waiting' END AS state
    FROM visible_media AS shown
    LEFT JOIN edit ON edit.family = shown.family AND edit.media = shown.id
    LEFT JOIN person ON person.id = edit.edited_by
    WHERE shown.viewer = :viewer AND shown.family = :family AND shown.id = :media LIMIT 1
"""
MEDIA_OF_CLIP = """
    SELECT id FROM visible_media WHERE viewer = :viewer AND family = :family AND story = :story AND place = :clip
"""


def edit(library: Library, family: int, viewer: int, media: int) -> Edit:
    """What a family made of a media this person of theirs sees. Raises Absent."""
    named = {"viewer": viewer, "family": family, "media": media}
    row = library.database.connection.execute(EDIT, named).fetchone()
    if row is None:
        raise Absent
    recipe = read_recipe(row["recipe"]) if row["recipe"] else None
    return msgspec.convert({**dict(row), "recipe": recipe}, Edit, strict=False)


def edit_of_clip(library: Library, viewer: Viewer, story: int, clip: int) -> Edit:
    """The same of the `clip`-th media of a story. Raises Absent where it has none."""
    found = library.database.connection.execute(MEDIA_OF_CLIP, bound(viewer, {"story": story, "clip": clip}))
    row = found.fetchone()
    if row is None:
        raise Absent
    return edit(library, viewer.family, viewer.id, row["id"])

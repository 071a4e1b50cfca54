"""Some pictures of a family as one JPEG, for messages: as this person may see them now, edits and all."""

from pathlib import Path

import msgspec

from backupd import media
from backupd.albums.drawing import edit_name
from backupd.albums.rows import all_of
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.media import Focus

SHOTS = """
    SELECT shown.id AS media, shown.width, shown.height, shown.edition
    FROM json_each(:media) AS asked
    CROSS JOIN visible_media AS shown ON shown.viewer = :viewer AND shown.family = :family AND shown.id = asked.value
    WHERE shown.rendered = 1 AND shown.width > 0 AND shown.height > 0
    GROUP BY shown.id ORDER BY min(asked.key)
"""


class Shot(msgspec.Struct, frozen=True):
    media: int
    width: int
    height: int
    edition: int | None = None


def draw_collage(
    library: Library, viewer: Viewer, pictures: list[int], target: Path, edge: int = 1280
) -> bool:
    """Write the pictures among these that this viewer may see as one JPEG, in their order, six at most; one alone in its
    own shape. False when there is none, or none is drawn yet. Raises DarkroomDied or Unreadable."""
    shots = all_of(library, viewer, Shot, SHOTS, media=msgspec.json.encode(pictures).decode())
    drawn = [(path, each) for each in shots if (path := _preview(library, viewer, each)).exists()]
    drawn = drawn[: media.MOST_IN_COLLAGE]
    if not drawn:
        return False
    layout = media.lay_out([each.width / each.height for _, each in drawn])
    media.darkroom(library).collage([(path, Focus()) for path, _ in drawn], layout, target, edge)
    return True


def _preview(library: Library, viewer: Viewer, shot: Shot) -> Path:
    if shot.edition is None:
        return media.derived_path(library, shot.media, "preview")
    return media.edited_path(library, shot.media, edit_name(viewer.family, shot.edition), "preview")

"""Where the faces of pictures are, for those who crop them."""

import json
from collections.abc import Sequence

from backupd.core.library import Library
from backupd.family import Viewer
from backupd.media import Box

AROUND = """
    SELECT face.media, min(face.x) AS left, min(face.y) AS top, max(face.x + face.wide) AS right,
           max(face.y + face.high) AS bottom
    FROM face_wish
    CROSS JOIN json_each(:media) AS asked
    CROSS JOIN visible_media AS shown ON shown.viewer = :viewer AND shown.family = :family AND shown.id = asked.value
    CROSS JOIN face ON face.media = shown.id
    WHERE face_wish.family = :family
    GROUP BY face.media HAVING max(shown.edition) IS NULL
"""


def around(library: Library, viewer: Viewer, media: Sequence[int]) -> dict[int, Box]:
    """By media, the box around all faces, in parts of the upright picture. Only pictures that this viewer sees, in a family
    that wants it, and none that was edited: it shows another part."""
    named = {"media": json.dumps(list(media)), "viewer": viewer.id, "family": viewer.family}
    return {
        row["media"]: Box(row["left"], row["top"], row["right"] - row["left"], row["bottom"] - row["top"])
        for row in library.database.connection.execute(AROUND, named)
    }

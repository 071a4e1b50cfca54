"""A media that proves to have been only the beginning of its file gives its place to the whole one."""

from backupd.albums.actions import refresh_event
from backupd.core.library import Library


def replace_media(library: Library, story: int, old: int, new: int) -> None:
    """In this story `new` stands where `old` stood; words, order and comments stay. The story's moment follows the
    whole file, as its first media's facts say."""
    with library.database.writing() as connection:
        connection.execute(
            "UPDATE story_media SET media = ? WHERE story = ? AND media = ?", (new, story, old)
        )
        connection.execute(
            """UPDATE story SET (taken, offset, precision) =
                   (SELECT taken, offset, precision FROM media WHERE media.id = :new)
               WHERE id = :story AND EXISTS
                   (SELECT 1 FROM story_media WHERE story = :story AND position = 0 AND media = :new)""",
            {"new": new, "story": story},
        )
        album = connection.execute("SELECT album FROM story WHERE id = ?", (story,)).fetchone()["album"]
        refresh_event(connection, album)

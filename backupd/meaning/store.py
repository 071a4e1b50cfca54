"""Every SQL statement of seeing, but the index's own."""

from collections.abc import Iterable, Sequence

import msgspec

from backupd.core.library import Library
from backupd.meaning.records import Seen

UNSEEN = """
    SELECT media.id FROM media
    WHERE media.id > :after AND media.state = 'ready' AND media.rendered
      AND NOT EXISTS (SELECT 1 FROM seen WHERE seen.media = media.id AND seen.model = :model)
    ORDER BY media.id LIMIT :most
"""
_OPEN = """EXISTS (
    SELECT 1 FROM story_media AS held JOIN story ON story.id = held.story JOIN album ON album.id = story.album
    WHERE held.media = media.id AND album.sealed = 0)"""


class State(msgspec.Struct, frozen=True):
    """The row of `seeing`."""

    on: bool
    paused: bool
    model: str
    coming: str | None
    trouble: str | None


def state(library: Library) -> State:
    row = library.database.connection.execute("SELECT * FROM seeing").fetchone()
    return State(bool(row["on_"]), bool(row["paused"]), row["model"], row["coming"], row["trouble"])


def unseen(library: Library, model: str, after: int, most: int) -> list[int]:
    bound = {"model": model, "after": after, "most": most}
    return [row["id"] for row in library.database.connection.execute(UNSEEN, bound)]


def anything(library: Library) -> bool:
    """Whether any picture was looked at, by any model."""
    return library.database.connection.execute("SELECT EXISTS (SELECT 1 FROM seen)").fetchone()[0] == 1


def counted(library: Library, model: str) -> tuple[int, int]:
    """How many pictures this model saw, and how many there are; what lies sealed is not counted."""
    one = library.database.connection.execute
    seen = one(
        f"SELECT count(*) FROM seen JOIN media ON media.id = seen.media WHERE model = ? AND {_OPEN}", (model,)
    )
    of = one(f"SELECT count(*) FROM media WHERE state = 'ready' AND rendered AND {_OPEN}").fetchone()[0]
    seen = seen.fetchone()[0]
    return seen, max(of, seen)


def keep(library: Library, model: str, found: Iterable[tuple[int, Seen]]) -> None:
    """A picture that was purged meanwhile is let go."""
    with library.database.writing() as connection:
        connection.executemany(
            """INSERT OR REPLACE INTO seen (media, model, tags, vector)
               SELECT media.id, :model, :tags, :vector FROM media JOIN seeing ON seeing.on_ WHERE media.id = :media""",
            [{"media": m, "model": model, "tags": seen.tags, "vector": seen.vector} for m, seen in found],
        )


def note(library: Library, **changes: object) -> None:
    """Columns of `seeing`, as a verb of this feature decides them."""
    columns = ", ".join(f"{name} = :{name}" for name in changes)
    with library.database.writing() as connection:
        connection.execute(f"UPDATE seeing SET {columns}", changes)


def forget_but(library: Library, models: Sequence[str]) -> None:
    marks = ", ".join("?" for _ in models)
    with library.database.writing() as connection:
        connection.execute(f"DELETE FROM seen WHERE model NOT IN ({marks})", tuple(models))


def forget(library: Library) -> None:
    with library.database.writing() as connection:
        connection.execute("DELETE FROM seen")


def near_in_time(library: Library, model: str, media: Sequence[int]) -> list[tuple[int, str | None, bytes]]:
    """Media, when each was taken, its vector; in the order of time."""
    marks = ", ".join("?" for _ in media)
    rows = library.database.connection.execute(
        f"""SELECT media.id, media.taken, seen.vector FROM seen JOIN media ON media.id = seen.media
            WHERE seen.model = ? AND media.id IN ({marks}) AND length(seen.vector) > 0
            ORDER BY media.taken, media.id""",
        (model, *media),
    )
    return [tuple(row) for row in rows]

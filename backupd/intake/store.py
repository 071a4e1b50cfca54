"""Every SQL statement about batches and arrivals."""

from backupd.core.clock import stamp
from backupd.core.library import Library
from backupd.intake.records import Arrival, Batch

_ARRIVAL = "id, batch, name, size, source, folder, title, album, media, story, replaces, state, outcome, reason, arrived, dismissed, place, recipe"


def add_batch(library: Library, columns: dict[str, object]) -> int:
    names, marks = ", ".join(columns), ", ".join(f":{name}" for name in columns)
    written = library.database.connection.execute(f"INSERT INTO batch ({names}) VALUES ({marks})", columns)
    return int(written.lastrowid or 0)


def batch(library: Library, batch_id: int) -> Batch | None:
    return library.database.one(Batch, "SELECT * FROM batch WHERE id = ?", (batch_id,))


def change_batch(library: Library, batch_id: int, **columns: object) -> None:
    assignments = ", ".join(f"{name} = :{name}" for name in columns)
    library.database.connection.execute(
        f"UPDATE batch SET {assignments} WHERE id = :id", {**columns, "id": batch_id}
    )


def add_arrival(library: Library, columns: dict[str, object]) -> int:
    names, marks = ", ".join(columns), ", ".join(f":{name}" for name in columns)
    written = library.database.connection.execute(f"INSERT INTO arrival ({names}) VALUES ({marks})", columns)
    return int(written.lastrowid or 0)


def has_media(library: Library, batch: int, media: int) -> bool:
    sql = "SELECT 1 FROM arrival WHERE batch = ? AND media = ?"
    return library.database.value(sql, (batch, media)) is not None


def arrival(library: Library, arrival_id: int) -> Arrival | None:
    return library.database.one(Arrival, f"SELECT {_ARRIVAL} FROM arrival WHERE id = ?", (arrival_id,))


def waiting(library: Library, arrival_id: int) -> Arrival | None:
    """The arrival while it still wants to be welcomed."""
    return library.database.one(
        Arrival, f"SELECT {_ARRIVAL} FROM arrival WHERE id = ? AND state = 'received'", (arrival_id,)
    )


def settle(
    library: Library, arrival_id: int, outcome: str, *, reason: str | None = None, story: int | None = None
) -> None:
    library.database.connection.execute(
        """UPDATE arrival SET state = 'settled', outcome = ?, reason = ?, story = ?, settled = ?
           WHERE id = ?""",
        (outcome, reason, story, stamp(library.clock.now()), arrival_id),
    )


def let_go(library: Library, arrival_id: int) -> None:
    """The bytes are not ours to hold any more."""
    library.database.connection.execute("UPDATE arrival SET media = NULL WHERE id = ?", (arrival_id,))


def dismiss(library: Library, arrival_id: int) -> None:
    library.database.connection.execute(
        "UPDATE arrival SET dismissed = ? WHERE id = ?", (stamp(library.clock.now()), arrival_id)
    )


def hopeful_for_turn(library: Library, turn: int) -> bool:
    sittings = library.database.column("SELECT id FROM batch WHERE turn = ?", (turn,))
    return any(hopeful(library, each) for each in sittings)


def forget_recipe(library: Library, arrival_id: int) -> None:
    """The edit was made."""
    library.database.connection.execute("UPDATE arrival SET recipe = NULL WHERE id = ?", (arrival_id,))


def receive_again(library: Library, arrival_id: int) -> None:
    library.database.connection.execute(
        "UPDATE arrival SET state = 'received', outcome = NULL, reason = NULL, settled = NULL WHERE id = ?",
        (arrival_id,),
    )


def forget_batch(library: Library, batch_id: int) -> list[int]:
    """Remove a batch whose sender was cut off before saying where its files go; the media it held."""
    held = library.database.column(
        "SELECT media FROM arrival WHERE batch = ? AND media IS NOT NULL", (batch_id,)
    )
    library.database.connection.execute("DELETE FROM arrival WHERE batch = ?", (batch_id,))
    library.database.connection.execute("DELETE FROM batch WHERE id = ?", (batch_id,))
    return held


def move_arrivals(library: Library, batch: int, into: int) -> None:
    """Files of a later request join the sitting that an earlier one began."""
    library.database.connection.execute("UPDATE arrival SET batch = ? WHERE batch = ?", (into, batch))
    library.database.connection.execute("DELETE FROM batch WHERE id = ?", (batch,))


def unwelcomed(library: Library) -> list[int]:
    """Arrivals that somebody must still look at: what a crash or a cut queue left. None while their disk is away."""
    if not library.files.online:
        return []
    return library.database.column(
        """SELECT arrival.id FROM arrival JOIN batch ON batch.id = arrival.batch
           WHERE arrival.state = 'received' AND batch.decided IS NOT NULL ORDER BY arrival.id LIMIT 5000"""
    )


def of_batch(library: Library, batch_id: int) -> list[int]:
    return library.database.column(
        "SELECT id FROM arrival WHERE batch = ? AND state = 'received' ORDER BY id", (batch_id,)
    )


def hopeful(library: Library, batch_id: int) -> bool:
    """Whether anything of a sitting is in an album, or may still come there."""
    return (
        library.database.value(
            """SELECT 1 FROM arrival WHERE batch = :batch AND (state = 'received' OR outcome <> 'refused')
               UNION SELECT 1 FROM upload WHERE batch = :batch AND finished IS NULL""",
            {"batch": batch_id},
        )
        == 1
    )


def undecided(library: Library, before: str = "~") -> list[int]:
    """Sittings whose form has not come to its end, begun before an instant; `~` is after all of them."""
    return library.database.column("SELECT id FROM batch WHERE decided IS NULL AND begun < ?", (before,))


def untold(library: Library, quiet_since: str, sending_since: str) -> list[Batch]:
    """Batches of which everything is settled, that are closed or have been quiet for a while, and for which no upload
    is under way."""
    return library.database.all(
        Batch,
        """SELECT * FROM batch WHERE told IS NULL AND decided IS NOT NULL AND capsule IS NULL AND turn IS NULL
           AND NOT EXISTS (SELECT 1 FROM arrival WHERE arrival.batch = batch.id AND state = 'received')
           AND (closed IS NOT NULL OR coalesce(
                (SELECT max(arrived) FROM arrival WHERE arrival.batch = batch.id), begun) < ?)
           AND NOT EXISTS (SELECT 1 FROM upload WHERE upload.batch = batch.id AND finished IS NULL AND touched > ?)""",
        (quiet_since, sending_since),
    )


def last_used_albums(library: Library, viewer: int, family: int, most: int) -> list[int]:
    """The albums this person added to last, newest first, through the gate."""
    return library.database.column(
        """SELECT visible_stories.album FROM visible_stories
           JOIN visible_albums ON visible_albums.viewer = visible_stories.viewer
                AND visible_albums.family = visible_stories.family AND visible_albums.id = visible_stories.album
                AND visible_albums.in_turns = 0
           WHERE visible_stories.viewer = ? AND visible_stories.family = ? AND contributor = ?
           GROUP BY visible_stories.album ORDER BY max(visible_stories.id) DESC LIMIT ?""",
        (viewer, family, viewer, most),
    )


def may_add_to(library: Library, person: int, family: int, album: int) -> bool:
    return (
        library.database.value(
            "SELECT 1 FROM visible_albums WHERE viewer = ? AND family = ? AND id = ? AND in_turns = 0",
            (person, family, album),
        )
        == 1
    )


def dismissed_before(library: Library, moment: str) -> list[Arrival]:
    """Refused files whose bytes we still hold though somebody put them away long ago."""
    return library.database.all(
        Arrival,
        f"SELECT {_ARRIVAL} FROM arrival WHERE media IS NOT NULL AND outcome = 'refused' AND dismissed < ?",
        (moment,),
    )


def unreferenced_media(library: Library, before: str) -> list[int]:
    """Originals that nothing refers to: an orphan taken in after a crash, bytes whose last story was purged."""
    return library.database.column(
        """SELECT id FROM media WHERE arrived < ?
           AND id NOT IN (SELECT media FROM story_media)
           AND id NOT IN (SELECT media FROM arrival WHERE media IS NOT NULL
                          AND (state = 'received' OR (outcome = 'refused' AND dismissed IS NULL)))""",
        (before,),
    )

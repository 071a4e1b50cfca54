"""What a sitting shows of itself, and lists of them."""

from backupd.core.library import Library
from backupd.family import called_name
from backupd.intake.records import Counts, Line, Made, Offer, Summary


def counts(library: Library, batch_id: int) -> Counts:
    found = library.database.one(
        Counts,
        """SELECT count(*) AS total, count(*) FILTER (WHERE state = 'received') AS waiting,
                  count(*) FILTER (WHERE outcome = 'imported') AS imported,
                  count(*) FILTER (WHERE outcome = 'duplicate') AS duplicate,
                  count(*) FILTER (WHERE outcome = 'refused') AS refused,
                  count(*) FILTER (WHERE outcome = 'imported' AND reason = 'clips.full') AS overflowed
           FROM arrival WHERE batch = ?""",
        (batch_id,),
    )
    return found or Counts()


def made(library: Library, viewer: int, family: int, batch_id: int) -> list[Made]:
    """The albums this batch filled, through the gate."""
    return library.database.all(
        Made,
        """SELECT visible_albums.id AS album, visible_albums.title, count(*) AS stories, min(arrival.media) AS media
           FROM arrival
           JOIN visible_stories ON visible_stories.viewer = :viewer AND visible_stories.family = :family
                AND visible_stories.id = arrival.story
           JOIN visible_albums ON visible_albums.viewer = :viewer AND visible_albums.family = :family
                AND visible_albums.id = visible_stories.album
           WHERE arrival.batch = :batch AND arrival.outcome = 'imported'
           GROUP BY visible_albums.id ORDER BY stories DESC, visible_albums.id""",
        {"viewer": viewer, "family": family, "batch": batch_id},
    )


def stories(library: Library, batch_id: int) -> list[int]:
    """What its files became."""
    sql = "SELECT DISTINCT story FROM arrival WHERE batch = ? AND outcome = 'imported' AND story IS NOT NULL"
    return library.database.column(sql, (batch_id,))


def told_lines(library: Library, batch_id: int, after: int, most: int) -> list[Line]:
    """What deserves a line of its own: what was here already and what was refused."""
    return library.database.all(
        Line,
        """SELECT arrival.id, name, outcome, reason, media, batch.door, arrival.source
           FROM arrival JOIN batch ON batch.id = arrival.batch WHERE batch = ? AND arrival.id > ? AND dismissed IS NULL AND outcome IN ('duplicate', 'refused')
           ORDER BY arrival.id LIMIT ?""",
        (batch_id, after, most),
    )


def offers(library: Library, viewer: int, family: int, batch_id: int, most: int) -> list[Offer]:
    """What this batch brought although it lies in the trash, where the viewer may bring it back."""
    return library.database.all(
        Offer,
        """SELECT arrival.name, arrival.media, arrival.story AS made, lying.id AS story, lying.album_title AS title
           FROM arrival
           JOIN visible_trash_media AS picture ON picture.viewer = :viewer AND picture.family = :family
                AND picture.id = arrival.media
           JOIN visible_trash_stories AS lying ON lying.viewer = :viewer AND lying.family = :family
                AND lying.id = picture.story AND lying.album_trashed IS NULL
           JOIN visible_stories AS made ON made.viewer = :viewer AND made.family = :family AND made.id = arrival.story
           WHERE arrival.batch = :batch AND arrival.outcome = 'imported' ORDER BY arrival.id LIMIT :most""",
        {"viewer": viewer, "family": family, "batch": batch_id, "most": most},
    )


def summaries(library: Library, viewer: int, family: int, most: int) -> list[Summary]:
    return library.database.all(
        Summary,
        f"""SELECT batch.id, batch.door, {called_name()} AS person_name, guest.name AS guest_name, batch.begun,
                  count(*) FILTER (WHERE outcome = 'imported') AS imported,
                  count(*) FILTER (WHERE outcome = 'duplicate') AS duplicate,
                  count(*) FILTER (WHERE outcome = 'refused') AS refused,
                  count(*) FILTER (WHERE state = 'received') AS waiting
           FROM batch JOIN arrival ON arrival.batch = batch.id JOIN person ON person.id = batch.person
           LEFT JOIN guest ON guest.id = batch.guest
           WHERE batch.id IN (SELECT id FROM batch WHERE family = :family AND decided IS NOT NULL AND capsule IS NULL AND turn IS NULL ORDER BY id DESC LIMIT :most)
           GROUP BY batch.id ORDER BY batch.id DESC""",
        {"viewer": viewer, "family": family, "most": most},
    )


def refused(library: Library, family: int, viewer: int, everybody: bool, most: int) -> list[Line]:
    """Refused files nobody has put away yet, the newest first: the viewer's, or everybody's but what was for a turn."""
    return library.database.all(
        Line,
        """SELECT arrival.id, arrival.name, outcome, reason, media, batch.door, arrival.source
           FROM arrival JOIN batch ON batch.id = arrival.batch
           WHERE outcome = 'refused' AND dismissed IS NULL AND batch.family = :family
           AND (batch.person = :viewer OR (:everybody AND batch.turn IS NULL)) ORDER BY arrival.id DESC LIMIT :most""",
        {"family": family, "viewer": viewer, "everybody": everybody, "most": most},
    )


def sitting_of_guest(library: Library, guest: int, album: int) -> int | None:
    sql = "SELECT max(id) FROM batch WHERE told IS NULL AND guest = ? AND album = ?"
    return library.database.value(sql, (guest, album))


def lines_of_guest(library: Library, guest: int, most: int = 200) -> list[Line]:
    return library.database.all(
        Line,
        """SELECT arrival.id, name, outcome, reason, NULL AS media, batch.door, NULL AS source
           FROM batch JOIN arrival ON arrival.batch = batch.id
           WHERE batch.guest = ? AND (state = 'received' OR (outcome = 'refused' AND dismissed IS NULL))
           ORDER BY arrival.id DESC LIMIT ?""",
        (guest, most),
    )


def refused_by_link(library: Library, link: int) -> int:
    """How many files that came by this link were refused, whoever sent them."""
    sql = """SELECT count(*) FROM guest JOIN batch ON batch.guest = guest.id JOIN arrival ON arrival.batch = batch.id
             WHERE guest.pass = ? AND outcome = 'refused'"""
    return int(library.database.value(sql, (link,)))

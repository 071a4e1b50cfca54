"""Where files may go, as far as whoever sends them sees it: albums whose date fits, stories that take clips."""

from backupd.core.library import Library
from backupd.intake.records import Arrival, Goal


def fitting_album(library: Library, viewer: int, family: int, day: str) -> int | None:
    """The album whose event was around that day: the shortest, for a weekend is a better guess than a month."""
    return library.database.value(
        """SELECT id FROM visible_albums
           WHERE viewer = :viewer AND family = :family AND event_from IS NOT NULL AND in_turns = 0
             AND date(event_from, '-1 day') <= :day AND :day <= date(event_to, '+1 day')
             AND julianday(event_to) - julianday(event_from) < 40
           ORDER BY julianday(event_to) - julianday(event_from), id DESC LIMIT 1""",
        {"viewer": viewer, "family": family, "day": day},
    )


def album_of_story(library: Library, viewer: int, family: int, story: int) -> int | None:
    """The album a story lies in, through the gate."""
    return library.database.value(
        "SELECT album FROM visible_stories WHERE viewer = ? AND family = ? AND id = ?",
        (viewer, family, story),
    )


def goal(library: Library, viewer: int, family: int, story: int) -> Goal | None:
    """A story, its album and its face, through the gate."""
    return library.database.one(
        Goal,
        """SELECT shown.story, visible_albums.title, count(*) AS clips,
                  max(shown.id) FILTER (WHERE shown.place = 0 AND shown.rendered = 1) AS media
           FROM visible_media AS shown
           JOIN visible_albums ON visible_albums.viewer = :viewer AND visible_albums.family = :family
                AND visible_albums.id = shown.album
           WHERE shown.viewer = :viewer AND shown.family = :family AND shown.story = :story
           GROUP BY shown.story""",
        {"viewer": viewer, "family": family, "story": story},
    )


def story_of_sitting(library: Library, viewer: int, family: int, batch: int) -> int | None:
    """The story that the files of a sitting are making together, as far as it has come."""
    return library.database.value(
        """SELECT arrival.story FROM arrival
           JOIN visible_stories ON viewer = ? AND family = ? AND visible_stories.id = arrival.story
           WHERE arrival.batch = ? AND outcome = 'imported' AND reason IS NULL ORDER BY arrival.id LIMIT 1""",
        (viewer, family, batch),
    )


def before_in_story(library: Library, arrival: Arrival, story: int) -> int:
    """How many of the files sent together with this one stand before it in the story they make."""
    return library.database.value(
        """SELECT count(*) FROM arrival WHERE batch = :batch AND story = :story AND outcome = 'imported'
           AND (coalesce(place, id), id) < (coalesce(:place, :id), :id)""",
        {"batch": arrival.batch, "story": story, "place": arrival.place, "id": arrival.id},
    )

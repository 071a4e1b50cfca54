"""What one sees on the pictures, as far as a question is about that; and pictures like one. Through the gate, twice: the
eyes look only at what the viewer may see, and what they found is read through the views again."""

import json
from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from backupd import albums, meaning
from backupd.albums import Story
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.search.grammar import Question

SHOWN = 24
LOOKED_AT = 400
"""Where days are meant that come again, as a month of every year: the eyes know only a first and a last."""
STORIES = """
    SELECT shown.media, shown.story FROM json_each(:media) AS asked
    CROSS JOIN visible_timeline AS shown
      ON shown.viewer = :viewer AND shown.family = :family AND shown.media = asked.value
    WHERE shown.story NOT IN (SELECT value FROM json_each(:but))
      AND (:days = '[]' OR EXISTS (SELECT 1 FROM json_each(:days) AS day
                                   WHERE shown.moment >= day.value ->> 0 AND shown.moment < day.value ->> 1))
"""


class Alike(msgspec.Struct, frozen=True):
    """A story and those that look like it, the likest first. looking: the box has not looked at all pictures yet."""

    story: Story
    stories: list[Story]
    looking: bool


def seen_in_pictures(library: Library, viewer: Viewer, question: Question, but: Sequence[int]) -> list[Story]:
    """Stories on whose face one sees what the question says, without those that its words have found already."""
    if question.people or question.kinds or not question.words:
        return []
    days = _days(question)
    most = LOOKED_AT if len(days) > 1 else SHOWN + len(but)
    found = meaning.about(library, viewer, _words(question), most, *_all_of(days))
    return _stories(library, viewer, [each.media for each in found], but, days)[:SHOWN]


def alike(library: Library, viewer: Viewer, number: int) -> Alike:
    """Raises Absent where the story is not, or not for this viewer."""
    story = albums.story(library, viewer, number)
    found = meaning.like(library, viewer, story.picture.id, SHOWN)
    now = meaning.progress(library)
    shown = _stories(library, viewer, [each.media for each in found], [number])
    return Alike(story, shown, now.on and not now.missing and now.seen < now.of)


def _words(question: Question) -> str:
    """Without what was understood as days."""
    words = question.text
    for chip in question.chips:
        if chip.kind == "date":
            words = words.replace(chip.said, " ", 1)
    return words


def _days(question: Question) -> list[tuple[str, str]]:
    """From a first on, before a last; [] for any."""
    return [(first.isoformat(), _after(last)) for first, last in question.spans or ()]


def _after(day: date) -> str:
    return (day + timedelta(days=1)).isoformat()


def _all_of(days: Sequence[tuple[str, str]]) -> tuple[str, str]:
    return (min(first for first, _ in days), max(last for _, last in days)) if days else ("", "")


def _stories(
    library: Library, viewer: Viewer, media: Sequence[int], but: Sequence[int], days: Sequence = ()
) -> list[Story]:
    """In the order of the media; of a stack what is on top."""
    named: dict[str, object] = {"viewer": viewer.id, "family": viewer.family, "media": json.dumps(media)}
    named |= {"but": json.dumps(but), "days": json.dumps(list(days))}
    stories = dict(tuple(row) for row in library.database.connection.execute(STORIES, named))
    return albums.stories_of(library, viewer, [stories[each] for each in media if each in stories])

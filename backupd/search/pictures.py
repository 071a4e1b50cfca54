"""What one sees on the pictures, as far as a question is about that; and pictures like one. Through the gate, twice: the
eyes look only at what the viewer may see, and what they found is read through the views again."""

import json
from collections.abc import Sequence
from datetime import timedelta

import msgspec

from backupd import albums, meaning
from backupd.albums import Story
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.search.grammar import Question

SHOWN = 24
STORIES = """
    SELECT shown.media, shown.story FROM json_each(:media) AS asked
    CROSS JOIN visible_timeline AS shown
      ON shown.viewer = :viewer AND shown.family = :family AND shown.media = asked.value
    WHERE shown.story NOT IN (SELECT value FROM json_each(:but))
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
    first, last = _days(question)
    found = meaning.about(library, viewer, _words(question), SHOWN + len(but), first, last)
    return _stories(library, viewer, [each.media for each in found], but)[:SHOWN]


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


def _days(question: Question) -> tuple[str, str]:
    """From the first on, before the last; both '' for any."""
    if not question.spans:
        return "", ""
    first, last = min(span[0] for span in question.spans), max(span[1] for span in question.spans)
    return first.isoformat(), (last + timedelta(days=1)).isoformat() if last.year < 9999 else ""


def _stories(library: Library, viewer: Viewer, media: Sequence[int], but: Sequence[int]) -> list[Story]:
    """In the order of the media; of a stack what is on top."""
    named = {"viewer": viewer.id, "family": viewer.family, "media": json.dumps(media), "but": json.dumps(but)}
    stories = dict(tuple(row) for row in library.database.connection.execute(STORIES, named))
    return albums.stories_of(library, viewer, [stories[each] for each in media if each in stories])

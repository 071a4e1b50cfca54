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
from backupd.search.asking import Asking, Meant
from backupd.search.elsewhere import known_places
from backupd.search.folding import plain_name
from backupd.search.grammar import Question
from backupd.search.grams import Pattern

SHOWN = 24
LOOKED_AT, MORE = 100, 16
"""Of whatever the eyes do not know, as who gave a picture, or days that come again: how many are looked at, and how many
times as many where they do not suffice."""
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


def seen_in_pictures(asking: Asking, but: Sequence[int]) -> list[Story]:
    """Stories on whose face one sees what the question says, without those that its words have found already."""
    question, days = asking.question, _days(asking.question)
    must = _named(asking)
    sifted = bool(asking.narrowed or days or must)
    most = LOOKED_AT if sifted else SHOWN + len(but)
    while question.words:
        found = meaning.about(asking.library, asking.viewer, question.rest, most, *_all_of(days))
        stories = _stories(asking.library, asking.viewer, [each.media for each in found], but, days)
        shown = asking.having(stories, must)[:SHOWN]
        if len(shown) == SHOWN or len(found) < most or not sifted:
            return albums.stories_of(asking.library, asking.viewer, shown)
        most *= MORE
    return []


def _named(asking: Asking) -> list[Meant]:
    """Words that nobody sees on a picture: where it was, and whose it is. 부산 바다 is the sea of Busan."""
    places = [plain_name(name) for place in known_places(asking.library, asking.viewer) for name in place]
    words = zip(asking.question.words, asking.meant, strict=True)
    return [
        meant
        for word, meant in words
        if meant.people
        or (
            len(word.text) > 1
            and any(Pattern(word.text, begins_a_word=True).confirms(name) for name in places)
        )
    ]


def alike(library: Library, viewer: Viewer, number: int) -> Alike:
    """Raises Absent where the story is not, or not for this viewer."""
    story = albums.story(library, viewer, number)
    found = meaning.like(library, viewer, story.picture.id, SHOWN)
    now = meaning.progress(library)
    shown = albums.stories_of(
        library, viewer, _stories(library, viewer, [each.media for each in found], [number])
    )
    return Alike(story, shown, now.on and not now.missing and now.seen < now.of)


def _days(question: Question) -> list[tuple[str, str]]:
    """From a first on, before a last; [] for any."""
    return [(first.isoformat(), _after(last)) for first, last in question.spans or ()]


def _after(day: date) -> str:
    return (day + timedelta(days=1)).isoformat()


def _all_of(days: Sequence[tuple[str, str]]) -> tuple[str, str]:
    return (min(first for first, _ in days), max(last for _, last in days)) if days else ("", "")


def _stories(
    library: Library, viewer: Viewer, media: Sequence[int], but: Sequence[int], days: Sequence = ()
) -> list[int]:
    """In the order of the media; of a stack what is on top."""
    named: dict[str, object] = {"viewer": viewer.id, "family": viewer.family, "media": json.dumps(media)}
    named |= {"but": json.dumps(but), "days": json.dumps(list(days))}
    stories = dict(tuple(row) for row in library.database.connection.execute(STORIES, named))
    return list(dict.fromkeys(stories[each] for each in media if each in stories))

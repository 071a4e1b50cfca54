"""Finding: what a question means, and everything of it that this viewer may see, in the order of the page: people, time
capsules, places, albums, stories. The words are settled once; each group asks for itself."""

from datetime import date

import msgspec

from backupd import albums as album_feature
from backupd import faces, family, meaning
from backupd.core.library import Library
from backupd.core.numbers import written_number
from backupd.family import Member, Viewer
from backupd.search.asking import TOP, Asking, Line
from backupd.search.elsewhere import albums_of_capsules, capsules_named, places_named
from backupd.search.feasts import taken_that_day
from backupd.search.folding import as_typed, plain
from backupd.search.grammar import Question, Word, understand
from backupd.search.grams import Pattern
from backupd.search.keeping import read_before_answering
from backupd.search.marking import marker
from backupd.search.near import near_word
from backupd.search.people import Named, called, everybody
from backupd.search.pictures import seen_in_pictures
from backupd.search.records import Found
from backupd.search.settling import is_there, settled
from backupd.search.showing import albums_shown, stories_shown

ALBUMS, STORIES = 8, 24
"""On a page."""
MOST_ALBUMS = 2000
EXAMPLES = 6


def find(
    library: Library, viewer: Viewer, words: str, albums: str | None = None, stories: str | None = None
) -> Found:
    """What has all of the words. albums, stories: where an earlier page of that group ended; such a page holds the rest
    of this group alone."""
    unread = read_before_answering(library, viewer)
    people = everybody(library, viewer)
    shelves = [each.name for each in album_feature.family_categories(library, viewer)]
    today = viewer.here(library.clock.now()).date()
    question = understand(words, today, people, viewer.id, shelves)
    found = Found(question.text, unread=unread)
    if not question.empty:
        asking = _asking(library, viewer, question, people)
        found = _Answer(asking, people, found).page(albums, stories)
        if not (albums or stories):
            found = _first_page(asking, people, found, today)
    return msgspec.structs.replace(
        found, chips=list(question.chips), no_such_days=list(question.no_such_days), cut=question.cut
    )


def _first_page(asking: Asking, people: list[Named], found: Found, today: date) -> Found:
    """With what is on the pictures, and with what near words have where none had them as written. A model that has
    pictures for every question is no sign that the words were right."""
    library, viewer = asking.library, asking.viewer
    vain = found.nothing and not found.next_stories
    told = [each.story.id for each in found.stories]
    then = taken_that_day(asking, today, told)
    seen = seen_in_pictures(asking, [*told, *(each.id for each in then)])
    found = msgspec.structs.replace(found, then=then, seen=seen)
    may_be_a_slip = vain and not then and (not seen or meaning.has_something_for_everything(library))
    near = _near(library, viewer, asking.question, people) if may_be_a_slip else None
    if near is None:
        return found
    nearly = _Answer(_asking(library, viewer, near, people), people, found).page(None, None)
    if nearly.nothing and not nearly.next_stories:
        return found
    return msgspec.structs.replace(nearly, instead=_said(near))


def _said(question: Question) -> str:
    """Whom, when and what kind as they were written, and the words."""
    understood = [chip.said for chip in question.chips if chip.said not in question.rest]
    return as_typed(" ".join([*understood, *(word.text for word in question.words)]))


def _asking(library: Library, viewer: Viewer, question: Question, people: list[Named]) -> Asking:
    inside = albums_of_capsules(library, viewer) if "capsule" in question.kinds else None
    return Asking(library, viewer, question, settled(library, viewer, question, people), inside)


def _near(library: Library, viewer: Viewer, question: Question, people: list[Named]) -> Question | None:
    """The same question with other words for those that are found nowhere; None where there are none."""
    words = tuple(_near_to(library, viewer, word, people) for word in question.words)
    return msgspec.structs.replace(question, words=words) if words != question.words else None


def _near_to(library: Library, viewer: Viewer, word: Word, people: list[Named]) -> Word:
    texts = (word.text, *word.perhaps)
    if any(is_there(library, viewer, Pattern(text), people) for text in texts):
        return word
    near = (near_word(library, viewer, text, people) for text in texts)
    return next((Word(found) for found in near if found), word)


class _Answer:
    """The groups of one page."""

    def __init__(self, asking: Asking, people: list[Named], found: Found) -> None:
        self.asking, self.people, self.found = asking, people, found
        self.library, self.viewer, self.question = asking.library, asking.viewer, asking.question
        self.words = marker([pattern for word in asking.meant for pattern in word.patterns])

    def page(self, albums: str | None, stories: str | None) -> Found:
        first = albums is None and stories is None
        if first:
            self._people()
            self._named_elsewhere()
        if stories is None:
            self._albums(albums)
        if albums is None:
            self._stories(stories)
        return self.found

    def _add(self, **groups: object) -> None:
        self.found = msgspec.structs.replace(self.found, **groups)

    def _people(self) -> None:
        """Those who bear one of the names; those whose whole name was written first."""
        meant = [
            person
            for word in self.asking.meant
            for pattern in word.patterns
            for person in called(self.people, pattern)
        ]
        meant += [person for asked in self.question.people for person in asked if person.somebody]
        named = {person.person for person in meant}
        seen = {person.somebody for person in meant if person.somebody}
        there = [
            each
            for each in family.members(self.library, self.viewer.family, self.viewer.id)
            if each.id in named
        ]
        self._add(
            people=sorted(there, key=lambda each: not self._is_whole(each)),
            faces=faces.somebodies(self.library, self.viewer, sorted(seen)) if seen else [],
        )

    def _is_whole(self, member: Member) -> bool:
        return bool(self.words and self.words.fullmatch(member.name))

    def _named_elsewhere(self) -> None:
        if self.asking.worded:
            self._add(places=places_named(self.asking, self.words))
        if self.asking.worded or "capsule" in self.question.kinds:
            self._add(capsules=capsules_named(self.asking))

    def _albums(self, after: str | None) -> None:
        """Those with all words in the title first, of these the one that is called just so; the newest first."""
        if set(self.question.kinds) - {"capsule"}:
            return
        places = sorted(
            (_rank(self.asking, line), -line.id, line.subject) for line in self.asking.albums(MOST_ALBUMS)
        )
        ended = _read(after)
        rest = [place for place in places if ended is None or place[:2] > ended]
        page = rest[:ALBUMS]
        self._add(
            albums=albums_shown(self.library, self.viewer, [number for *_, number in page], self.words),
            next_albums=f"{page[-1][0]}.{-page[-1][1]}" if len(rest) > ALBUMS else None,
        )

    def _stories(self, after: str | None) -> None:
        before = written_number(after or "")
        lines, last = self.asking.stories(TOP if before is None else before, STORIES)
        numbers = [line.subject for line in lines]
        self._add(
            stories=stories_shown(self.library, self.viewer, numbers, self.words),
            next_stories=None if last is None else str(last),
        )


def _rank(asking: Asking, line: Line) -> int:
    title = line.text.partition("\n")[0]
    said = (plain(asking.question.text), "".join(word.text for word in asking.question.words))
    if title.replace(" ", "") in (whole.replace(" ", "") for whole in said):
        return 0
    return 1 if asking.meant and all(word.own(title, set()) for word in asking.meant) else 2


def _read(after: str | None) -> tuple[int, int] | None:
    """A cursor of albums: rank and id; what is none begins at the beginning."""
    rank, _, number = (after or "").partition(".")
    read = written_number(rank), written_number(number)
    return None if read[0] is None or read[1] is None else (read[0], -read[1])


def examples(library: Library, viewer: Viewer) -> list[str]:
    """Words worth trying, from what this viewer has: titles, categories, people."""
    titles = [album.title for album in album_feature.latest(library, viewer, 2)]
    shelves = [each.name for each in album_feature.family_categories(library, viewer) if each.albums][:2]
    people = [
        each.name for each in family.members(library, viewer.family, viewer.id) if each.id != viewer.id
    ][:2]
    return list(dict.fromkeys([*titles, *shelves, *people]))[:EXAMPLES]

"""A question put to the index: which documents have all of it, newest first, a page at a time.

Only documents of the viewer's own family are walked through, and only as many as one answer may cost; where that is not
enough for a page, the next one begins behind the last document that was looked at.
"""

import json
from collections.abc import Iterator, Sequence

import msgspec

from backupd.core.library import Library
from backupd.family import Viewer
from backupd.search.documents import IN_A_DAY
from backupd.search.grammar import Question
from backupd.search.grams import Pattern, mark, scope

MOST_LOOKED_AT = 4000
MOST_IN_INDEX = 40
"""Albums of a word that the index is asked for; more are looked at in the documents themselves."""
TOP = 1 << 62

DOCUMENTS = """
    SELECT document.id, document.subject, document.marks, document.text
    FROM search_grams
    CROSS JOIN visible_documents AS document
      ON document.viewer = :viewer AND document.family = :family AND document.id = search_grams.rowid
    WHERE search_grams MATCH :asked AND search_grams.rowid >= :from AND search_grams.rowid < :before
      AND (document.since IS NULL OR document.since <= :until)
    ORDER BY search_grams.rowid DESC LIMIT :limit
"""


def documents(
    library: Library,
    viewer: Viewer,
    asked: str,
    within: tuple[int, int, int] = (0, TOP, TOP),
    limit: int = -1,
) -> Iterator:
    """Documents of the viewer's family that an expression of FTS5 finds, newest first. within: ids from and before,
    and the last day on which an album may begin."""
    named = {"viewer": viewer.id, "family": viewer.family, "asked": asked, "limit": limit}
    span = dict(zip(("from", "before", "until"), within, strict=True))
    return library.database.connection.execute(DOCUMENTS, named | span)


MARKS = """
    SELECT id, subject, since, marks, text FROM visible_documents
    WHERE viewer = :viewer AND family = :family AND kind = 'story' AND subject IN (SELECT value FROM json_each(:stories))
"""


class Meant(msgspec.Struct, frozen=True):
    """A word as it is looked for: any of the patterns in the text, any of the people as giver, any of the albums
    around a story."""

    patterns: tuple[Pattern, ...]
    people: frozenset[str] = frozenset()
    albums: frozenset[str] = frozenset()

    def asked(self, of: str, around: bool = False) -> str:
        """As an expression of FTS5; "" where it stands in so many albums that the index would be no help."""
        if around and len(self.albums) > MOST_IN_INDEX:
            return ""
        marks = sorted(self.people | self.albums if around else self.people)
        ways = [*(pattern.asked(of) for pattern in self.patterns), *(f'"{of}{token}"' for token in marks)]
        return f"({' OR '.join(ways)})"

    def own(self, text: str, marks: set[str]) -> bool:
        return any(pattern.confirms(text) for pattern in self.patterns) or not marks.isdisjoint(self.people)

    def around(self, marks: set[str]) -> bool:
        return not marks.isdisjoint(self.albums)


class Line(msgspec.Struct, frozen=True):
    """A document that was found."""

    id: int
    subject: int
    text: str


class Asking:
    """One viewer's question, with its words settled (search.settling)."""

    def __init__(
        self,
        library: Library,
        viewer: Viewer,
        question: Question,
        meant: tuple[Meant, ...],
        inside: frozenset[int] | None = None,
    ) -> None:
        """inside: the only albums that count, where the question says so."""
        self.library, self.viewer, self.question, self.meant = library, viewer, question, meant
        self.inside = inside

    @property
    def worded(self) -> bool:
        """It asks for words and nothing else."""
        return bool(self.meant) and not self.question.filtered

    def albums(self, limit: int) -> list[Line]:
        """Albums that have every word and giver, and lie at least partly in the days; newest first."""
        of = scope(self.viewer.family, "album")
        asked = [*(word.asked(of) for word in self.meant), *self._givers(of)]
        found: dict[int, Line] = {}  # one that reaches over several spans comes with each of them
        for row in self._walk("album", asked or [self._all(of)], TOP, MOST_LOOKED_AT):
            marks = set(row["marks"].split())
            counts = self.inside is None or row["subject"] in self.inside
            if counts and all(word.own(row["text"], marks) for word in self.meant):
                found[row["subject"]] = Line(row["id"], row["subject"], row["text"])
                if len(found) == limit:
                    break
        return list(found.values())

    def stories(self, before: int, limit: int) -> tuple[list[Line], int | None]:
        """Stories that have every word, of themselves or by their album, and something of the question of themselves;
        and where the next page begins."""
        if self.inside is not None and not self.inside:
            return [], None
        of = scope(self.viewer.family, "story")
        asked = list(filter(None, (word.asked(of, around=True) for word in self.meant)))
        asked += [*self._givers(of), *self._kinds(of)]
        if self.meant and not self.question.filtered:
            asked.append(f"({' OR '.join(word.asked(of) for word in self.meant)})")
        found: list[Line] = []
        looked, last = 0, 0
        for row in self._walk("story", asked or [self._all(of)], before, MOST_LOOKED_AT):
            looked, last = looked + 1, row["id"]
            if self._is_it(row):
                found.append(Line(row["id"], row["subject"], row["text"]))
            if len(found) > limit:
                return found[:limit], found[limit - 1].id
        return found, last if looked == MOST_LOOKED_AT else None

    def having(self, stories: Sequence[int], must: Sequence[Meant] = ()) -> list[int]:
        """Those of some stories that have the givers, kinds and days of the question and the words that must be theirs."""
        if not (self.narrowed or must or self.question.spans):
            return list(stories)
        named = {"viewer": self.viewer.id, "family": self.viewer.family, "stories": json.dumps(list(stories))}
        rows = self.library.database.connection.execute(MARKS, named)
        have = {row["subject"] for row in rows if self._within(row) and self._has_all(row, must)}
        return [story for story in stories if story in have]

    @property
    def narrowed(self) -> bool:
        """It says by whom, or what kind."""
        return bool(self.question.people or self.question.kinds)

    def _within(self, row) -> bool:
        return self.question.spans is None or any(
            begin <= row["id"] < end and (row["since"] is None or row["since"] <= until)
            for begin, end, until in self._ranges("story")
        )

    def _has_all(self, row, must: Sequence[Meant]) -> bool:
        marks = set(row["marks"].split())
        return self._has(marks) and all(word.own(row["text"], marks) or word.around(marks) for word in must)

    def _has(self, marks: set[str]) -> bool:
        givers = all(any(person.mark in marks for person in people) for people in self.question.people)
        kinds = all(mark("kind", kind) in marks for kind in self.question.kinds if kind != "capsule")
        inside = self.inside is None or any(mark("in", album) in marks for album in self.inside)
        return givers and kinds and inside

    def _is_it(self, row) -> bool:
        marks = set(row["marks"].split())
        itself = self.question.filtered
        for word in self.meant:
            if word.own(row["text"], marks):
                itself = True
            elif not word.around(marks):
                return False
        return itself

    def _walk(self, kind: str, asked: list[str], before: int, most: int) -> Iterator:
        """Documents by the index, newest first, through the days of the question."""
        for first, last, until in self._ranges(kind):
            within = (first, min(before, last), until)
            if within[1] <= first or most <= 0:
                continue
            for row in documents(self.library, self.viewer, " AND ".join(asked), within, most):
                most -= 1
                yield row

    def _ranges(self, kind: str) -> Iterator[tuple[int, int, int]]:
        """Ids between which the days lie. An album lies at its last day, and reaches back to its first."""
        if self.question.spans is None:
            yield 0, TOP, TOP
        for first, last in self.question.spans or ():
            begin, end = first.toordinal() << IN_A_DAY, last.toordinal() + 1 << IN_A_DAY
            yield begin, TOP if kind == "album" else end, last.toordinal()

    def _givers(self, of: str) -> list[str]:
        return [
            f"({' OR '.join(f'{chr(34)}{of}{person.mark}{chr(34)}' for person in people)})"
            for people in self.question.people
        ]

    def _kinds(self, of: str) -> list[str]:
        albums = [f'"{of}{mark("in", album)}"' for album in sorted(self.inside or ())]
        return [f"({' OR '.join(albums)})"] * bool(albums) + [
            f'"{of}{mark("kind", kind)}"' for kind in self.question.kinds if kind != "capsule"
        ]

    def _all(self, of: str) -> str:
        return f'"{of}{mark("all")}"'

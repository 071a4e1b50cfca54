"""Reads of curations, through the gate, and of what pictures they choose from."""

import json
from collections.abc import Collection, Sequence
from datetime import date

from backupd import marks
from backupd.albums import Shot
from backupd.core.errors import Absent
from backupd.core.library import Library
from backupd.curation.records import Hands, Kept, Line, Wish
from backupd.curation.scoring import Candidate
from backupd.family import Person, Viewer, called_name

MOST = 20_000
"""Pictures that are looked at, the newest of them where there are more."""
SHELF = 60
VOTES_AT_ONCE = 3
"""Open votes that somebody is reminded of."""

_MINE = "viewer = :viewer AND family = :family"
_COLUMNS = """id, family, source, albums, category, person, period, amount, made_by, made, scorer, considered, unmarked,
              touched, vote, album, left_out"""
_SOURCES = {
    "albums": "AND album IN (SELECT value FROM json_each(:albums))",
    "category": f"AND album IN (SELECT id FROM visible_albums WHERE {_MINE} AND category = :category)",
    "person": f"""AND ((contributor = :person AND guest IS NULL) OR (:name <> '' AND instr(folded, :name) > 0)
                  OR id IN (SELECT story FROM visible_sights WHERE {_MINE} AND somebody IN (
                            SELECT id FROM somebody WHERE family = :family AND person = :person)))""",
    "month": "AND moment >= :period AND moment < :period || '~' AND precision IN ('exact', 'day', 'month')",
    "year": "AND moment >= :period AND moment < :period || '~' AND precision IN ('exact', 'day', 'month', 'year')",
}
_FIRST = f"""
    WITH page AS (
        SELECT id, album, contributor, taken, precision, moment, description FROM visible_tops
        WHERE {_MINE} {{where}} AND album NOT IN (SELECT value FROM json_each(:left_out))
        ORDER BY moment DESC, id DESC LIMIT {MOST})
"""
CANDIDATES = {
    source: f"""
    {_FIRST.format(where=where)}
    SELECT page.id AS story, page.album, face.id AS media, face.kind, face.phash, face.width, face.height, page.taken,
           page.precision, page.moment, face.camera, page.contributor, page.description <> '' AS told,
           (SELECT count(*) FROM visible_reactions WHERE {_MINE} AND story = page.id) AS reactions,
           (SELECT count(*) FROM visible_comments WHERE {_MINE} AND story = page.id) AS comments,
           (SELECT count(*) FROM visible_seen WHERE {_MINE} AND story = page.id AND person <> page.contributor) AS looks,
           {marks.of_picture("face.id")}
    FROM page
    CROSS JOIN visible_media AS face ON face.viewer = :viewer AND face.family = :family
                                    AND face.story = page.id AND face.place = 0
    WHERE face.rendered = 1 AND face.width > 0 AND face.height > 0
    ORDER BY page.moment, page.id
    """
    for source, where in _SOURCES.items()
}
AMOUNTS = {
    source: f"{_FIRST.format(where=where)} SELECT count(*) FROM page" for source, where in _SOURCES.items()
}
ONE = f"SELECT {_COLUMNS} FROM visible_curations WHERE {_MINE} AND id = :curation"
SHELVES = f"SELECT {_COLUMNS} FROM visible_curations WHERE {_MINE} ORDER BY id DESC LIMIT {SHELF}"
ARRIVED = f"""
    SELECT {_COLUMNS} FROM visible_curations
    WHERE {_MINE} AND made_by IS NULL AND scorer <> '' AND made > :since ORDER BY id DESC LIMIT 2
"""
VOTED_ON = f"""
    SELECT {_COLUMNS} FROM visible_curations AS told
    WHERE {_MINE} AND vote = 'open'
      AND NOT EXISTS (SELECT 1 FROM curation_voter WHERE curation = told.id AND person = :viewer)
    ORDER BY id DESC LIMIT {VOTES_AT_ONCE}
"""
LINES = f"""
    SELECT story, place, score, reasons, beside, by FROM visible_picks
    WHERE {_MINE} AND curation = :curation AND state = :state ORDER BY place, score DESC, story
"""
SHOTS = """
    SELECT face.id AS media, face.story, face.album, face.kind, face.width, face.height, face.tiny, face.edition
    FROM visible_picks AS pick
    CROSS JOIN visible_media AS face ON face.viewer = :viewer AND face.family = :family
                                    AND face.story = pick.story AND face.place = 0
    WHERE pick.viewer = :viewer AND pick.family = :family AND pick.curation = :curation AND pick.state = 'in'
      AND face.rendered = 1 AND face.width > 0 AND face.height > 0
    ORDER BY pick.score DESC, pick.story LIMIT :most
"""
SEEN = f"SELECT count(*) FROM visible_picks WHERE {_MINE} AND curation = :curation AND state = 'in'"
VOTERS = f"""
    SELECT person.id, {called_name()} AS name, person.colour, person.face
    FROM visible_curations AS told
    JOIN curation_voter ON curation_voter.curation = told.id JOIN person ON person.id = curation_voter.person
    WHERE told.viewer = :viewer AND told.family = :family AND told.id = :curation ORDER BY curation_voter.at
"""
NAME = f"SELECT {called_name()} FROM person WHERE id = :person"
VOTES = f"""
    SELECT story, count(*) AS votes, max(person = :viewer) AS mine FROM visible_votes
    WHERE {_MINE} AND curation = :curation GROUP BY story
"""


def curation(library: Library, viewer: Viewer, number: int) -> Kept:
    """Raises Absent where it is not, or not for this viewer."""
    found = library.database.one(Kept, ONE, _bound(viewer, curation=number))
    if found is None:
        raise Absent
    return found


def shelf(library: Library, viewer: Viewer) -> list[Kept]:
    return library.database.all(Kept, SHELVES, _bound(viewer))


def arrived(library: Library, viewer: Viewer, since: str) -> list[Kept]:
    """What came by itself lately: the month, and around New Year the year."""
    return library.database.all(Kept, ARRIVED, _bound(viewer, since=since))


def voted_on(library: Library, viewer: Viewer) -> list[Kept]:
    """Open votes in which the viewer has no part yet."""
    return library.database.all(Kept, VOTED_ON, _bound(viewer))


def candidates(
    library: Library, viewer: Viewer, wish: Wish, name: str = "", left_out: Collection[int] = ()
) -> list[Candidate]:
    """Every picture of a wish that this viewer may see, of stacks only the top, in the order of time. name: the person's,
    folded, where stories that name them count too; left_out: albums that nothing is taken from."""
    return library.database.all(Candidate, CANDIDATES[wish.source], _wished(viewer, wish, name, left_out))


def amount(library: Library, viewer: Viewer, wish: Wish, name: str = "") -> int:
    return library.database.value(AMOUNTS[wish.source], _wished(viewer, wish, name))


def _wished(viewer: Viewer, wish: Wish, name: str, left_out: Collection[int] = ()) -> dict[str, object]:
    named = {"albums": json.dumps(wish.albums), "category": wish.category, "person": wish.person}
    return _bound(viewer, **named, period=wish.period, name=name, left_out=json.dumps(list(left_out)))


def lines(library: Library, viewer: Viewer, number: int, state: str = "in") -> list[Line]:
    """Its pictures that the gate shows now, in their order."""
    return library.database.all(Line, LINES, _bound(viewer, curation=number, state=state))


def shots(library: Library, viewer: Viewer, number: int, most: int) -> list[Shot]:
    """The pictures of its card, the best first."""
    return library.database.all(Shot, SHOTS, _bound(viewer, curation=number, most=most))


def held(library: Library, viewer: Viewer, number: int) -> tuple[int, int]:
    """How many pictures it has that the viewer sees, and how many were put away since."""
    seen = library.database.value(SEEN, _bound(viewer, curation=number))
    sql = "SELECT count(*) FROM curation_pick WHERE curation = ? AND state = 'in'"
    return seen, library.database.value(sql, (number,)) - seen


def states(library: Library, number: int) -> dict[int, str]:
    """Every story of a curation and how it stands in it."""
    rows = library.database.connection.execute(
        "SELECT story, state FROM curation_pick WHERE curation = ?", (number,)
    )
    return {row["story"]: row["state"] for row in rows}


def hands(library: Library, number: int) -> Hands:
    """What people did to it until now."""
    rows = library.database.connection.execute(
        """SELECT story, state, by FROM curation_pick
           WHERE curation = ? AND (state = 'out' OR (state = 'in' AND by IS NOT NULL))""",
        (number,),
    ).fetchall()
    touched, vote = library.database.connection.execute(
        "SELECT touched, vote FROM curation WHERE id = ?", (number,)
    ).fetchone()
    return Hands(
        bool(touched),
        vote,
        {row["story"]: row["by"] for row in rows if row["state"] == "in"},
        {row["story"] for row in rows if row["state"] == "out"},
    )


def voters(library: Library, viewer: Viewer, number: int) -> list[Person]:
    return library.database.all(Person, VOTERS, _bound(viewer, curation=number))


def votes(library: Library, viewer: Viewer, number: int) -> dict[int, tuple[int, bool]]:
    """By story how many people voted for it, as far as the viewer may know, and whether they did."""
    rows = library.database.connection.execute(VOTES, _bound(viewer, curation=number))
    return {row["story"]: (row["votes"], bool(row["mine"])) for row in rows}


def unscored(library: Library, edition: str, since: str) -> list[int]:
    """Curations that wait to be scored, or that nobody touched and a better scorer, or newer marks, would score anew."""
    return library.database.column(
        """SELECT id FROM curation WHERE removed IS NULL AND (scorer = ''
           OR (touched = 0 AND vote = 'none' AND album IS NULL
               AND (scorer <> :edition OR (unmarked > 0 AND made > :since)))) ORDER BY id LIMIT 50""",
        {"edition": edition, "since": since},
    )


def by_number(library: Library, number: int) -> Kept | None:
    """For the job that scores it; no page reads this."""
    sql = f"SELECT {_COLUMNS} FROM curation WHERE id = ? AND removed IS NULL"
    return library.database.one(Kept, sql, (number,))


def has_arrived(library: Library, family: int, period: str) -> bool:
    """The one of this month or year came already; one that was put away does not come again."""
    sql = "SELECT 1 FROM curation WHERE family = ? AND period = ? AND made_by IS NULL"
    return library.database.value(sql, (family, period)) is not None


def last_arrival(library: Library, family: int) -> date | None:
    """The day on which one came by itself last."""
    made = library.database.value(
        "SELECT max(made) FROM curation WHERE family = ? AND made_by IS NULL", (family,)
    )
    return date.fromisoformat(made[:10]) if made else None


def visible(library: Library, viewer: Viewer, stories: Sequence[int]) -> list[int]:
    """Those of these stories that the viewer sees, in their order."""
    sql = """SELECT shown.id FROM json_each(:stories) AS asked
              CROSS JOIN visible_stories AS shown ON shown.id = asked.value
              WHERE shown.viewer = :viewer AND shown.family = :family ORDER BY asked.key"""
    return library.database.column(sql, _bound(viewer, stories=json.dumps(list(stories))))


def name(library: Library, person: int | None, viewer: int) -> str | None:
    """As the viewer calls them, by their own name for nobody (0); also after they left."""
    return library.database.value(NAME, {"person": person, "viewer": viewer})


def _bound(viewer: Viewer, **named: object) -> dict[str, object]:
    return {"viewer": viewer.id, "family": viewer.family, **named}

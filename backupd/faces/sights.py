"""What a viewer is shown of faces: all of it through the gate (schema.FACES, schema.SIGHTS), with names as they call people."""

import json
from collections.abc import Sequence

from backupd import albums
from backupd.core.errors import Absent
from backupd.core.library import Library
from backupd.core.numbers import written_number
from backupd.faces import store
from backupd.faces.mind import ready
from backupd.faces.records import Face, Gallery, Progress, Question, Shown, Somebody, Sorting
from backupd.family import Viewer, called_name

STORIES, FACES = 60, 96
"""On a page."""
FEWEST, NAMELESS = 2, 60
"""Stories that somebody without a name must be seen in to be shown; how many such are shown at once."""
FIRST = "~"
_MINE = "viewer = :viewer AND family = :family"
SOMEBODIES = f"""
    SELECT somebody.id, coalesce({called_name()}, somebody.name, '') AS name, somebody.person, somebody.born,
           seen.face, seen.stories
    FROM (SELECT somebody, count(DISTINCT story) AS stories, face, max(worth) AS best
          FROM visible_sights WHERE {_MINE} {{which}} GROUP BY somebody) AS seen
    CROSS JOIN somebody ON somebody.id = seen.somebody
    LEFT JOIN person ON person.id = somebody.person
    ORDER BY seen.stories DESC, somebody.id
"""
ALL = SOMEBODIES.format(which="")
THESE = SOMEBODIES.format(which="AND somebody IN (SELECT value FROM json_each(:these))")
NAMED = f"""
    SELECT somebody.id, coalesce({called_name()}, somebody.name) AS name, person.name AS own_name
    FROM somebody LEFT JOIN person ON person.id = somebody.person
    WHERE somebody.family = :family AND (somebody.person IS NOT NULL OR somebody.name IS NOT NULL)
      AND EXISTS (SELECT 1 FROM visible_sights AS seen
                  WHERE seen.viewer = :viewer AND seen.family = :family AND seen.somebody = somebody.id)
    ORDER BY somebody.id
"""
OF_SOMEBODY = f"""
    SELECT DISTINCT story, moment FROM visible_sights
    WHERE {_MINE} AND somebody = :somebody AND (moment, story) < (:moment, :story)
    ORDER BY moment DESC, story DESC LIMIT :limit
"""
FACES_OF = f"""
    SELECT face AS id, min(story) AS story,
           (SELECT said FROM somebody_face AS placed WHERE placed.face = seen.face AND placed.family = :family) AS said
    FROM visible_sights AS seen WHERE {_MINE} AND somebody = :somebody AND face > :after
    GROUP BY face ORDER BY face LIMIT :limit
"""
SEES = f"SELECT 1 FROM visible_faces WHERE {_MINE} AND id = :face LIMIT 1"
QUESTIONS = """
    SELECT id, somebody, other, face, why,
           (SELECT min(seen.story) FROM visible_faces AS seen
            WHERE seen.viewer = :viewer AND seen.family = :family AND seen.id = asked.face) AS story
    FROM face_question AS asked WHERE family = :family
    ORDER BY later, why <> 'name', other IS NULL, distance, id
"""
LAST_ACT = "SELECT id FROM face_act WHERE family = ? AND undone = 0 ORDER BY id DESC LIMIT 1"


def progress(library: Library, viewer: Viewer) -> Progress:
    on, paused = store.wish(library, viewer.family)
    seen, of = store.counted(library, viewer.family) if on else (0, 0)
    return Progress(on, paused, not ready(), seen, of)


def gallery(library: Library, viewer: Viewer, ask: int | None = None) -> Gallery:
    """ask: the question to begin with."""
    everybody = somebodies(library, viewer)
    asked = questions(library, viewer, {each.id: each for each in everybody})
    first = sorted(asked, key=lambda each: each.id != ask)[:1] if viewer.contributes else []
    named = sorted((each for each in everybody if each.name), key=lambda each: each.name)
    nameless = [each for each in everybody if not each.name and each.stories >= FEWEST][:NAMELESS]
    return Gallery(
        progress(library, viewer), named, nameless, first[0] if first else None, len(asked) if first else 0
    )


def somebodies(library: Library, viewer: Viewer, these: Sequence[int] | None = None) -> list[Somebody]:
    """Those of whom this viewer sees a face, the most often seen first."""
    named: dict[str, object] = {"viewer": viewer.id, "family": viewer.family}
    if these is None:
        return library.database.all(Somebody, ALL, named)
    return library.database.all(Somebody, THESE, {**named, "these": json.dumps(list(these))})


def names(library: Library, viewer: Viewer) -> list[tuple[int, tuple[str, ...]]]:
    """Somebody's number and what they are called, first as this viewer does; of those of whom they see a face."""
    rows = library.database.connection.execute(NAMED, {"viewer": viewer.id, "family": viewer.family})
    return [
        (row["id"], tuple(dict.fromkeys(filter(None, (row["name"], row["own_name"])))))
        for row in rows.fetchall()
    ]


def somebody(library: Library, viewer: Viewer, number: int) -> Somebody:
    """Raises Absent where there is nobody, or nobody whom this viewer sees."""
    found = somebodies(library, viewer, [number])
    if not found:
        raise Absent
    return found[0]


def questions(library: Library, viewer: Viewer, seen: dict[int, Somebody]) -> list[Question]:
    """Those about faces that this viewer sees, both of them; seen: whom they see."""
    found = []
    named = {"viewer": viewer.id, "family": viewer.family}
    for row in library.database.connection.execute(QUESTIONS, named).fetchall():
        who, other = seen.get(row["somebody"]), seen.get(row["other"])
        if who and other:
            found.append(Question(row["id"], who, other.face, row["why"], other))
        elif who and row["story"]:
            found.append(Question(row["id"], who, row["face"], row["why"], story=row["story"]))
    return found


def question(library: Library, viewer: Viewer, number: int) -> Question:
    seen = {each.id: each for each in somebodies(library, viewer)}
    for each in questions(library, viewer, seen):
        if each.id == number:
            return each
    raise Absent


def sees(library: Library, viewer: Viewer, face: int) -> bool:
    named: dict[str, object] = {"viewer": viewer.id, "family": viewer.family, "face": face}
    return library.database.value(SEES, named) is not None


def shown(library: Library, viewer: Viewer, number: int, after: str | None = None) -> Shown:
    """A page of somebody's photos."""
    who = somebody(library, viewer, number)
    moment, _, last = (after or "").rpartition("_")
    story = written_number(last)
    named = {
        "viewer": viewer.id, "family": viewer.family, "somebody": number, "limit": STORIES + 1,
        "moment": FIRST if story is None else moment, "story": story or 0,
    }  # fmt: skip
    rows = library.database.connection.execute(OF_SOMEBODY, named).fetchall()
    page = rows[:STORIES]
    stories = albums.stories_of(library, viewer, [row["story"] for row in page])
    rest = f"{page[-1]['moment']}_{page[-1]['story']}" if len(rows) > STORIES else None
    return Shown(who, stories, rest, last_act(library, viewer))


def sorting(library: Library, viewer: Viewer, number: int, after: int = 0) -> Sorting:
    """A page of somebody's faces, each once."""
    who = somebody(library, viewer, number)
    named: dict[str, object] = {
        "viewer": viewer.id, "family": viewer.family, "somebody": number, "after": after, "limit": FACES + 1,
    }  # fmt: skip
    found = library.database.all(Face, FACES_OF, named)
    others = [each for each in somebodies(library, viewer) if each.id != number and each.name]
    rest = str(found[FACES - 1].id) if len(found) > FACES else None
    return Sorting(who, found[:FACES], sorted(others, key=lambda each: each.name), rest)


def last_act(library: Library, viewer: Viewer) -> int | None:
    """What can be undone: the last thing that was done, by whoever may do such things."""
    return library.database.value(LAST_ACT, (viewer.family,)) if viewer.contributes else None

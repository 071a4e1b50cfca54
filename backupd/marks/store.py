"""Every SQL statement of marks."""

import json
from collections.abc import Iterable, Mapping, Sequence

from backupd import media
from backupd.core.library import Library
from backupd.marks.measures import MEASURES, Measure, taken_of
from backupd.marks.records import Kind

_UNMARKED = """
    SELECT id FROM media WHERE id > :after AND rendered = 1
    AND (SELECT count(*) FROM mark JOIN json_each(:measures) AS asked
         ON mark.kind = asked.value ->> 0 AND mark.version = asked.value ->> 1
         WHERE mark.media = media.id) < :kinds
    ORDER BY id LIMIT :most
"""


def unmarked(library: Library, after: int, most: int, measures: Sequence[Measure] = MEASURES) -> list[int]:
    """Pictures behind this one that miss a mark, or have one of an older version."""
    asked = json.dumps([(measure.kind, measure.version) for measure in measures])
    named: dict[str, object] = {"after": after, "most": most, "measures": asked, "kinds": len(measures)}
    return library.database.column(_UNMARKED, named)


def note(
    library: Library,
    found: Iterable[tuple[int, Mapping[Kind, float]]],
    measures: Sequence[Measure] = MEASURES,
) -> None:
    """Write what was measured, of pictures that are still there. Inside a transaction."""
    versions = {measure.kind: measure.version for measure in measures}
    library.database.connection.executemany(
        """INSERT INTO mark (media, kind, version, value) SELECT id, ?, ?, ? FROM media WHERE id = ?
           ON CONFLICT (media, kind) DO UPDATE SET version = excluded.version, value = excluded.value""",
        [(kind, versions[kind], value, each) for each, marks in found for kind, value in marks.items()],
    )


def of_picture(media: str) -> str:
    """SQL of columns sharpness, light and eyes for a row that has this media; NULL where nobody has measured yet."""
    return ", ".join(
        f"(SELECT value FROM mark WHERE mark.media = {media} AND mark.kind = '{kind}') AS {kind}"
        for kind in ("sharpness", "light", "eyes")
    )


def sharpness(library: Library, pictures: Sequence[int]) -> dict[int, float]:
    """How sharp each of these is, by its mark, or measured now where it has none; 0 where there is nothing to see."""
    sql = (
        "SELECT media, value FROM mark WHERE kind = 'sharpness' AND media IN (SELECT value FROM json_each(?))"
    )
    rows = library.database.connection.execute(sql, (json.dumps(list(pictures)),))
    known = {row["media"]: row["value"] for row in rows}
    return {each: known[each] if each in known else _measured(library, each) for each in pictures}


def _measured(library: Library, picture: int) -> float:
    return taken_of(media.derived_path(library, picture, "preview")).get("sharpness", 0.0)

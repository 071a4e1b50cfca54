"""Posting letters: a row for each, in the caller's transaction; the outbox does the rest later."""

import json
from collections.abc import Iterable

from backupd.core.clock import stamp
from backupd.core.library import Library
from backupd.notify.records import Letter

_POST = """
    INSERT INTO letter (person, key, family, kind, words, filled, link, pictures, about, about_id, urgent, posted, film)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (person, key) DO NOTHING
"""


def post(library: Library, letters: Iterable[Letter]) -> None:
    """Put letters into the box, each (person, key) once for ever. Raises RuntimeError outside a transaction: what
    happened and its letter stand or fall together."""
    if not library.database.in_transaction:
        raise RuntimeError("post() outside a transaction")
    now = stamp(library.clock.now())
    library.database.connection.executemany(_POST, (_row(letter, now) for letter in letters))


def _row(letter: Letter, now: str) -> tuple[object, ...]:
    about, about_id = letter.about or (None, None)
    return (
        letter.person,
        letter.key,
        letter.family,
        letter.kind,
        letter.words,
        json.dumps(dict(letter.values), ensure_ascii=False),
        letter.link,
        json.dumps(letter.pictures),
        about,
        about_id,
        int(letter.urgent),
        now,
        letter.film,
    )

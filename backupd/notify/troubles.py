"""What is wrong with the box, told once when it begins; whoever looks at the box says what that is."""

from collections.abc import Mapping
from datetime import timedelta

from backupd import family
from backupd.core.clock import moment, stamp
from backupd.core.library import Library
from backupd.notify.posting import post
from backupd.notify.records import Letter

AGAIN_AFTER = timedelta(days=1)
"""Whatever comes and goes is told at most once a day."""
WORDS = {
    "damaged": "notify.box_damaged",
    "offline": "notify.box_offline",
    "read_only": "notify.box_read_only",
    "full": "notify.box_full",
    "nearly_full": "notify.box_nearly_full",
    "folder_offline": "notify.box_folder_offline",
    "no_snapshot": "notify.box_no_snapshot",
    "clock": "notify.box_clock",
}


def note_troubles(library: Library, wrong: Mapping[str, bool], circle: int | None = None) -> None:
    """`wrong`: by the names of WORDS, whether it is so now; of one family alone, or of the whole box. Everybody there may
    hear of it; who wants to, and how soon, is their own choice."""
    now = stamp(library.clock.now())
    with library.database.writing() as connection:
        rows = connection.execute("SELECT name FROM trouble WHERE since <> ''")
        known = {row["name"] for row in rows}
        for name, so in wrong.items():
            noted = name if circle is None else f"{name}-{circle}"
            if so and noted not in known:
                _begin(library, name, noted, circle, now)
            elif not so and noted in known:
                connection.execute("UPDATE trouble SET since = '' WHERE name = ?", (noted,))


def _begin(library: Library, name: str, noted: str, circle: int | None, now: str) -> None:
    before = library.database.value("SELECT told FROM trouble WHERE name = ?", (noted,))
    lately = before is not None and abs(moment(now) - moment(before)) < AGAIN_AFTER
    library.database.connection.execute(
        """INSERT INTO trouble VALUES (?, ?, ?)
           ON CONFLICT DO UPDATE SET since = excluded.since, told = excluded.told""",
        (noted, now, before if lately else now),
    )
    if not lately:
        post(library, _letters(library, name, f"trouble-{noted}-{now}", circle))


def _letters(library: Library, name: str, key: str, circle: int | None) -> list[Letter]:
    return [
        Letter("box", key, one.id, each.id, WORDS[name], link="/box")
        for each in family.families(library)
        if circle in (None, each.id)
        for one in family.members(library, each.id)
    ]

"""What people are told of a capsule: that it was made, a week and a day before it opens, and that it is open. Only those
who know of it; the view says who, here and once more when a letter is sent."""

from datetime import datetime, timedelta

from backupd import notify
from backupd.capsules.records import Capsule
from backupd.core.clock import moment, stamp
from backupd.core.library import Library
from backupd.core.trusted import trusted_now
from backupd.family import called_name
from backupd.notify import Letter

AHEAD = (("day", timedelta(days=1)), ("week", timedelta(days=7)))
MOST_PICTURES = 6
_DUE = """
    SELECT id, opens, made, reminded FROM capsule
    WHERE state = 'sealed' AND trashed IS NULL AND opens > :now AND opens <= :soon
"""
_KNOW = f"""
    SELECT seen.viewer AS person, seen.*, {called_name(viewer="seen.viewer")} AS made_by_name FROM membership
    JOIN visible_capsules AS seen ON seen.viewer = membership.person AND seen.family = membership.family
    JOIN person ON person.id = seen.made_by
    WHERE membership.family = (SELECT family FROM capsule WHERE id = :capsule) AND membership.until IS NULL
      AND seen.id = :capsule
"""


def tell_made(library: Library, capsule: Capsule) -> None:
    """Everybody who may know, but its maker."""
    _tell(library, capsule.id, "made", besides=capsule.made_by)


def tell_opened(library: Library, capsule: int) -> None:
    """The whole family at once; urgent, so that no digest holds it back."""
    _tell(library, capsule, "opened", urgent=True, pictures=_pictures(library, capsule))


def count_down(library: Library) -> None:
    """A job, every ten minutes: a week and a day before. What was made, or found the box asleep, after that mark is told
    the nearer one alone."""
    now = trusted_now(library)
    if now is None:
        return
    soon = {"now": stamp(now), "soon": stamp(now + AHEAD[-1][1])}
    for row in library.database.connection.execute(_DUE, soon).fetchall():
        ahead = _mark(now, moment(row["opens"]), moment(row["made"]))
        if ahead is None or row["reminded"] in (ahead, "day"):
            continue
        with library.database.writing() as connection:
            connection.execute("UPDATE capsule SET reminded = ? WHERE id = ?", (ahead, row["id"]))
            _tell(library, row["id"], ahead, of=row["opens"])


def _mark(now: datetime, opens: datetime, made: datetime) -> str | None:
    """The nearest mark that has passed, if the capsule was there before it."""
    return next((name for name, span in AHEAD if made <= opens - span <= now), None)


def _pictures(library: Library, capsule: int) -> tuple[int, ...]:
    sql = """SELECT media FROM capsule_thing WHERE capsule = ? AND story IS NOT NULL AND media IS NOT NULL
             ORDER BY id LIMIT ?"""
    return tuple(library.database.column(sql, (capsule, MOST_PICTURES)))


def _tell(
    library: Library,
    capsule: int,
    what: str,
    *,
    of: str = "",
    besides: int | None = None,
    urgent: bool = False,
    pictures: tuple[int, ...] = (),
) -> None:
    """Inside the caller's transaction. `of`: the moment meant, so that another one is told anew."""
    rows = library.database.connection.execute(_KNOW, {"capsule": capsule}).fetchall()
    notify.post(
        library,
        [
            Letter(
                kind="capsule",
                key=f"capsule:{capsule}:{what}:{of}",
                person=row["person"],
                family=row["family"],
                words=f"capsules.told_{what}",
                values={"title": row["title"], "by_person": row["made_by"], **_when(row["wall"])},
                link=f"/capsules/{capsule}",
                pictures=pictures,
                about=("capsule", capsule),
                urgent=urgent,
            )
            for row in rows
            if row["person"] != besides
        ],
    )


def _when(wall: str) -> dict[str, str]:
    """The moment as its maker said it, in parts, for each language to put together."""
    said = datetime.fromisoformat(wall)
    return {
        "date": f"{said:%Y-%m-%d}", "time": f"{said:%H:%M}",
        "year": str(said.year), "month": str(said.month), "day": str(said.day),
    }  # fmt: skip

"""What people are told of a rolling picture: that it began, that it is their turn, that it is nearly over, that their
pictures could not be opened, that the strip is ready. Who has the turn no more is not reminded of it: the view says so,
once more when a letter is sent."""

import sqlite3

from backupd import notify
from backupd.core.library import Library
from backupd.notify import Letter

MOST_PICTURES = 6


def tell_made(library: Library, relay: int) -> None:
    """Everybody who takes turns, but its maker."""
    row = _relay(library, relay)
    people = [each for each in _taking_part(library, relay) if each != row["made_by"]]
    values = {"title": row["title"], "by_person": row["made_by"]}
    _post(library, row, people, "relays.told_made", f"relay:{relay}:made", values, about=("relay", relay))


def tell_turn(library: Library, turn: int) -> None:
    """Whose turn begins."""
    _remind(library, turn, "relays.told_turn", "begun")


def tell_near(library: Library, turn: int) -> None:
    """Whose turn is nearly over."""
    _remind(library, turn, "relays.told_near", "near")


def _remind(library: Library, turn: int, words: str, what: str) -> None:
    found = library.database.connection.execute(
        "SELECT relay, person, deadline FROM relay_turn WHERE id = ?", (turn,)
    ).fetchone()
    row = _relay(library, found["relay"])
    ends = (
        f":{found['deadline']}" if what == "near" else ""
    )  # a turn that has its whole time again ends once more
    key, about = f"relay:{row['id']}:{what}:{turn}{ends}", ("turn", turn)
    _post(library, row, [found["person"]], words, key, {"title": row["title"]}, about=about)


def tell_nothing(library: Library, relay: int, turn: int, person: int) -> None:
    """Whose pictures could not be opened: their turn comes back."""
    row = _relay(library, relay)
    key = f"relay:{relay}:nothing:{turn}"
    _post(library, row, [person], "relays.told_nothing", key, {"title": row["title"]}, about=("relay", relay))


def tell_ended(library: Library, relay: int) -> None:
    """The whole family at once, with the first frames."""
    row = _relay(library, relay)
    sql = "SELECT person FROM membership WHERE family = ? AND until IS NULL"
    people = library.database.column(sql, (row["family"],))
    pictures = library.database.column(
        """SELECT DISTINCT shown.id FROM relay_turn AS turn
           JOIN visible_media AS shown ON shown.viewer = ? AND shown.family = ? AND shown.story = turn.story
                AND shown.place = 0 AND shown.rendered = 1
           WHERE turn.relay = ? ORDER BY turn.number LIMIT ?""",
        (people[0] if people else 0, row["family"], relay, MOST_PICTURES),
    )
    values, key = {"title": row["title"]}, f"relay:{relay}:ended"
    about = ("relay", relay)
    _post(library, row, people, "relays.told_ended", key, values, about=about, pictures=tuple(pictures))


def _post(
    library: Library,
    row: sqlite3.Row,
    people: list[int],
    words: str,
    key: str,
    values: dict[str, str | int],
    *,
    about: tuple[str, int],
    pictures: tuple[int, ...] = (),
) -> None:
    """Inside the caller's transaction."""
    link = f"/relays/{row['id']}"
    notify.post(
        library,
        [
            Letter("relay", key, person, row["family"], words, values, link, pictures, about)
            for person in people
        ],
    )


def _taking_part(library: Library, relay: int) -> list[int]:
    sql = "SELECT person FROM relay_person WHERE relay = ? AND gone IS NULL"
    return library.database.column(sql, (relay,))


def _relay(library: Library, relay: int) -> sqlite3.Row:
    return library.database.connection.execute("SELECT * FROM relay WHERE id = ?", (relay,)).fetchone()

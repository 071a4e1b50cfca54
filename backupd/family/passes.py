"""The verbs of passes: make a link to one album, take it back, come in by it, say who one is."""

import hashlib
import hmac
import secrets
import threading
from datetime import timedelta

from backupd.core.clock import moment, stamp
from backupd.core.errors import Absent, Forbidden, Refused
from backupd.core.library import Library
from backupd.family import guesses, pass_store
from backupd.family.doorway import NEW_VISIT_AFTER, new_token, token_hash
from backupd.family.ledger import happened
from backupd.family.names import tidy
from backupd.family.pass_records import Admitted, NewPass, Pass, PassWish
from backupd.family.records import Viewer

TOKEN_BYTES = 16  # 128 bits (PRODUCT.md section 5)
SHORTEST_PASSWORD, LONGEST_PASSWORD = 4, 200
WRONG_PASSWORDS = 100
MOST_NAMELESS = 500
SCRYPT = {
    "n": 2**14,
    "r": 8,
    "p": 5,
    "maxmem": 64 * 1024 * 1024,
}  # 16 MiB: OWASP's measure for small machines
_one_at_a_time = threading.Lock()


def make_pass(library: Library, viewer: Viewer, album: int, wish: PassWish) -> NewPass:
    """A link to an album of the viewer's family; the caller has asked the gate for it. Its token is told once."""
    if not viewer.contributes:
        raise Forbidden("sharing.readers_make_none", back=f"/albums/{album}")
    salt, password = _locked(wish.password, album)
    token, now = secrets.token_urlsafe(TOKEN_BYTES), library.clock.now()
    columns = {
        "id": secrets.randbelow(1 << 53) + 1, "family": viewer.family, "album": album, "kind": wish.kind,
        "token_hash": token_hash(token), "salt": salt, "password_hash": password,
        "with_places": int(bool(wish.with_places) and wish.kind == "look"), "made_by": viewer.id,
        "made": stamp(now), "expires": stamp(now + timedelta(days=wish.days)),
    }  # fmt: skip
    names, marks = ", ".join(columns), ", ".join(f":{name}" for name in columns)
    with library.database.writing() as connection:
        connection.execute(f"INSERT INTO pass ({names}) VALUES ({marks})", columns)
        happened(library, viewer.family, "pass_made", person=viewer.id, album=album)
    return NewPass(_in_force(library, int(str(columns["id"]))), token)


def _locked(password: str, album: int) -> tuple[bytes | None, bytes | None]:
    if not password:
        return None, None
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise Refused("sharing.password_short", count=SHORTEST_PASSWORD, back=f"/albums/{album}/sharing")
    salt = secrets.token_bytes(16)
    return salt, _scrypt(password, salt)


def _scrypt(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode("utf-8", "replace"), salt=salt, dklen=32, **SCRYPT)


def end_pass(library: Library, viewer: Viewer, number: int) -> Pass:
    """Take a link back at once: its maker, or an owner. Raises Absent for any other."""
    with library.database.writing() as connection:
        found = next((one for one in pass_store.passes_in_force(library, viewer) if one.id == number), None)
        if found is None or not viewer.contributes:
            raise Absent
        connection.execute("UPDATE pass SET ended = ? WHERE id = ?", (stamp(library.clock.now()), number))
        happened(library, viewer.family, "pass_ended", person=viewer.id, album=found.album)
    return found


def end_passes_of(library: Library, family: int, person: int) -> None:
    """Whatever links somebody made end with them. Inside the verb's transaction."""
    sql = "UPDATE pass SET ended = ? WHERE family = ? AND made_by = ? AND ended IS NULL"
    library.database.connection.execute(sql, (stamp(library.clock.now()), family, person))


def end_overdue(library: Library) -> None:
    """A job, every hour: what ran out has ended for good, whatever a clock says that is put back later."""
    with library.database.writing() as connection:
        sql = "UPDATE pass SET ended = :now WHERE ended IS NULL AND expires <= :now"
        connection.execute(sql, {"now": stamp(library.clock.now())})


def knock(library: Library, token: str, address: str, password: str | None = None) -> Admitted | Pass:
    """Come in by a link: let in, or the pass that asks for a password first.

    Raises Absent for a token that is wrong or over (they look alike), Forbidden for a wrong password, TooMany after
    too many of either.
    """
    found = _known(library, token, address)
    if not found.locked:
        return _admit(library, found)
    if password is None:
        return found
    with _one_at_a_time:  # nobody guesses beside the count, and scrypt's memory is taken once
        guesses.must_be_open(library, address, guesses.LINKS)
        kept = pass_store.password_of(library, found.id)
        right = hmac.compare_digest(_scrypt(password, kept["salt"]), kept["password_hash"])
        if not right:
            _note_wrong_password(library, found, address)
    if not right:
        raise Forbidden("sharing.password_wrong")
    return _admit(library, found)


def _known(library: Library, token: str, address: str) -> Pass:
    guesses.must_be_open(library, address, guesses.LINKS)
    found = pass_store.pass_with(library, token_hash(token))
    if found is None:
        with library.database.writing():
            guesses.must_be_open(library, address, guesses.LINKS)
            guesses.note_wrong(library, address, guesses.LINKS)
        raise Absent("sharing.link_over")
    return found


def _note_wrong_password(library: Library, found: Pass, address: str) -> None:
    """A link whose password was guessed at a hundred times ends: somebody has it who should not."""
    with library.database.writing() as connection:
        guesses.note_wrong(library, address, guesses.LINKS)
        connection.execute("UPDATE pass SET wrong = wrong + 1 WHERE id = ?", (found.id,))
        connection.execute(
            "UPDATE pass SET ended = ? WHERE id = ? AND ended IS NULL AND wrong >= ?",
            (stamp(library.clock.now()), found.id, WRONG_PASSWORDS),
        )


def _admit(library: Library, found: Pass) -> Admitted:
    """One more browser. Of those that gave no name only the newest few hundred are remembered."""
    token, now = new_token(), library.clock.now()
    with library.database.writing() as connection:
        connection.execute(
            "INSERT INTO guest (pass, token_hash, since, seen) VALUES (?, ?, ?, ?)",
            (found.id, token_hash(token), stamp(now), stamp(now)),
        )
        connection.execute(
            "UPDATE pass SET looks = looks + 1, last_used = ? WHERE id = ?", (stamp(now), found.id)
        )
        connection.execute(
            """DELETE FROM guest WHERE pass = :pass AND name IS NULL AND id NOT IN
               (SELECT id FROM guest WHERE pass = :pass ORDER BY id DESC LIMIT :most)""",
            {"pass": found.id, "most": MOST_NAMELESS},
        )
    return Admitted(found.id, token, max(1, int((moment(found.expires) - now).total_seconds())))


def name_guest(library: Library, guest: Viewer, name: str) -> None:
    """Whoever adds says once who they are; it stays with what they add."""
    given = tidy(name)
    with library.database.writing() as connection:
        connection.execute("UPDATE guest SET name = ? WHERE id = ? AND name IS NULL", (given, -guest.id))


def note_guest(library: Library, guest: Viewer) -> None:
    """A browser that comes back after an hour of silence has looked once more."""
    now = library.clock.now()
    again = now - moment(guest.noted) >= NEW_VISIT_AFTER
    with library.database.writing() as connection:
        connection.execute("UPDATE guest SET seen = ? WHERE id = ?", (stamp(now), -guest.id))
        sql = "UPDATE pass SET looks = looks + ?, last_used = ? WHERE id = ?"
        connection.execute(sql, (int(again), stamp(now), guest.by_pass))


def count_added(library: Library, guest: Viewer, size: int) -> bool:
    """Take one file of `size` bytes off what this pass still bears; False when it bears no more. Raises Absent when it
    ended while the file was on its way."""
    limits = library.settings.guests
    with library.database.writing() as connection:
        the_pass(library, guest)
        counted = connection.execute(
            """UPDATE pass SET files = files + 1, bytes = bytes + :size
               WHERE id = :pass AND files < :files AND bytes + :size <= :most""",
            {"size": size, "pass": guest.by_pass, "files": limits.files, "most": limits.total_mb << 20},
        )
    return counted.rowcount == 1


def uncount(library: Library, guest: Viewer, size: int) -> None:
    """What was refused after all takes nothing from what the pass bears."""
    with library.database.writing() as connection:
        sql = "UPDATE pass SET files = files - 1, bytes = bytes - ? WHERE id = ?"
        connection.execute(sql, (size, guest.by_pass))


def the_pass(library: Library, guest: Viewer) -> Pass:
    """The pass a guest came by. Raises Absent when it ended meanwhile."""
    return _in_force(library, guest.by_pass)


def _in_force(library: Library, number: int | None) -> Pass:
    found = pass_store.pass_numbered(library, number)
    if found is None:
        raise Absent("sharing.link_over")
    return found

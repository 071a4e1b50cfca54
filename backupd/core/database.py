"""The one SQLite file that matters: WAL, a connection for each thread, `writing()` for everything that changes it."""

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import msgspec
from sqlite_utils import Database as SqliteUtils

from backupd.core.errors import DiskFull, Offline, Refused

Record = TypeVar("Record", bound=msgspec.Struct)
Parameters = Sequence[object] | dict[str, object]


PATIENCE = 30.0
"""Seconds to wait for another's transaction. The worker is niced: beside programs that want every processor, as a media
server on the same NAS does, it may hold the database for many times what it needs."""


class Database:
    """Opens `path` lazily, once for each thread. Reads see the last commit; writers wait for each other (PATIENCE)."""

    def __init__(self, path: Path, make_room: Callable[[], None] = lambda: None) -> None:
        """`make_room` is called before every transaction: a disk may have filled up."""
        self.path = path
        self._make_room = make_room
        self.damage = path.with_name("backup.db.damaged")
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._writer = threading.RLock()

    @property
    def connection(self) -> sqlite3.Connection:
        if not hasattr(self._local, "connection"):
            self._local.connection = self._open()
        return self._local.connection

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=PATIENCE, isolation_level=None, check_same_thread=False
        )
        connection.row_factory = sqlite3.Row
        for pragma in (
            "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-8000",
            "secure_delete=ON",  # what is deleted is gone from the file; not every build of SQLite sets it
        ):  # fmt: skip
            connection.execute(f"PRAGMA {pragma}")
        with self._lock:
            self._opened.append(connection)
        return connection

    @property
    def tables(self) -> SqliteUtils:
        """This thread's connection as sqlite-utils sees it, for migrations."""
        return SqliteUtils(self.connection, execute_plugins=False)

    @property
    def in_transaction(self) -> bool:
        return self.connection.in_transaction

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: BEGIN IMMEDIATE, committed at the end, rolled back on any error; inside another, a savepoint.

        A deferred BEGIN that upgrades fails at once with "database is locked"; an immediate one waits its turn. SQLite
        waits by sleeping and asking again, up to a tenth of a second at a time, so threads of one process queue for a
        lock of their own first. A disk that is full or read-only is said in our own words: DiskFull, Offline.
        """
        try:
            with self._writer, self._transaction() as connection:
                yield connection
        except sqlite3.OperationalError as error:
            refusal = _refusal(error.sqlite_errorname)
            if refusal is None:
                raise
            raise refusal from error

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        connection = self.connection
        if not connection.in_transaction:
            self._make_room()
        begin, commit, rollback = _savepoint() if connection.in_transaction else _transaction()
        connection.execute(begin)
        try:
            yield connection
            connection.execute(commit)
        except BaseException:
            if connection.in_transaction:  # SQLite itself rolls back on some errors, a full disk among them
                for statement in rollback:
                    connection.execute(statement)
            raise

    @property
    def sound(self) -> bool:
        """It can be read now, and the last whole look at it found no damage."""
        if self.known_damaged:
            return False
        try:
            self.connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.Error:
            return False
        return True

    @property
    def known_damaged(self) -> bool:
        """The last whole look found damage in this very file; a copy put in its place is another file."""
        try:
            return self.damage.read_text("utf-8").startswith(self._which_file())
        except FileNotFoundError:
            return False

    def _which_file(self) -> str:
        return f"{self.path.stat().st_ino}: "

    def examine(self) -> str | None:
        """Read everything (`PRAGMA quick_check`); what is wrong, or None. It is written beside the database, for into
        a damaged one nothing should be written."""
        try:
            said = str(self.value("PRAGMA quick_check(1)"))
        except sqlite3.DatabaseError as error:
            said = str(error)
        if said == "ok":
            self.damage.unlink(missing_ok=True)
            return None
        self.damage.write_text(self._which_file() + said, "utf-8")
        return said

    def all(self, record: type[Record], sql: str, parameters: Parameters = ()) -> list[Record]:
        """Rows as records, by column name; a column the record does not name is ignored."""
        return [_as(record, row) for row in self.connection.execute(sql, parameters)]

    def one(self, record: type[Record], sql: str, parameters: Parameters = ()) -> Record | None:
        row = self.connection.execute(sql, parameters).fetchone()
        return None if row is None else _as(record, row)

    def value(self, sql: str, parameters: Parameters = ()):
        """The first column of the first row, or None."""
        row = self.connection.execute(sql, parameters).fetchone()
        return None if row is None else row[0]

    def column(self, sql: str, parameters: Parameters = ()) -> list:
        """The first column of every row."""
        return [row[0] for row in self.connection.execute(sql, parameters)]

    def close(self) -> None:
        with self._lock:
            for connection in self._opened:
                connection.close()
            self._opened.clear()
        self._local = threading.local()


def _refusal(name: str) -> Refused | None:
    """What the disk said through SQLite (sqlite.org/rescode.html)."""
    if name == "SQLITE_FULL" or name == "SQLITE_IOERR_WRITE":
        return DiskFull("problems.disk_full")
    if name.startswith(("SQLITE_READONLY", "SQLITE_IOERR", "SQLITE_CANTOPEN")):
        return Offline("problems.read_only")
    return None


def _transaction() -> tuple[str, str, tuple[str, ...]]:
    return "BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",)


def _savepoint() -> tuple[str, str, tuple[str, ...]]:
    return "SAVEPOINT inside", "RELEASE inside", ("ROLLBACK TO inside", "RELEASE inside")


def _as(record: type[Record], row: sqlite3.Row) -> Record:
    return msgspec.convert(dict(row), record, strict=False)

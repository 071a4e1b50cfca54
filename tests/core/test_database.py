"""What people trust the one file with."""

import sqlite3
import threading

import msgspec
import pytest

from backupd.core.database import Database


class Row(msgspec.Struct):
    id: int
    word: str


@pytest.fixture
def database(tmp_path):
    database = Database(tmp_path / "one.db")
    database.connection.execute("CREATE TABLE said (id INTEGER PRIMARY KEY, word TEXT NOT NULL)")
    yield database
    database.close()


def words(database):
    return database.column("SELECT word FROM said ORDER BY id")


def test_a_transaction_that_fails_leaves_nothing(database):
    with pytest.raises(KeyError), database.writing() as connection:
        connection.execute("INSERT INTO said (word) VALUES ('하나')")
        raise KeyError
    assert words(database) == []


def test_an_inner_failure_takes_back_only_the_inner_part(database):
    with database.writing() as connection:
        connection.execute("INSERT INTO said (word) VALUES ('하나')")
        with pytest.raises(KeyError), database.writing():
            connection.execute("INSERT INTO said (word) VALUES ('둘')")
            raise KeyError
    assert words(database) == ["하나"]


def test_two_writers_wait_for_each_other_instead_of_failing(database):
    def write_many(name):
        for number in range(50):
            with database.writing() as connection:
                highest = connection.execute("SELECT count(*) FROM said").fetchone()[0]
                connection.execute("INSERT INTO said (word) VALUES (?)", (f"{name}{number}-{highest}",))

    writers = [threading.Thread(target=write_many, args=(name,)) for name in "가나다"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    counts = [int(word.partition("-")[2]) for word in words(database)]
    assert counts == list(range(150))


def test_rows_come_back_as_records_and_absence_as_none(database):
    with database.writing() as connection:
        connection.execute("INSERT INTO said (word) VALUES ('봄')")
    assert database.one(Row, "SELECT * FROM said") == Row(1, "봄")
    assert database.one(Row, "SELECT * FROM said WHERE id = 2") is None


def test_the_file_is_in_wal_with_full_sync_and_foreign_keys(database):
    assert database.value("PRAGMA journal_mode") == "wal"
    assert database.value("PRAGMA synchronous") == 2
    assert database.value("PRAGMA foreign_keys") == 1


def test_a_reader_sees_the_last_commit_while_somebody_writes(database):
    with database.writing() as connection:
        connection.execute("INSERT INTO said (word) VALUES ('봄')")
        other = sqlite3.connect(database.path)
        assert other.execute("SELECT count(*) FROM said").fetchone()[0] == 0
        other.close()

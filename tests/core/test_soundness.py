"""The one file that matters is looked through every week and after a cut, and what is wrong is told."""

import pytest

from backupd.core import soundness
from backupd.core.library import Library
from backupd.core.running import only_one


def test_a_whole_database_is_known_to_be_whole(library: Library) -> None:
    soundness.check(library)
    assert soundness.known_damage(library) is None
    assert library.database.value("SELECT checked FROM soundness") == "2026-11-23T03:00:00.000Z"


def test_damage_is_found_and_noted(library: Library) -> None:
    with library.database.writing() as connection:
        connection.execute("CREATE TABLE torn (word TEXT)")
        connection.execute("CREATE INDEX torn_word ON torn (word)")
        connection.execute("INSERT INTO torn VALUES ('봄')")
        page = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'torn'").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    library.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with library.database.path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    soundness.check(library)
    assert soundness.known_damage(library)


def test_what_is_no_database_at_all_is_damage_too(tmp_path) -> None:
    path = tmp_path / "backup.db"
    path.write_bytes(b"not a database" * 500)
    assert "not a database" in (soundness.damage(path) or "")


def test_a_calm_end_leaves_no_sign_and_a_cut_does(tmp_path) -> None:
    with only_one(tmp_path) as running:
        running.answers_at(8100)
        assert not running.after_a_cut
    with pytest.raises(SystemExit), only_one(tmp_path) as running:
        running.answers_at(8100)
        raise SystemExit(0)  # how SIGTERM ends the daemon
    with only_one(tmp_path) as running:
        assert not running.after_a_cut
    (tmp_path / "daemon.lock").write_text("8100\n")
    with only_one(tmp_path) as running:
        assert running.after_a_cut

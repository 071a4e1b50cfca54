"""Snapshots: whole, seven of a kind, beside a writer."""

import sqlite3

import pytest

from backupd import migrations
from backupd.core import snapshots
from backupd.core.errors import CannotStart


def test_a_snapshot_holds_what_was_committed_and_can_be_opened(library):
    with library.database.writing() as connection:
        connection.execute("INSERT INTO family VALUES (1, '홍가네', 'Asia/Seoul', '2026')")
    copy = sqlite3.connect(snapshots.take_snapshot(library, "nightly"))
    assert copy.execute("SELECT name FROM family").fetchone() == ("홍가네",)
    assert copy.execute("PRAGMA quick_check").fetchone() == ("ok",)
    copy.close()


def test_seven_nightly_ones_are_kept_and_other_kinds_left_alone(library, clock):
    snapshots.take_snapshot(library, "before-migration")
    taken = []
    for _ in range(9):
        clock.forward(days=1)
        taken.append(snapshots.take_snapshot(library, "nightly"))
    assert sorted(library.files.snapshots.glob("nightly-*")) == taken[-7:]
    assert len(list(library.files.snapshots.glob("before-migration-*"))) == 1


def test_one_is_taken_before_the_shape_changes_and_a_newer_shape_is_refused(library):
    library.database.connection.execute("DELETE FROM _sqlite_migrations WHERE name = 'timetable'")
    library.database.connection.execute("DROP TABLE timetable")
    migrations.apply(library)
    assert len(list(library.files.snapshots.glob("before-migration-*"))) == 1
    library.database.connection.execute(
        "INSERT INTO _sqlite_migrations VALUES (NULL, 'core', 'from_tomorrow', '2030')"
    )
    with pytest.raises(CannotStart) as refused:
        migrations.apply(library)
    assert refused.value.key == "settings.database_newer"


def test_damage_inside_the_database_is_found_told_and_no_good_copy_given_up_for_it(library):
    for number in range(200):
        with library.database.writing() as connection:
            connection.execute("INSERT INTO family VALUES (?, ?, 'Asia/Seoul', '2026')", (number, "가" * 900))
    snapshots.nightly_snapshot(library)
    snapshots.examine(library)
    assert library.database.sound
    library.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    library.database.close()
    with library.database.path.open("r+b") as file:
        file.seek(-40_000, 2)
        file.write(b"\xff" * 20_000)
    snapshots.examine(library)
    assert not library.database.sound
    snapshots.nightly_snapshot(library)
    assert len(list(library.files.snapshots.glob("nightly-*"))) == 1


def test_a_good_copy_put_in_the_damaged_ones_place_is_believed_at_once(library):
    snapshot = snapshots.take_snapshot(library, "nightly")
    library.database.close()
    library.database.path.write_bytes(b"no database" * 1000)
    snapshots.examine(library)
    assert not library.database.sound
    library.database.close()
    for journal in ("backup.db-wal", "backup.db-shm"):
        (library.files.data / journal).unlink(missing_ok=True)
    snapshot.replace(library.database.path)
    assert library.database.sound

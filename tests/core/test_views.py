"""The gate is always as this version says it, whatever the box had before."""

from backupd import migrations


def views(library):
    rows = library.database.connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'")
    return {row["name"]: " ".join(row["sql"].split()) for row in rows}


def test_a_view_of_an_older_version_is_written_anew_and_one_no_longer_known_goes(library):
    right = views(library)
    connection = library.database.connection
    connection.execute("DROP VIEW visible_albums")
    connection.execute("DROP VIEW visible_stories")
    connection.execute("CREATE VIEW visible_albums AS SELECT 1 AS viewer, album.* FROM album")
    connection.execute("CREATE VIEW visible_everything AS SELECT * FROM story")
    migrations.apply(library)
    assert views(library) == right


def test_a_start_that_changes_nothing_writes_nothing(library):
    before = library.database.value("PRAGMA data_version"), library.database.connection.total_changes
    migrations.apply(library)
    assert (
        library.database.value("PRAGMA data_version"),
        library.database.connection.total_changes,
    ) == before

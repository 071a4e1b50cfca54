"""A photo that two albums had, after they became one."""

from sqlite_utils.db import Database

from backupd.albums.guests_schema import schema


@schema()
def twins(database: Database) -> None:
    """twin: the story that holds the same photo and stands for this one since this one was put away in its favour.
    Whatever a feature hangs on a story goes there with it, and comes back when this is NULL again."""
    database.execute("ALTER TABLE story ADD COLUMN twin INTEGER REFERENCES story")

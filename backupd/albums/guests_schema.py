"""What guests gave, found by the guest."""

from sqlite_utils.db import Database

from backupd.albums.turns_schema import schema


@schema()
def stories_of_guests(database: Database) -> None:
    """story_guest: whether somebody sees anything that a guest gave is asked for every guest, at every search."""
    database.execute("CREATE INDEX story_guest ON story (guest) WHERE guest IS NOT NULL")

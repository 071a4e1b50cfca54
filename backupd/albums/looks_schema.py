"""When albums were looked at, and what was taken on a day of any year: what memories are made of."""

from sqlite_utils.db import Database

from backupd.albums.place_schema import schema


@schema()
def looks(database: Database) -> None:
    """album_look: when somebody of the family last opened an album or a picture in it, to six hours (albums.looks).
    story_of_day finds what was taken on a day of any year, where the day is known."""
    database.execute("""
        CREATE TABLE album_look (
            album INTEGER PRIMARY KEY REFERENCES album,
            at TEXT NOT NULL
        ) STRICT
    """)
    database.execute("""
        CREATE INDEX story_of_day ON story (substr(taken, 6, 5))
        WHERE precision IN ('exact', 'day') AND trashed IS NULL
    """)

"""What people call each other."""

from sqlite_utils.db import Database

from backupd.family.frame_schema import schema


@schema()
def calling(database: Database) -> None:
    """`caller` calls `person` by this name: 할머니 for one, 엄마 for another. Whom somebody never named has no row and
    goes by person.name. It is between the two of them and so holds in every family they share."""
    database.execute("""
        CREATE TABLE calling (
            caller INTEGER NOT NULL REFERENCES person,
            person INTEGER NOT NULL REFERENCES person,
            name TEXT NOT NULL,
            PRIMARY KEY (caller, person),
            CHECK (caller <> person)
        ) STRICT, WITHOUT ROWID
    """)


__all__ = ["schema"]

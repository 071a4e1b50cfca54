"""What the places of stories are called."""

from sqlite_utils.db import Database

from backupd.albums.schema import schema


@schema()
def names_of_places(database: Database) -> None:
    """What the place is called that people gave a story (media.gazetteer); NULL: not asked yet, '': nothing with a name
    is near. Whatever gives it another place, an undo too, makes it unasked again."""
    database.execute("ALTER TABLE story ADD COLUMN place_ko TEXT")
    database.execute("ALTER TABLE story ADD COLUMN place_en TEXT")
    database.execute(
        "CREATE INDEX story_unnamed ON story (id) WHERE latitude IS NOT NULL AND place_ko IS NULL"
    )
    database.execute("""
        CREATE TRIGGER story_elsewhere AFTER UPDATE OF latitude, longitude ON story
        WHEN OLD.latitude IS NOT NEW.latitude OR OLD.longitude IS NOT NEW.longitude
        BEGIN UPDATE story SET place_ko = NULL, place_en = NULL WHERE id = NEW.id; END
    """)


@schema()
def titles_with_places(database: Database) -> None:
    """What the box itself called an album by its place (titling); once somebody calls it otherwise, that stands."""
    database.execute("ALTER TABLE album ADD COLUMN given_title TEXT")

"""Frames: devices of the family that are nobody's, and what they may look at."""

from sqlite_utils.db import Database

from backupd.family.records import FRAMES
from backupd.family.schema import schema


@schema()
def frames(database: Database) -> None:
    """A device without a person is a frame; let_in_by made the code it came with. family_code.frame: lets in one such
    device. As a looker the frame that is device n has the number FRAMES - n; triggers keep it, as for everybody."""
    for step in (
        "ALTER TABLE device ADD COLUMN holder INTEGER REFERENCES person",
        "UPDATE device SET holder = person",
        "ALTER TABLE device DROP COLUMN person",
        "ALTER TABLE device RENAME COLUMN holder TO person",
        "ALTER TABLE device ADD COLUMN let_in_by INTEGER REFERENCES person",
        "ALTER TABLE family_code ADD COLUMN frame INTEGER NOT NULL DEFAULT 0 CHECK (frame IN (0, 1))",
    ):
        database.execute(step)
    gone = f"DELETE FROM looker WHERE viewer = {FRAMES} - OLD.id;"
    come = f"""INSERT INTO looker (viewer, family) SELECT {FRAMES} - NEW.id, NEW.family
               WHERE NEW.person IS NULL AND NEW.revoked IS NULL;"""
    for name, moment, does in (
        ("frame_comes", "AFTER INSERT ON device", come),
        ("frame_changes", "AFTER UPDATE OF person, family, revoked ON device", gone + come),
        ("frame_goes", "AFTER DELETE ON device", gone),
    ):
        database.execute(f"CREATE TRIGGER looker_{name} {moment} BEGIN {does} END")

"""What was said to a photo goes along when another story stands for it (story.twin), and comes back when none does any
more: a trigger, so that merging albums, undoing it and bringing an album back need to know nothing of comments."""

from sqlite_utils.db import Database

from backupd.reactions.feed_schema import LINE_OF_REACTIONS, schema

_BOTH_SAID = """
    SELECT 1 FROM reaction AS theirs
    WHERE theirs.story = NEW.twin AND theirs.person IS mine.person AND theirs.device IS mine.device
"""
_BACK = """
    UPDATE comment SET story = OLD.id
    WHERE story = OLD.twin AND id IN (SELECT comment FROM comment_carried WHERE gone = OLD.id);
    UPDATE OR IGNORE reaction SET story = OLD.id
    WHERE story = OLD.twin AND id IN (SELECT reaction FROM reaction_carried WHERE gone = OLD.id);
    DELETE FROM story_seen
    WHERE story = OLD.twin AND (person, at) IN (SELECT person, at FROM story_seen WHERE story = OLD.id);
    DELETE FROM comment_carried WHERE gone = OLD.id;
    DELETE FROM reaction_carried WHERE gone = OLD.id;
"""
_THERE = f"""
    INSERT INTO comment_carried SELECT OLD.id, id FROM comment WHERE story = OLD.id AND NEW.twin IS NOT NULL;
    UPDATE comment SET story = NEW.twin WHERE id IN (SELECT comment FROM comment_carried WHERE gone = OLD.id);
    INSERT INTO reaction_carried SELECT OLD.id, id FROM reaction AS mine
    WHERE story = OLD.id AND NEW.twin IS NOT NULL AND NOT EXISTS ({_BOTH_SAID});
    UPDATE reaction SET story = NEW.twin WHERE id IN (SELECT reaction FROM reaction_carried WHERE gone = OLD.id);
    INSERT OR IGNORE INTO story_seen
    SELECT NEW.twin, person, at FROM story_seen WHERE story = OLD.id AND NEW.twin IS NOT NULL;
"""
_LINES = f"""
    UPDATE feed SET story = (SELECT story FROM comment WHERE happening = feed.happening)
    WHERE kind = 'commented' AND grouped IN (
        SELECT 'h' || happening FROM comment WHERE story IN (OLD.id, OLD.twin, NEW.twin));
    INSERT INTO feed (family, kind, grouped, day, album, story, amount, at, happening)
    SELECT family, kind, 's' || NEW.twin, day, album, NEW.twin, 0, at, happening FROM feed
    WHERE kind = 'reacted' AND grouped = 's' || OLD.id AND NEW.twin IS NOT NULL
    ON CONFLICT (grouped, kind, family) DO NOTHING;
    UPDATE feed SET {LINE_OF_REACTIONS}
    WHERE kind = 'reacted' AND grouped IN ('s' || OLD.id, 's' || OLD.twin, 's' || NEW.twin);
"""


@schema()
def carried_over(database: Database) -> None:
    """What came to a story from one that is gone since (`gone`). Whoever said something to both keeps what they said to
    the one that stays."""
    database.execute("CREATE INDEX comment_said_to ON comment (story)")  # those taken back, too
    for what in ("comment", "reaction"):
        database.execute(f"""
            CREATE TABLE {what}_carried (
                gone INTEGER NOT NULL REFERENCES story,
                {what} INTEGER NOT NULL REFERENCES {what} ON DELETE CASCADE,
                PRIMARY KEY (gone, {what})
            ) STRICT, WITHOUT ROWID
        """)
        database.execute(f"CREATE INDEX {what}_carried_{what} ON {what}_carried ({what})")
    database.execute(f"""
        CREATE TRIGGER carried_over AFTER UPDATE OF twin ON story WHEN OLD.twin IS NOT NEW.twin
        BEGIN {_BACK} {_THERE} {_LINES} END
    """)


__all__ = ["schema"]

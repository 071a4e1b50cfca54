"""소식: lines that keep themselves. Triggers read the family's ledger as it is written, so whatever a feature tells the
ledger stands in the feed, as soon as there are words for it (feed_kinds)."""

from sqlite_utils.db import Database

from backupd.reactions.schema import schema

_DAY = "date({at}, coalesce((SELECT east FROM feed_zone WHERE family = {family}), '+09:00'))"
_OF_STORIES = "printf('%d/%d/%d/%s', coalesce({person}, 0), coalesce({guest}, 0), {album}, {day})"


def grouped(line: str, album: str) -> str:
    """What makes a line one, `line` being the name of a row of the ledger: new stories are one for a person, an album
    and a day, reactions one for a story; everything else stands alone."""
    own = {name: f"{line}.{name}" for name in ("person", "guest")}
    stories = _OF_STORIES.format(day=_day(line), album=album, **own)
    return f"""CASE {line}.kind WHEN 'story_added' THEN {stories} WHEN 'reacted' THEN 's' || {line}.story
               ELSE 'h' || {line}.id END"""


def taking(line: str, album: str, source: str) -> str:
    """The statement that takes lines of the ledger in; the same for the trigger, and for what was told before there were
    words for it."""
    amount = f"iif({line}.kind = 'reacted', (SELECT count(*) FROM reaction WHERE story = {line}.story), 1)"
    return f"""
        INSERT INTO feed (family, kind, grouped, day, person, guest, about_person, album, story, amount, at, happening)
        SELECT {line}.family, {line}.kind, {grouped(line, album)}, {_day(line)}, {line}.person, {line}.guest,
               {line}.about_person, {album}, iif({line}.kind = 'story_added', NULL, {line}.story), {amount}, {line}.at,
               {line}.id
        {source}
        ON CONFLICT (grouped, kind, family) DO UPDATE SET
            amount = iif(kind = 'reacted', excluded.amount, amount + 1),
            before = CASE WHEN amount = 0 THEN 0
                     WHEN person IS excluded.person AND guest IS excluded.guest THEN before ELSE happening END,
            person = excluded.person, at = excluded.at, happening = excluded.happening
    """


def _day(line: str) -> str:
    return _DAY.format(at=f"{line}.at", family=f"{line}.family")


@schema()
def feed(database: Database) -> None:
    """feed: a line, as `grouped` makes it one; person: who was the last, at line `happening` of the ledger; before: the
    last line of somebody else, so that nobody is told of what they did themselves. amount: of a line about stories how
    many of them stand, of reactions how many there are; nothing is left of a line with 0. feed_story: in which line a
    story is told. feed_zone: how far east of UTC a family lives today. feed_visit: how far somebody has read."""
    for statement in _TABLES:
        database.execute(statement)
    _visits(database)
    for name, moment, does in (_REACTIONS, _COMMENTS):
        database.execute(f"CREATE TRIGGER feed_{name} {moment} BEGIN {does} END")


@schema()
def newest_of_a_line(database: Database) -> None:
    """happening of feed_story: when a story was told, so that a line is as new as the newest story that stands in it, and
    one that moves takes its newness along. The triggers are made anew with it."""
    database.execute("ALTER TABLE feed_story ADD COLUMN happening INTEGER NOT NULL DEFAULT 0")
    database.execute("""
        UPDATE feed_story SET happening = told.happening
        FROM (SELECT story, max(id) AS happening FROM happening WHERE kind = 'story_added' GROUP BY story) AS told
        WHERE told.story = feed_story.story
    """)
    for name, moment, does in (_LEDGER, _STORIES):
        database.execute(f"DROP TRIGGER IF EXISTS feed_{name}")
        database.execute(f"CREATE TRIGGER feed_{name} {moment} BEGIN {does} END")


_TABLES = (
    "CREATE TABLE feed_kind (kind TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
    "CREATE TABLE feed_zone (family INTEGER PRIMARY KEY REFERENCES family, east TEXT NOT NULL) STRICT",
    """CREATE TABLE feed (
               id INTEGER PRIMARY KEY,
               family INTEGER NOT NULL REFERENCES family,
               kind TEXT NOT NULL,
               grouped TEXT NOT NULL,
               day TEXT,
               person INTEGER REFERENCES person,
               guest INTEGER REFERENCES guest,
               about_person INTEGER REFERENCES person,
               album INTEGER,
               story INTEGER,
               amount INTEGER NOT NULL,
               at TEXT NOT NULL,
               happening INTEGER NOT NULL,
               before INTEGER NOT NULL DEFAULT 0
           ) STRICT""",
    "CREATE UNIQUE INDEX feed_group ON feed (grouped, kind, family)",
    "CREATE INDEX feed_newest ON feed (family, happening, id)",
    """CREATE TABLE feed_story (
               story INTEGER PRIMARY KEY REFERENCES story,
               feed INTEGER NOT NULL REFERENCES feed
           ) STRICT""",
    "CREATE INDEX feed_stories ON feed_story (feed, story)",
    """CREATE TABLE feed_visit (
               person INTEGER NOT NULL REFERENCES person,
               family INTEGER NOT NULL REFERENCES family,
               happening INTEGER NOT NULL,
               PRIMARY KEY (person, family)
           ) STRICT, WITHOUT ROWID""",
    "ALTER TABLE reaction ADD COLUMN happening INTEGER",
)


def _visits(database: Database) -> None:
    """Whoever comes in has read everything so far: what happened before was not new to anybody any more."""
    newest = "coalesce((SELECT max(id) FROM happening WHERE family = {row}.family), 0)"
    database.execute(
        f"""INSERT INTO feed_visit SELECT person, family, {newest.format(row="membership")} FROM membership"""
    )
    database.execute(f"""
        CREATE TRIGGER feed_visitor AFTER INSERT ON membership
        BEGIN INSERT OR REPLACE INTO feed_visit VALUES (NEW.person, NEW.family, {newest.format(row="NEW")}); END
    """)


_LEDGER = (
    "ledger",
    "AFTER INSERT ON happening WHEN EXISTS (SELECT 1 FROM feed_kind WHERE kind = NEW.kind)",
    f"""{taking("NEW", "NEW.album", "WHERE true")};
    INSERT OR IGNORE INTO feed_story (story, feed, happening) SELECT NEW.story, id, NEW.id FROM feed
    WHERE NEW.kind = 'story_added' AND NEW.story IS NOT NULL AND kind = 'story_added' AND family = NEW.family
      AND happening = NEW.id;""",
)
_MOVED = _OF_STORIES.format(person="was.person", guest="was.guest", album="NEW.album", day="was.day")
_HERE = "id = (SELECT feed FROM feed_story WHERE story = NEW.id)"
_STORIES = (
    "stories",
    "AFTER UPDATE OF trashed, album ON story WHEN OLD.trashed IS NOT NEW.trashed OR OLD.album <> NEW.album",
    f"""
    UPDATE feed SET amount = amount - 1 WHERE OLD.trashed IS NULL AND {_HERE};
    INSERT INTO feed (family, kind, grouped, day, person, guest, album, amount, at, happening, before)
    SELECT family, kind, {_MOVED}, day, person, guest, NEW.album, 0, at, happening, before FROM feed AS was
    WHERE NEW.album <> OLD.album AND {_HERE} ON CONFLICT (grouped, kind, family) DO NOTHING;
    UPDATE feed_story SET feed = (
        SELECT there.id FROM feed AS was
        JOIN feed AS there ON there.grouped = {_MOVED} AND there.kind = was.kind AND there.family = was.family
        WHERE was.id = feed_story.feed)
    WHERE story = NEW.id AND NEW.album <> OLD.album;
    UPDATE feed SET amount = amount + 1 WHERE NEW.trashed IS NULL AND {_HERE};
    UPDATE feed SET happening = max(happening, (SELECT happening FROM feed_story WHERE story = NEW.id))
    WHERE NEW.trashed IS NULL AND {_HERE};
    UPDATE feed SET happening = coalesce((
        SELECT max(told.happening) FROM feed_story AS told JOIN story ON story.id = told.story
        WHERE told.feed = feed.id AND story.trashed IS NULL), happening)
    WHERE NEW.trashed IS NOT NULL AND {_HERE}
      AND happening = (SELECT happening FROM feed_story WHERE story = NEW.id);
    """,
)
_LEFT = "FROM reaction WHERE story = feed.story"
_LAST = f"(SELECT person {_LEFT} ORDER BY happening DESC LIMIT 1)"
LINE_OF_REACTIONS = f"""
        amount = (SELECT count(*) {_LEFT}), person = {_LAST},
        happening = coalesce((SELECT max(happening) {_LEFT}), happening),
        at = coalesce((SELECT max(at) {_LEFT}), at),
        before = coalesce((SELECT max(happening) {_LEFT} AND person IS NOT {_LAST}), 0)
"""
"""What the line of a story's reactions says, from those that stand."""
_REACTIONS = (
    "reactions",
    "AFTER DELETE ON reaction",
    f"""
    UPDATE feed SET {LINE_OF_REACTIONS}
    WHERE kind = 'reacted' AND grouped = 's' || OLD.story;
    """,
)
_COMMENTS = (
    "comments",
    "AFTER UPDATE OF removed ON comment",
    """UPDATE feed SET amount = (NEW.removed IS NULL)
       WHERE kind = 'commented' AND grouped = 'h' || NEW.happening;""",
)

# That a hidden rolling picture goes on is told, as on its own page; nothing of what is in it.
FEED = """
    CREATE VIEW visible_feed AS
    SELECT membership.person AS viewer, feed.*
    FROM membership JOIN feed ON feed.family = membership.family
    WHERE +membership.until IS NULL AND feed.amount > 0
      AND (feed.album IS NULL OR EXISTS (
          SELECT 1 FROM visible_albums AS shown
          WHERE shown.viewer = membership.person AND shown.family = feed.family AND shown.id = feed.album)
        OR feed.kind = 'relay_begun' AND EXISTS (
          SELECT 1 FROM visible_relays AS shown
          WHERE shown.viewer = membership.person AND shown.family = feed.family AND shown.album = feed.album))
      AND (feed.story IS NULL OR EXISTS (
          SELECT 1 FROM visible_stories AS shown
          WHERE shown.viewer = membership.person AND shown.family = feed.family AND shown.id = feed.story))
"""

__all__ = ["FEED", "LINE_OF_REACTIONS", "grouped", "schema", "taking"]

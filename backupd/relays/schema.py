"""Rolling pictures, who is in them, the turns, and the views through which they are read."""

from sqlite_utils.db import Database
from sqlite_utils.migrations import Migrations

schema = Migrations("relays")


@schema()
def relays(database: Database) -> None:
    """prompt: what to show, in somebody's words; idea: the name of one of ours, read in each reader's language. minutes:
    how long a turn lasts. hidden: `album` is sealed until the end. state: running · finishing (no turn is left, the last
    pictures are still being looked at) · ended. nominee: who is to come next."""
    database.execute("""
        CREATE TABLE relay (
            id INTEGER PRIMARY KEY,
            family INTEGER NOT NULL REFERENCES family,
            title TEXT NOT NULL,
            prompt TEXT NOT NULL DEFAULT '',
            idea TEXT,
            minutes INTEGER NOT NULL,
            rounds INTEGER NOT NULL,
            shuffled INTEGER NOT NULL DEFAULT 0,
            hidden INTEGER NOT NULL DEFAULT 0,
            album INTEGER NOT NULL UNIQUE REFERENCES album,
            state TEXT NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'finishing', 'ended')),
            nominee INTEGER REFERENCES person,
            made_by INTEGER NOT NULL REFERENCES person,
            made TEXT NOT NULL,
            ended TEXT
        ) STRICT
    """)
    database.execute("CREATE INDEX relay_family ON relay (family, id)")
    database.execute("CREATE INDEX relay_going_on ON relay (id) WHERE state <> 'ended'")


@schema()
def people_of_relays(database: Database) -> None:
    """place: where in the order, by round anew where it is shuffled. gone: when they left it."""
    database.execute("""
        CREATE TABLE relay_person (
            relay INTEGER NOT NULL REFERENCES relay,
            person INTEGER NOT NULL REFERENCES person,
            place INTEGER NOT NULL,
            gone TEXT,
            PRIMARY KEY (relay, person)
        ) STRICT, WITHOUT ROWID
    """)


@schema()
def turns(database: Database) -> None:
    """state: holding (there is never more than one in a relay: the index) · coming (taken, its files are being looked
    at) · done · nothing (they could not be opened) · passed · skipped · late · left. deadline NULL: nobody knows the time,
    and it does not run. sitting: which upload took it (intake stands above this feature, so it is only a number here);
    files: how many of it came. sending: when its bytes last moved. warned: its end was said to be near."""
    database.execute("""
        CREATE TABLE relay_turn (
            id INTEGER PRIMARY KEY,
            relay INTEGER NOT NULL REFERENCES relay,
            number INTEGER NOT NULL,
            round INTEGER NOT NULL,
            person INTEGER NOT NULL REFERENCES person,
            nominated_by INTEGER REFERENCES person,
            begun TEXT NOT NULL,
            deadline TEXT,
            state TEXT NOT NULL DEFAULT 'holding' CHECK (state IN
                ('holding', 'coming', 'done', 'nothing', 'passed', 'skipped', 'late', 'left')),
            ended TEXT,
            sitting INTEGER, files INTEGER NOT NULL DEFAULT 0, sending TEXT,
            warned INTEGER NOT NULL DEFAULT 0,
            story INTEGER REFERENCES story ON DELETE SET NULL,
            UNIQUE (relay, number)
        ) STRICT
    """)
    database.execute("CREATE UNIQUE INDEX relay_one_holder ON relay_turn (relay) WHERE state = 'holding'")
    database.execute("CREATE INDEX relay_turn_story ON relay_turn (story)")


_MEMBER = "membership.until IS NULL"
# While it is hidden nobody sees its album, which then cannot lie in the trash either; else it is there with its album.
_STANDS = """(relay.hidden = 1 AND relay.state <> 'ended' OR EXISTS (
        SELECT 1 FROM visible_albums AS shown
        WHERE shown.viewer = membership.person AND shown.family = relay.family AND shown.id = relay.album))"""

# Everybody in the family sees that it goes on and whose turn it is. mine: they began it and have been here ever since.
RELAYS = f"""
    CREATE VIEW visible_relays AS
    SELECT membership.person AS viewer, relay.made_by = membership.person AND membership.since <= relay.made AS mine,
           EXISTS (SELECT 1 FROM relay_person AS placed WHERE placed.relay = relay.id
                   AND placed.person = membership.person AND placed.gone IS NULL) AS inside,
           relay.*
    FROM membership JOIN relay ON relay.family = membership.family
    WHERE {_MEMBER} AND {_STANDS}
"""

# story: only once it may be seen, by the gate of albums.
TURNS = f"""
    CREATE VIEW visible_turns AS
    SELECT membership.person AS viewer, relay.family AS family, relay_turn.id, relay_turn.relay, relay_turn.number,
           relay_turn.round, relay_turn.person, relay_turn.nominated_by, relay_turn.begun, relay_turn.deadline,
           relay_turn.state, relay_turn.ended, relay_turn.sending,
           (SELECT shown.id FROM visible_stories AS shown WHERE shown.viewer = membership.person
            AND shown.family = relay.family AND shown.id = relay_turn.story) AS story
    FROM membership
    JOIN relay ON relay.family = membership.family
    JOIN relay_turn ON relay_turn.relay = relay.id
    WHERE {_MEMBER} AND {_STANDS}
"""

# My own turn, for as long as I have it: what a reminder is about.
MY_TURNS = f"""
    CREATE VIEW visible_my_turns AS
    SELECT membership.person AS viewer, relay.family AS family, relay_turn.id, relay_turn.relay
    FROM membership
    JOIN relay ON relay.family = membership.family
    JOIN relay_turn ON relay_turn.relay = relay.id AND relay_turn.person = membership.person
    WHERE {_MEMBER} AND relay_turn.state = 'holding' AND {_STANDS}
"""

VIEWS = (RELAYS, TURNS, MY_TURNS)

"""Faces on pictures, and whose they are in each family that wants to know. What is erased here is erased for good."""

from sqlite_utils.db import Database
from sqlite_utils.migrations import Migrations

schema = Migrations("faces")


@schema()
def faces(database: Database) -> None:
    """face_wish: the families that want it; where there is no row it is off. face_looked: pictures that were looked at, by
    which model. face: box as parts of the upright picture; good: may stand for somebody; vector: 128 float16; crop: the
    name of its small picture. Numbers are never used twice: readers follow by them."""
    database.execute("""
        CREATE TABLE face_wish (
            family INTEGER PRIMARY KEY REFERENCES family (id) ON DELETE CASCADE,
            by_ INTEGER NOT NULL REFERENCES person (id),
            since TEXT NOT NULL,
            paused INTEGER NOT NULL DEFAULT 0
        ) STRICT
    """)
    database.execute("""
        CREATE TABLE face_looked (
            media INTEGER PRIMARY KEY REFERENCES media (id) ON DELETE CASCADE,
            model TEXT NOT NULL
        ) STRICT
    """)
    database.execute("""
        CREATE TABLE face (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            media INTEGER NOT NULL REFERENCES media (id) ON DELETE CASCADE,
            model TEXT NOT NULL,
            x REAL NOT NULL,
            y REAL NOT NULL,
            wide REAL NOT NULL,
            high REAL NOT NULL,
            sure REAL NOT NULL,
            good INTEGER NOT NULL,
            vector BLOB NOT NULL,
            crop TEXT NOT NULL
        ) STRICT
    """)
    database.execute("CREATE INDEX face_media ON face (media)")


@schema()
def somebodies(database: Database) -> None:
    """somebody: whom a family's faces belong to; person: of the family, or name: as written (a cousin, a friend), or
    neither yet. born: a year, that childhood be told from age. somebody_face: every face that was considered in a family,
    somebody NULL where it is nobody's yet; said: by a person, not by likeness. not_somebody, not_same: what people said
    no to."""
    database.execute("""
        CREATE TABLE somebody (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            family INTEGER NOT NULL REFERENCES family (id) ON DELETE CASCADE,
            person INTEGER REFERENCES person (id),
            name TEXT,
            born INTEGER
        ) STRICT
    """)
    database.execute("CREATE INDEX somebody_family ON somebody (family)")
    database.execute(
        "CREATE UNIQUE INDEX somebody_person ON somebody (family, person) WHERE person IS NOT NULL"
    )
    database.execute("""
        CREATE TABLE somebody_face (
            face INTEGER NOT NULL REFERENCES face (id) ON DELETE CASCADE,
            family INTEGER NOT NULL REFERENCES family (id) ON DELETE CASCADE,
            somebody INTEGER REFERENCES somebody (id) ON DELETE SET NULL,
            said INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (face, family)
        ) STRICT, WITHOUT ROWID
    """)
    database.execute("CREATE INDEX somebody_face_whose ON somebody_face (family, somebody)")
    database.execute("CREATE INDEX somebody_face_left ON somebody_face (somebody)")
    for table, columns in {"not_somebody": ("somebody", "face"), "not_same": ("somebody", "other")}.items():
        one, two = columns
        database.execute(f"""
            CREATE TABLE {table} (
                {one} INTEGER NOT NULL REFERENCES somebody (id) ON DELETE CASCADE,
                {two} INTEGER NOT NULL REFERENCES {"face" if two == "face" else "somebody"} (id) ON DELETE CASCADE,
                PRIMARY KEY ({one}, {two})
            ) STRICT, WITHOUT ROWID
        """)
        database.execute(f"CREATE INDEX {table}_other ON {table} ({two})")


@schema()
def questions(database: Database) -> None:
    """face_question: what is asked and not answered; later: how often put off. face_act: what people did, as it was before,
    so that it can be undone."""
    database.execute("""
        CREATE TABLE face_question (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            family INTEGER NOT NULL REFERENCES family (id) ON DELETE CASCADE,
            somebody INTEGER NOT NULL REFERENCES somebody (id) ON DELETE CASCADE,
            other INTEGER REFERENCES somebody (id) ON DELETE CASCADE,
            face INTEGER REFERENCES face (id) ON DELETE CASCADE,
            distance REAL NOT NULL,
            why TEXT NOT NULL CHECK (why IN ('near', 'years', 'either', 'name')),
            later INTEGER NOT NULL DEFAULT 0,
            UNIQUE (somebody, other),
            UNIQUE (somebody, face)
        ) STRICT
    """)
    database.execute("CREATE INDEX face_question_family ON face_question (family)")
    database.execute("CREATE INDEX face_question_other ON face_question (other)")
    database.execute("CREATE INDEX face_question_face ON face_question (face)")
    database.execute("""
        CREATE TABLE face_act (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            family INTEGER NOT NULL REFERENCES family (id) ON DELETE CASCADE,
            by_ INTEGER NOT NULL REFERENCES person (id),
            at TEXT NOT NULL,
            before TEXT NOT NULL,
            undone INTEGER NOT NULL DEFAULT 0
        ) STRICT
    """)
    database.execute("CREATE INDEX face_act_family ON face_act (family)")


@schema()
def what_stands(database: Database) -> None:
    """Both hold only what a family sees, and triggers keep them (faces.standing). face_sight: a face of somebody on a
    story, moment as the story has it; worth: how well it shows them. face_picture: a picture that can be looked at, and
    whether it was."""
    database.execute("""
        CREATE TABLE face_sight (
            family INTEGER NOT NULL,
            somebody INTEGER NOT NULL,
            moment TEXT NOT NULL,
            story INTEGER NOT NULL,
            face INTEGER NOT NULL,
            worth REAL NOT NULL,
            PRIMARY KEY (family, somebody, moment, story, face)
        ) STRICT, WITHOUT ROWID
    """)
    database.execute("CREATE INDEX face_sight_story ON face_sight (story)")
    database.execute("CREATE INDEX face_sight_face ON face_sight (face, family)")
    database.execute("""
        CREATE TABLE face_picture (
            family INTEGER NOT NULL,
            media INTEGER NOT NULL,
            looked INTEGER NOT NULL,
            PRIMARY KEY (family, media)
        ) STRICT, WITHOUT ROWID
    """)
    database.execute("CREATE INDEX face_picture_media ON face_picture (media)")
    database.execute("CREATE INDEX face_picture_waiting ON face_picture (media, family) WHERE looked = 0")


# What a viewer may see of faces: those on pictures that the gate shows, in families that want it. The rows of the family
# come first, by CROSS JOIN: SQLite would rather walk through all its pictures.
FACES = """
    CREATE VIEW visible_faces AS
    SELECT shown.viewer AS viewer, placed.family AS family, placed.somebody AS somebody, placed.said AS said,
           shown.story AS story, shown.album AS album, shown.moment AS moment, face.*
    FROM face_wish
    CROSS JOIN somebody_face AS placed ON placed.family = face_wish.family
    CROSS JOIN face ON face.id = placed.face
    CROSS JOIN visible_media AS shown ON shown.id = face.media AND shown.family = placed.family
"""

# Who is seen where, for members, who all see the same of their family; like the timeline it is kept, not worked out.
SIGHTS = """
    CREATE VIEW visible_sights AS
    SELECT membership.person AS viewer, face_sight.*
    FROM membership
    CROSS JOIN face_wish ON face_wish.family = membership.family
    CROSS JOIN face_sight ON face_sight.family = membership.family
    WHERE +membership.until IS NULL
"""

# For the box itself, whoever asks: faces on pictures that stand in some album of a family that wants it. What is sealed or
# in the trash is not among them. Nobody is shown anything from these.
STANDING = """
    CREATE VIEW standing_faces AS
    SELECT told.family AS family, told.id AS story, told.taken AS taken, told.precision AS precision, face.id AS face,
           face.media AS media, face.good AS good
    FROM face_wish
    CROSS JOIN spoken_stories AS told ON told.family = face_wish.family
    CROSS JOIN spoken_media AS held ON held.story = told.id
    CROSS JOIN face ON face.media = held.media
"""

# Who is on which story, for the index of words, which keeps each family's apart. Nobody is shown anything from this.
SPOKEN = """
    CREATE VIEW spoken_faces AS
    SELECT standing.story AS story, placed.somebody AS somebody
    FROM standing_faces AS standing
    CROSS JOIN somebody_face AS placed ON placed.face = standing.face AND placed.family = standing.family
    WHERE placed.somebody IS NOT NULL
"""

VIEWS = (FACES, SIGHTS, STANDING, SPOKEN)

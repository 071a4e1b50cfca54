"""Who is seen where, and which pictures are to be looked at, keep themselves: after any number of verbs they are as a fresh
look through the gate would make them."""

import random

from backupd import migrations
from backupd.core.errors import Refused
from backupd.faces import standing, store
from tests.albums import house
from tests.albums.timeline.test_kept_by_itself import VERBS, act
from tests.faces.house import face_on

FRESH = """
    SELECT DISTINCT somebody, moment, story, id AS face, good * 4 + said + sure + min(wide, 0.5) AS worth FROM visible_faces
    WHERE viewer = ? AND family = ? AND somebody IS NOT NULL ORDER BY somebody, moment, story, face
"""
KEPT = """
    SELECT somebody, moment, story, face, worth FROM visible_sights
    WHERE viewer = ? AND family = ? ORDER BY somebody, moment, story, face
"""
PICTURES = """
    SELECT DISTINCT id, EXISTS (SELECT 1 FROM face_looked WHERE media = shown.id AND model = ?) AS looked
    FROM visible_media AS shown WHERE viewer = ? AND family = ? AND state = 'ready' AND rendered ORDER BY id
"""
OF_FACES = (*["find"] * 8, *["place"] * 14, "dissolve", "forget", "break", "mend", "mend")


def test_they_are_right_after_hundreds_of_verbs(library):
    chance = random.Random(7)
    families = [house.family(library, name) for name in ("김씨네", "외가")]
    for who in families:
        house.album(library, who, photos=2)
        library.database.connection.execute(
            "INSERT INTO face_wish VALUES (?, ?, '2026', 0)", (who.family, who.id)
        )
    most = 0
    for step in range(600):
        who, verb = chance.choice(families), chance.choice(VERBS + OF_FACES)
        try:
            face_act(library, who, verb, chance) if verb in OF_FACES else act(library, who, verb, chance)
        except Refused:
            continue
        for each in families:
            assert seen(library, each) == seen(library, each, FRESH), f"after {verb} at step {step}"
            assert counted(library, each) == store.counted(library, each.family), (
                f"after {verb} at step {step}"
            )
        most = max(most, len(seen(library, who)))
    assert most > 5, "nobody was ever seen"
    with library.database.writing() as connection:
        connection.execute("DROP TRIGGER face_told")
        connection.execute("UPDATE story SET trashed = '2026' WHERE trashed IS NULL")
    migrations.apply(library)
    assert [seen(library, each) for each in families] == [[], []]


def face_act(library, who, verb, chance):
    def any_of(sql):
        return chance.choice(library.database.column(sql) or [None])

    media, face = any_of("SELECT id FROM media"), any_of("SELECT id FROM face")
    with library.database.writing() as connection:
        if verb == "find":
            face_on(library, media, wide=chance.random())
            connection.execute(
                "INSERT OR REPLACE INTO face_looked VALUES (?, ?)",
                (media, chance.choice([store.MODEL, "old"])),
            )
        elif verb == "place" and face:
            made = any_of(f"SELECT id FROM somebody WHERE family = {who.family}")
            if made is None or chance.random() < 0.3:
                made = connection.execute("INSERT INTO somebody (family) VALUES (?)", (who.family,)).lastrowid
            connection.execute(
                """INSERT INTO somebody_face VALUES (?, ?, ?, ?)
                   ON CONFLICT DO UPDATE SET somebody = excluded.somebody, said = excluded.said""",
                (face, who.family, chance.choice([made, made, None]), chance.randrange(2)),
            )
        elif verb == "dissolve":
            connection.execute("DELETE FROM somebody WHERE id = ?", (any_of("SELECT id FROM somebody"),))
        elif verb == "forget":
            connection.execute("DELETE FROM face WHERE media = ?", (media,))
            connection.execute("DELETE FROM face_looked WHERE media = ?", (media,))
        elif verb in ("break", "mend"):
            connection.execute(
                "UPDATE media SET state = ? WHERE id = ?",
                ({"break": "set_aside", "mend": "ready"}[verb], media),
            )


def seen(library, who, sql=KEPT):
    return [tuple(row) for row in library.database.connection.execute(sql, (who.id, who.family))]


def counted(library, who):
    rows = library.database.connection.execute(PICTURES, (store.MODEL, who.id, who.family)).fetchall()
    return sum(row["looked"] for row in rows), len(rows)


def test_no_trigger_walks_through_a_whole_table(library):
    house.family(library)
    for sql in standing.TRIGGERS.values():
        for statement in sql.partition("BEGIN")[2].rpartition("END")[0].split(";")[:-1]:
            bare = statement.replace("NEW.", ":").replace("OLD.", ":")
            named = dict.fromkeys(("id", "story", "media", "face", "family"), 1)
            plan = [
                row["detail"]
                for row in library.database.connection.execute(f"EXPLAIN QUERY PLAN {bare}", named)
            ]
            assert not [step for step in plan if step.startswith("SCAN")], (bare, plan)

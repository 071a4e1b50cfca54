"""The light edit that came with a picture, when the power goes or the disk is full just after the picture was settled."""

import json
import sqlite3
from contextlib import suppress

from backupd.intake import journey
from tests.intake.resumable.sending import metadata, photo, sender, served
from tests.intake.test_edited_in_the_tray import edits


def test_the_edit_made_in_the_tray_outlives_a_cut_after_the_picture_is_settled(library, mother):
    with served(library) as port:
        told = metadata(filename="IMG_20190805_1.jpg", recipe=json.dumps({"turn": 90}))
        assert sender(library, port, mother).create(5000, photo(5000), Upload_Metadata=told).status == 201
    with library.database.writing() as connection:
        connection.execute(
            "CREATE TRIGGER cut BEFORE INSERT ON edit BEGIN SELECT RAISE(ABORT, 'no power'); END"
        )
    with suppress(sqlite3.IntegrityError):
        journey.welcome(library, library.database.value("SELECT id FROM arrival"))
    assert library.database.column("SELECT outcome FROM arrival") == ["imported"]
    with library.database.writing() as connection:
        connection.execute("DROP TRIGGER cut")
    library.jobs.drain()
    library.jobs.ring_unfinished(library)
    library.jobs.drain()
    assert edits(library) == ['{"turn":90}']

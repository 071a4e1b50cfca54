"""Two who change or take away one comment at the same moment."""

from contextlib import suppress
from threading import Event, Thread
from time import sleep

import pytest

from backupd import reactions
from backupd.albums import looking
from backupd.core.errors import Refused
from backupd.reactions import commenting
from backupd.reactions.records import Draft
from tests import people


def test_comment_changed_after_it_was_taken_away(library, mother, album):
    """An owner takes it away while its writer saves other words."""
    story = looking.opened(library, mother, album).stories[0].id
    father, _ = people.join(library, mother, "아빠"), people.join(library, mother, "할머니")
    said, reading, answers = reactions.comment(library, father, story, Draft("안녕")), Event(), []

    def save():
        library.database.connection.set_trace_callback(
            lambda sql: "visible_comments" in sql and reading.set()
        )
        try:
            commenting.change(library, father, said.id, "@할머니 안녕")
        except Refused as refusal:
            answers.append(refusal.status)

    writer = Thread(target=save)
    with library.database.writing():
        writer.start()
        reading.wait(1)
        sleep(0.3)
        commenting.take_away(library, mother, said.id)
    writer.join()
    told = library.database.value(
        "SELECT count(*) FROM happening WHERE kind IN ('mentioned', 'comment_changed')"
    )
    kept = library.database.value("SELECT text FROM comment")
    assert (answers, told, kept) == ([404], 0, "안녕")


def test_two_take_away_at_once(library, mother, album):
    """An owner takes it away while its writer presses too: it is not the writer's to bring back."""
    story = looking.opened(library, mother, album).stories[0].id
    father = people.join(library, mother, "아빠")
    said, reading = reactions.comment(library, father, story, Draft("나쁜 말")), Event()

    def press():
        library.database.connection.set_trace_callback(
            lambda sql: "visible_comments" in sql and reading.set()
        )
        with suppress(Refused):
            commenting.take_away(library, father, said.id)

    writer = Thread(target=press)
    with library.database.writing():
        writer.start()
        reading.wait(1)
        sleep(0.3)
        commenting.take_away(library, mother, said.id)
    writer.join()
    with pytest.raises(Refused):
        commenting.bring_back(library, father, said.id)

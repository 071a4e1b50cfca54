"""The box looks at its pictures, in the background."""

import time

import pytest
from PIL import Image

from backupd import meaning
from backupd.core.errors import Forbidden
from backupd.core.jobs import Job
from backupd.meaning import looking, store
from backupd.meaning.mind import Mind
from backupd.meaning.models import NAME
from backupd.meaning.records import Look, Sights
from backupd.meaning.tags import LENGTH
from backupd.media import derived_path
from tests import people
from tests.albums import house


def drawn(library, colour, whose=None):
    """A picture, of nobody or in an album of somebody's."""
    number = house.photo(library)
    if whose:
        house.story(library, whose, house.album(library, whose), number)
    path = derived_path(library, number, "grid")
    path.parent.mkdir(parents=True)
    if colour:
        Image.new("RGB", (300, 200), colour).save(path)
    else:
        path.write_bytes(b"no picture at all")
    return number


def rows(library):
    found = library.database.connection.execute("SELECT media, model, tags, vector FROM seen ORDER BY media")
    return {row["media"]: row for row in found}


def test_every_picture_is_looked_at_once_and_one_that_is_none_stops_nobody(sighted, mother, look):
    red, broken, blue = (drawn(sighted, colour, mother) for colour in ("red", None, "blue"))
    look()
    seen = rows(sighted)
    assert list(seen) == [red, broken, blue]
    assert [len(seen[each]["vector"]) for each in seen] == [256, 0, 256]
    assert len(seen[red]["tags"]) == LENGTH and seen[red]["tags"] != seen[blue]["tags"]
    look()
    assert {each: row["vector"] for each, row in rows(sighted).items()} == {
        each: row["vector"] for each, row in seen.items()
    }
    progress = meaning.progress(sighted)
    assert (progress.seen, progress.of, progress.trouble) == (3, 3, None)


def test_it_goes_on_where_it_stopped_and_rests_when_told(sighted, mother, look):
    first = drawn(sighted, "red")
    look()
    second = drawn(sighted, "green")
    meaning.switch(sighted, mother, "paused")
    look()
    assert list(rows(sighted)) == [first] and meaning.progress(sighted).paused
    meaning.switch(sighted, mother, "on")
    look()
    assert list(rows(sighted)) == [first, second]


def test_switched_off_it_forgets_what_it_saw(sighted, mother, look):
    drawn(sighted, "red")
    look()
    meaning.switch(sighted, mother, "off")
    look()
    assert rows(sighted) == {} and store.state(sighted).model == NAME
    assert meaning.about(sighted, mother, "바다", 5) == []


def test_only_owners_decide(sighted, mother):
    father = people.join(sighted, mother, "아빠")
    with pytest.raises(Forbidden):
        meaning.switch(sighted, father, "off")


def test_the_page_of_the_box_says_how_far_it_is(sighted, mother, browser):
    drawn(sighted, "red", mother)
    assert "1장 가운데 0장" in browser.get("/box").text
    assert browser.get("/api/box").json()["pictures"]["of"] == 1
    assert browser.post("/box/pictures", data={"to": "paused"}).status_code in (200, 303)
    assert meaning.progress(sighted).paused
    assert browser.post("/api/box/pictures", json={"to": "on"}).status_code == 204
    assert browser.post("/api/box/pictures", json={"to": "sideways"}).status_code == 422
    assert not meaning.progress(sighted).paused


def test_what_is_purged_is_forgotten(sighted, look):
    number = drawn(sighted, "red")
    look()
    with sighted.database.writing() as connection:
        connection.execute("DELETE FROM media WHERE id = ?", (number,))
    assert rows(sighted) == {}


def test_the_eyes_give_their_memory_back_when_nobody_asks(library, eyes):
    with Mind(library.database.path, eyes, idle_seconds=0.05) as mind:
        assert isinstance(mind.ask(Look("", [])), Sights)
        until = time.monotonic() + 60
        while mind.pid:
            assert time.monotonic() < until
            time.sleep(0.02)
        assert isinstance(mind.ask(Look("", [])), Sights)


def test_the_eyes_close_while_a_book_is_printed_and_look_on_afterwards(sighted, look):
    drawn(sighted, "red")
    look()
    assert looking.mind(sighted).pid
    drawn(sighted, "blue")

    def printing(library):
        assert looking.mind(library).pid is None
        looking.look(library)
        assert looking.mind(library).pid is None and len(rows(library)) == 1

    sighted.jobs.offer([Job("printing", printing, "books", alone=True)], sighted)
    sighted.jobs.later(printing)
    sighted.jobs.drain()
    look()
    assert len(rows(sighted)) == 2


def test_the_eyes_close_a_while_after_the_last_picture(sighted, look):
    drawn(sighted, "red")
    look()
    assert looking.mind(sighted).pid, "the next picture may come at once"
    looking.mind(sighted).rest(idle=3600)
    assert looking.mind(sighted).pid
    looking.mind(sighted).rest(idle=0.0)
    assert looking.mind(sighted).pid is None

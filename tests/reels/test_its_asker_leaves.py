"""A film belongs to the family: it stays when whoever asked for it leaves, and is made without what went meanwhile."""

from threading import Thread

from backupd import schedule
from backupd.albums import trash
from backupd.albums.purge import free_space
from backupd.core.library import Library
from backupd.family import actions as family_actions
from backupd.reels import tidy_reels
from tests import people
from tests.reels import cinema


def test_film_outlives_its_asker(library, mother, browser, album, tmp_path):
    father = people.join(library, mother, "아빠")
    with people.client_for(library, father) as his:
        cinema.made(library, his, album, tmp_path)
    assert browser.get(f"/albums/{album}/reel/film").status_code == 200
    family_actions.remove(library, mother, father.id)
    tidy_reels(library)
    library.jobs.ring_unfinished(library)
    library.jobs.drain()
    assert browser.get(f"/albums/{album}/reel/film").status_code == 200


def test_asked_and_then_left(library, mother, browser, album, tmp_path):
    father = people.join(library, mother, "아빠")
    with people.client_for(library, father) as his:
        his.post(f"/albums/{album}/reel", data={"x": ""})
    family_actions.remove(library, mother, father.id)
    library.jobs.drain()
    assert browser.get(f"/albums/{album}/reel/film").status_code == 200


def test_what_is_emptied_from_the_trash_while_it_is_made_is_left_out(library, mother, browser, album):
    assert browser.post(f"/albums/{album}/reel", data={"x": ""}).status_code == 303
    looked, threads = [], []

    def throw_the_second_away() -> None:
        beside = Library(library.settings, library.clock).open(schedule.TABLE)
        trash.trash_stories(beside, mother, [cinema.story_of(beside, album, 1)])
        trash.empty_trash(beside, mother)
        free_space(beside)
        beside.close()

    def once_it_knows_what_to_show(sql: str) -> None:
        looked.extend([sql] if "visible_media" in sql else [])
        if sql.startswith("BEGIN") and looked and not threads:
            threads.append(Thread(target=throw_the_second_away))
            threads[0].start()
            threads[0].join()

    library.database.connection.set_trace_callback(once_it_knows_what_to_show)
    library.jobs.drain()
    library.database.connection.set_trace_callback(None)
    library.jobs.ring_unfinished(library)
    library.jobs.drain()
    told = browser.get(f"/api/albums/{album}/reel").json()
    assert threads and (told["state"], told["reason"]) == ("none", None) and told["film"]

"""The same bytes sent again while they lie in the trash: kept, and offered back with the words they had."""

from pathlib import Path

from backupd.albums import stories, trash
from backupd.albums.forms import Telling
from backupd.core.library import Library
from backupd.family import Viewer
from tests.intake.sending import form, originals, titles
from tests.people import client_for, join


def send(library: Library, phone, path: Path, **fields: str) -> str:
    answer = phone.post("/add", **form(path, **fields)).json()
    library.jobs.drain()
    return answer["address"]


def story_of(library: Library, album: str) -> int:
    return library.database.value(
        """SELECT max(story.id) FROM story JOIN album ON album.id = story.album
           WHERE album.title = ? AND story.trashed IS NULL""",
        (album,),
    )


def test_it_is_kept_anew_and_the_old_story_offered_back(library: Library, mother: Viewer, sea: Path):
    with client_for(library, mother, accept="application/json") as phone:
        send(library, phone, sea, album="new", title="여름")
        old = story_of(library, "여름")
        stories.tell(library, mother, old, Telling(description="첫 바다"))
        trash.trash_stories(library, mother, [old])
        address = send(library, phone, sea, album=str(library.database.value("SELECT id FROM album")))
        assert titles(library, mother) == {"여름": 1} and len(originals(library)) == 1
        offer = phone.get(f"/api{address}").json()["offers"][0]
        assert (offer["story"], offer["title"]) == (old, "여름")
        page = phone.get(address, headers={"accept": "text/html"}).text
        assert "휴지통에 있던 사진" in page
        answer = phone.post(f"/trash/stories/{old}/restoration?instead={offer['made']}")
        assert answer.status_code == 303
        assert story_of(library, "여름") == old and titles(library, mother) == {"여름": 1}
        assert phone.get(f"/api/stories/{old}").json()["story"]["description"] == "첫 바다"
        assert phone.get(f"/api{address}").json()["offers"] == []


def test_what_went_into_another_album_stays_there_too(library: Library, mother: Viewer, sea: Path):
    with client_for(library, mother, accept="application/json") as phone:
        send(library, phone, sea, album="new", title="여름")
        old = story_of(library, "여름")
        trash.trash_stories(library, mother, [old])
        offer = phone.get(f"/api{send(library, phone, sea, album='new', title='바다')}").json()["offers"][0]
        phone.post(f"/trash/stories/{old}/restoration?instead={offer['made']}")
    assert titles(library, mother) == {"여름": 1, "바다": 1}


def test_whoever_may_not_bring_it_back_hears_nothing_of_it(library: Library, mother: Viewer, sea: Path):
    father = join(library, mother, "아빠")
    with client_for(library, mother, accept="application/json") as phone:
        send(library, phone, sea, album="new", title="여름")
    trash.trash_stories(library, mother, [story_of(library, "여름")])
    with client_for(library, father, accept="application/json") as phone:
        address = send(library, phone, sea, album="new", title="바다")
        assert phone.get(f"/api{address}").json()["offers"] == []
        assert phone.get(f"/api{address}").json()["counts"]["imported"] == 1

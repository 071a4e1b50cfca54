"""Whoever is not in the family is told the same about what is there as about what is not."""

import re

import pytest

from backupd.albums import categories, looking, story_store, trash
from backupd.albums.api import api
from backupd.albums.pages import pages
from backupd.core.errors import Absent
from backupd.family import actions
from tests import people
from tests.albums import house

NOTHING = 987654
BODIES = {
    "edit": {"title": "내 것", "version": 1, "recipe": {}},
    "description": {"description": "내 말"},
    "move": {"act": "move", "album": ""},
    "selection": {"act": "trash", "story": ""},
    "order": {"ordered": "hand"},
    "position": {"step": "later"},
    "restoration": {},
    "removal": {},
    "trash": {},
    "dates": {"story": "", "way": "file"},
    "places": {"story": "", "way": "file"},
    "split": {"story": "", "title": "우리 것"},
    "merge": {"album": 1},
    "zip": {"story": ""},
    "originals": {"story": ""},
    "cover": {},
    "stack": {"act": "top"},
    "stacks": {"groups": [], "group": "1-2"},
}


def addresses():
    """Every address of albums that names one thing, with its method."""
    for route in (*pages.routes, *api.routes):
        for method in sorted(route.methods - {"HEAD", "OPTIONS"}):
            if ":int}" in route.path:
                yield route.path, method


def named(path: str, theirs: dict[str, int]) -> tuple[str, str, int]:
    """The address of what is there, of what is not, and which number it was."""
    kind = re.search(r"(trash/\w+|\w+)/\{number:int\}", path)[1]
    return (
        path.replace("{number:int}", str(theirs[kind])),
        path.replace("{number:int}", str(NOTHING)),
        theirs[kind],
    )


@pytest.fixture
def theirs(library):
    """An album, a story, a picture, a category of a family, and some of them in its trash."""
    mother = people.found_family(library)
    album = house.album(library, mother, photos=3)
    gone = house.album(library, mother, "지운 앨범", photos=1)
    trash.trash_album(library, mother, gone)
    one, two, _ = looking.opened(library, mother, album).stories
    trash.trash_stories(library, mother, [two.id])
    shelf = categories.shelves(library, mother)[0].id
    return {
        "trash/albums": gone, "trash/stories": two.id, "albums": album, "stories": one.id,
        "media": one.picture.id, "categories": shelf,
    }  # fmt: skip


def ask(browser, method, address, path, number):
    body = {
        key: (number if value == "" else value)
        for key, value in BODIES.get(path.rsplit("/", 1)[-1], {"name": "내 것"}).items()
    }
    if method == "GET":
        return browser.get(address)
    sent = {"json": body} if path.startswith("/api") else {"data": body}
    return browser.request(method, address, **sent)


def test_another_family_learns_nothing(library, theirs):
    aunt = people.another_family(library)
    house.album(library, aunt, photos=1)
    with people.client_for(library, aunt) as browser:
        for path, method in addresses():
            there, absent, number = named(path, theirs)
            found, missing = (
                ask(browser, method, there, path, number),
                ask(browser, method, absent, path, NOTHING),
            )
            assert found.status_code == missing.status_code == 404, (method, path)
            told = found.text.replace(there.removeprefix("/api"), absent.removeprefix("/api"))
            assert told == missing.text, (method, path)


def test_a_stranger_is_led_to_the_door(library, theirs):
    with people.client_for(library) as browser:
        for path, method in addresses():
            there, _, number = named(path, theirs)
            answer = ask(browser, method, there, path, number)
            assert answer.status_code == (401 if path.startswith("/api") else 303), (method, path)
            assert path.startswith("/api") or answer.headers["location"].startswith("/welcome")


def test_somebody_who_was_removed_sees_nothing_any_more(library):
    mother = people.found_family(library)
    father = people.join(library, mother, "아빠")
    album = house.album(library, father, photos=1)
    story = looking.opened(library, father, album).stories[0]
    with people.client_for(library, father) as browser:
        actions.remove(library, mother, father.id)
        for address in (
            f"/albums/{album}",
            f"/stories/{story.id}",
            f"/media/{story.picture.id}/grid",
            "/albums",
        ):
            assert browser.get(address).status_code == 303
    with pytest.raises(Absent):
        looking.opened(library, father, album)
    with pytest.raises(Absent):
        story_store.media_file(library, father, story.picture.id)
    assert looking.shelf(library, father, None, None, None).albums == []
    assert looking.opened(library, mother, album).contributors[0].name == "아빠"


@pytest.mark.parametrize("number", ["99999999999999999999999", "9" * 4000, "9223372036854775807"])
@pytest.mark.parametrize(
    "address", ["/albums/{}", "/api/stories/{}", "/media/{}/grid", "/albums?category={}"]
)
def test_a_number_nothing_can_have_is_simply_not_there(browser, address, number):
    assert browser.get(address.format(number)).status_code in (200, 404, 422)

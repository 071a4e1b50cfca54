"""A frame of the family sees what the whole family may see and gives hearts without a name. Nothing else opens for it."""

import re

import pytest

from backupd import reactions
from backupd.albums import looking, trash
from backupd.core.errors import Forbidden
from backupd.family import frames
from tests import people
from tests.albums import house

NUMBER = re.compile(r"\{\w+:int\}")
OPEN = {
    "/up", "/api", "/api/openapi.json", "/welcome", "/setup", "/join", "/join/person", "/api/welcome", "/api/setup",
    "/api/join", "/api/join/person", "/p/{token:str}", "/heart/{token:str}", "/api/heart/{token:str}", "/assets", "/{path:path}",
}  # fmt: skip
ALLOWED = {
    ("/frame", "GET"), ("/api/frame", "GET"),
    *((f"/media/{{number:int}}/{size}", "GET") for size in ("grid", "preview", "film")),
    *((f"{root}/stories/{{number:int}}/reactions{end}", "POST") for root in ("", "/api") for end in ("", "/removal")),
}  # fmt: skip


@pytest.fixture
def frame(library, mother):
    return people.light_frame(library, mother)


@pytest.fixture
def tv(library, frame):
    """Its browser."""
    with people.client_for(library, frame) as client:
        yield client


def everything():
    """Every address of the app with its methods."""
    for route in people.site().routes:
        for method in sorted(getattr(route, "methods", {"GET"}) - {"HEAD", "OPTIONS"}):
            yield route.path, method


def ask(browser, method, path, number):
    address = NUMBER.sub(str(number), path)
    sent = {"json": {}} if path.startswith("/api") else {"data": {}}
    return browser.get(address) if method == "GET" else browser.request(method, address, **sent)


def test_every_address_is_closed_to_a_frame_but_its_own(library, mother, album, frame, tv):
    story = looking.opened(library, mother, album).stories[0]
    before = library.database.value("SELECT count(*) FROM happening")
    for path, method in everything():
        if path.startswith(("/guest/", "/assets")) or path in OPEN or (path, method) in ALLOWED:
            continue
        for number in (album, story.id, story.picture.id, mother.id, frame.device, mother.device):
            answer = ask(tv, method, path, number)
            where = f"{method} {path} {number}: {answer.status_code}"
            assert answer.status_code in (303, 401, 405), where
            assert answer.status_code != 303 or answer.headers["location"].startswith("/welcome"), where
            assert "제주" not in answer.text and "엄마" not in answer.text, where
    assert library.database.value("SELECT count(*) FROM happening") == before


def test_what_it_may_open_opens(library, mother, album, tv):
    story = looking.opened(library, mother, album).stories[0]
    for path, method in sorted(ALLOWED):
        answer = ask(tv, method, path, story.picture.id if path.startswith("/media") else story.id)
        expected = (200, 303, 404) if path.endswith("/film") else (200, 303)
        assert answer.status_code in expected, f"{method} {path}: {answer.status_code}"
        assert not answer.headers.get("location", "").startswith("/welcome"), path


def test_any_address_a_person_types_leads_to_the_frame(tv):
    for address in ("/", "/albums/1", "/family", "/welcome", "/welcome?next=/albums"):
        answer = tv.get(address)
        while answer.status_code == 303:
            address = answer.headers["location"]
            answer = tv.get(address)
        assert address == "/frame" and answer.status_code == 200


def test_it_shows_what_the_whole_family_sees_and_no_way_into_the_house(library, mother, album, tv):
    page = tv.get("/frame").text
    assert 'class="places"' not in page and "data-leave" not in page and "/family" not in page
    shown = tv.get("/api/frame").json()
    told = {story.id for story in looking.opened(library, mother, album).stories}
    assert {slide["id"] for slide in shown["slides"]} == told
    aunt = people.another_family(library)
    theirs = house.album(library, aunt, "외가 비밀", photos=1)
    media = looking.opened(library, aunt, theirs).stories[0].picture.id
    assert tv.get(f"/media/{media}/preview").status_code == 404
    assert tv.get(f"/frame?at={looking.opened(library, aunt, theirs).stories[0].id}").status_code == 404


def test_what_lies_in_the_trash_is_gone_from_the_wall(library, mother, album, tv):
    stories = looking.opened(library, mother, album).stories
    trash.trash_stories(library, mother, [stories[0].id])
    assert tv.get(f"/media/{stories[0].picture.id}/preview").status_code == 404
    assert stories[0].id not in {slide["id"] for slide in tv.get("/api/frame").json()["slides"]}


def test_a_page_that_is_not_there_stands_outside_the_house(tv):
    answer = tv.get("/nowhere")
    assert answer.status_code == 404 and 'class="places"' not in answer.text


def test_its_heart_has_no_name_and_is_counted_with_the_others(library, mother, album, frame, tv):
    story = looking.opened(library, mother, album).stories[0].id
    answer = tv.post(f"/stories/{story}/reactions", data={"kind": "heart"})
    assert answer.headers["location"] == f"/frame?at={story}"
    assert 'aria-pressed="true"' in tv.get(f"/frame?at={story}").text
    reactions.react(library, mother, story)
    told = reactions.of_story(library, mother, story)
    assert (told.people, told.from_frames) == ({"heart": 1}, 1)
    with people.client_for(library, mother) as browser:
        page = browser.get(f"/stories/{story}").text
    assert '<span class="number">2</span>' in page and "액자에서 1" in page
    tv.post(f"/stories/{story}/reactions/removal")
    assert reactions.of_story(library, mother, story).from_frames == 0


def test_two_frames_give_one_heart_each_and_they_outlive_them(library, mother, album, frame, tv):
    story = looking.opened(library, mother, album).stories[0].id
    other = people.light_frame(library, mother, "안방 액자")
    for who in (frame, frame, other):
        reactions.react(library, who, story)
    assert reactions.of_story(library, frame, story).mine == "heart"
    frames.end_frame(library, mother, frame.device)
    assert reactions.of_story(library, mother, story).from_frames == 2
    assert tv.get("/frame").headers["location"] == "/welcome?next=/frame"
    assert tv.post(f"/stories/{story}/reactions", data={"kind": "heart"}).headers["location"] == "/welcome"


def test_it_says_nothing_but_hearts(library, album, frame, tv, mother):
    story = looking.opened(library, mother, album).stories[0].id
    for kind in ("laugh", "tear"):
        with pytest.raises(Forbidden):
            reactions.react(library, frame, story, kind)
        assert tv.post(f"/api/stories/{story}/reactions", json={"kind": kind}).status_code == 403

"""Whoever came by a link sees that album and nothing else of the family, wherever they look."""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import anyio
import av
import pytest
from litestar.exceptions import NotAuthorizedException
from PIL import Image, ImageChops

from backupd import app
from backupd.albums import looking, trash
from backupd.core.errors import Absent
from tests import people
from tests.albums import house
from tests.media import making
from tests.sharing.outside import Outsider, link_to

NUMBER = re.compile(r"\{\w+:int\}")
OPEN = {
    "/up", "/api", "/api/openapi.json", "/welcome", "/setup", "/join", "/join/person", "/api/welcome", "/api/setup",
    "/api/join", "/api/join/person", "/p/{token:str}", "/assets", "/{path:path}",
}  # fmt: skip


def everything():
    """Every address of the app with its methods."""
    for route in people.site().routes:
        for method in sorted(getattr(route, "methods", {"GET"}) - {"HEAD", "OPTIONS"}):
            yield route.path, method


def ask(browser, method, path, number):
    address = NUMBER.sub(str(number), path)
    sent = {"json": {}} if path.startswith("/api") else {"data": {}}
    return browser.get(address) if method == "GET" else browser.request(method, address, **sent)


@pytest.fixture
def made(library, mother, album, secret):
    return link_to(library, mother, album)


def test_the_album_is_seen_and_its_pictures_and_nothing_beside_them(library, mother, made, album):
    with Outsider(library) as guest:
        page = guest.come(made.token)
        assert page.status_code == 200 and "제주 여름휴가" in page.text and "엄마가 담았어요" in page.text
        assert page.headers["x-robots-tag"] == "noindex, nofollow"
        assert page.headers["cache-control"] == "private, no-store"
        story = looking.opened(library, mother, album).stories[0]
        large = guest.get(f"{guest.root}/stories/{story.id}")
        for shown in (page, large):
            assert "비밀 생일 계획" not in shown.text and '<nav class="places"' not in shown.text
            linked = re.findall(r'(?:href|src|action|data-\w+|hx-get)="(/[^"]*)"', shown.text)
            assert all(link.startswith((guest.root, "/assets/")) for link in linked), linked
        assert large.status_code == 200 and ".jpg" not in large.text.split("<main")[1].replace("original", "")


def test_every_address_of_the_box_is_closed_to_guests_but_their_own(library, mother, made, album, secret):
    """The cookie opens the pages of its pass alone."""
    story = looking.opened(library, mother, secret).stories[0]
    with Outsider(library) as guest:
        guest.come(made.token)
        guest.offer_everywhere()
        for path, method in everything():
            if path.startswith(("/guest/", "/assets")) or path in OPEN:
                continue
            for number in (album, secret, story.id, story.picture.id, mother.id):
                answer = ask(guest, method, path, number)
                where = f"{method} {path} {number}: {answer.status_code}"
                assert answer.status_code in (303, 401, 404, 405), where
                assert answer.status_code != 303 or answer.headers["location"].startswith("/welcome"), where
                assert "제주" not in answer.text and "비밀" not in answer.text, where


@pytest.mark.parametrize(
    "opt, role, refusal",
    [
        ({}, "guest", NotAuthorizedException),
        ({}, None, NotAuthorizedException),
        ({"guest": True}, "member", Absent),
        ({"guest": True}, None, Absent),
        ({}, "frame", NotAuthorizedException),
        ({"guest": True}, "frame", Absent),
        ({"frame": True}, "guest", NotAuthorizedException),
        ({"frame": True}, None, NotAuthorizedException),
    ],
)
def test_every_address_itself_asks_whether_a_guest_may(opt, role, refusal):
    """Were a guest known beside their own pages, other handlers would still be closed; and the other way round."""
    told = {"guest": role == "guest", "frame": role == "frame", "somebody": role == "member"}
    viewer = SimpleNamespace(**told) if role else None
    connection, handler = SimpleNamespace(scope={"state": {"viewer": viewer}}), SimpleNamespace(opt=opt)
    with (
        pytest.raises(refusal),
        ThreadPoolExecutor() as beside,
    ):  # a browser of another test may hold this thread's loop
        beside.submit(anyio.run, app.closed_unless_open, connection, handler).result()


def test_under_their_own_pages_other_numbers_are_not_there(library, mother, made, album, secret):
    theirs = looking.opened(library, mother, secret).stories[0]
    with Outsider(library) as guest:
        guest.come(made.token)
        guest.offer_everywhere()
        for path, method in everything():
            if path.startswith("/guest/"):
                inside = path.replace("{number:int}", str(made.link.id))
                for number in (theirs.id, theirs.picture.id, 98765):
                    if inside != guest.root:
                        assert ask(guest, method, inside, number).status_code in (404, 405), path
                for other in (made.link.id + 1, 1, album):
                    assert ask(
                        guest, method, path.replace("{number:int}", str(other)), theirs.id
                    ).status_code in (404, 405)


@pytest.mark.parametrize("cookie", ["", "backup_guest=falsch", "backup_device=falsch", "backup_guest="])
def test_a_stranger_with_a_wrong_token_finds_only_the_open_doors(library, mother, made, album, cookie):
    with Outsider(library, cookie=cookie) as stranger:
        for path, method in everything():
            if path in OPEN or path.startswith("/assets"):
                continue
            answer = ask(stranger, method, path, made.link.id)
            expected = (404, 405) if path.startswith("/guest/") else (303, 401, 404, 405)
            assert answer.status_code in expected, f"{method} {path}: {answer.status_code}"
            assert "제주" not in answer.text


def test_a_members_cookie_is_no_guests_and_a_guests_no_members(library, mother, made):
    with people.client_for(library, mother) as browser:
        assert browser.get(f"/guest/{made.link.id}").status_code == 404
        browser.get(f"/p/{made.token}")
        page = browser.get(f"/guest/{made.link.id}").text
        assert "제주 여름휴가" in page and 'class="places"' not in page
        assert 'class="places"' in browser.get("/").text


def test_the_cookie_goes_to_the_pages_of_its_pass_alone_and_scripts_cannot_read_it(library, made):
    with Outsider(library) as guest:
        answer = guest.get(f"/p/{made.token}")
    told = answer.headers["set-cookie"].lower()
    assert f"path=/guest/{made.link.id};" in told + ";" and "httponly" in told and "samesite=lax" in told
    assert made.token.lower() not in told and made.token not in answer.headers["location"]


def test_what_is_moved_away_or_deleted_is_gone_for_guests_too(library, mother, made, album):
    stories = looking.opened(library, mother, album).stories
    with Outsider(library) as guest:
        guest.come(made.token)
        trash.trash_stories(library, mother, [stories[0].id])
        assert guest.get(f"{guest.root}/stories/{stories[0].id}").status_code == 404
        assert guest.get(f"{guest.root}/media/{stories[0].picture.id}/grid").status_code == 404
        trash.trash_album(library, mother, album)
        assert guest.get(guest.root).status_code == 404
        assert guest.get(f"{guest.root}/stories/{stories[1].id}").status_code == 404
        trash.restore_album(library, mother, album)
        assert guest.get(guest.root).status_code == 200


def test_a_saved_picture_does_not_say_where_it_was_taken(library, mother, album, kept, seaside):
    number = kept(seaside)
    house.story(library, mother, album, number)
    with Outsider(library) as guest:
        guest.come(link_to(library, mother, album).token)
        answer = guest.get(f"{guest.root}/media/{number}/copy")
        for size in ("grid", "preview"):
            shown = Image.open(io.BytesIO(guest.get(f"{guest.root}/media/{number}/{size}").content))
            assert not dict(shown.getexif()) and "comment" not in shown.info
        assert guest.get(f"{guest.root}/media/{number}/original").status_code == 404
    saved = Image.open(io.BytesIO(answer.content))
    assert dict(saved.getexif()) == {0x0112: 6} and not saved.getexif().get_ifd(0x8825)
    assert b"tower" not in answer.content and b"iPhone" not in answer.content
    with Image.open(seaside) as original:
        assert ImageChops.difference(saved.convert("RGB"), original.convert("RGB")).getbbox() is None
    assert answer.headers["content-disposition"].endswith("%EB%B0%94%EB%8B%A4.jpg")


def test_places_go_along_where_the_maker_chose_that(library, mother, album, kept, seaside):
    number = kept(seaside)
    house.story(library, mother, album, number)
    with Outsider(library) as guest:
        guest.come(link_to(library, mother, album, with_places="yes").token)
        assert guest.get(f"{guest.root}/media/{number}/copy").content == seaside.read_bytes()


def test_a_picture_of_another_format_is_saved_as_a_jpeg_without_places(
    library, mother, album, kept, tmp_path
):
    number = kept(making.photo(tmp_path / "산.webp", exif=making.exif(gps=making.seoul())))
    house.story(library, mother, album, number)
    with Outsider(library) as guest:
        guest.come(link_to(library, mother, album).token)
        answer = guest.get(f"{guest.root}/media/{number}/copy")
    saved = Image.open(io.BytesIO(answer.content))
    assert saved.format == "JPEG" and not dict(saved.getexif())


def test_a_film_does_not_say_where_it_was_taken(library, mother, album, kept, tmp_path):
    tags = {"com.apple.quicktime.location.ISO6709": "+37.5512+126.9882+100/"}
    path = making.film(tmp_path / "파도.mov", sound=True, metadata=tags)
    assert b"37.5512" in path.read_bytes()
    number = kept(path)
    told = house.story(library, mother, album, number)
    with Outsider(library) as guest:
        guest.come(link_to(library, mother, album).token)
        assert "준비하고 있어요" in guest.get(f"{guest.root}/stories/{told}").text
        assert guest.get(f"{guest.root}/media/{number}/film").status_code == 404
        library.jobs.drain()
        assert "<video" in guest.get(f"{guest.root}/stories/{told}").text
        part = guest.get(f"{guest.root}/media/{number}/film", headers={"range": "bytes=0-99"})
        assert part.status_code == 206 and len(part.content) == 100
        for address in ("film", "copy"):
            answer = guest.get(f"{guest.root}/media/{number}/{address}")
            assert answer.status_code == 200 and b"37.5512" not in answer.content
    with av.open(io.BytesIO(answer.content)) as film:
        assert [stream.type for stream in film.streams] == ["video", "audio"]
        assert sum(1 for _ in film.decode(video=0)) == 10

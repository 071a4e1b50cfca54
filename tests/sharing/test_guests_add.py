"""A guest sends photos by a link: they say once who they are, the family sees it, and they may take it back for a day."""

import pytest

from backupd import intake
from backupd.albums import looking, stories, trash
from backupd.family import passes_of
from tests import people
from tests.albums import house
from tests.intake.sending import form
from tests.media.making import photo
from tests.sharing.outside import Outsider, link_to


@pytest.fixture
def made(library, mother, album):
    return link_to(library, mother, album, kind="add")


@pytest.fixture
def jimin(library, made):
    """지민, who opened the link and said who they are."""
    with Outsider(library) as guest:
        assert "누구신가요?" in guest.come(made.token).text
        assert guest.post(f"{guest.root}/name", data={"name": "지민"}).headers["location"] == guest.root
        yield guest


def gifts(library, viewer, album):
    return [story for story in looking.opened(library, viewer, album).stories if story.guest]


def test_a_name_is_asked_for_once_and_stays(library, jimin):
    page = jimin.get(jimin.root).text
    assert "지민님" in page and "제주 여름휴가" in page and "누구신가요" not in page
    jimin.post(f"{jimin.root}/name", data={"name": "엄마"})
    assert "지민님" in jimin.get(jimin.root).text


def test_a_name_of_nothing_is_refused_and_without_one_nothing_is_taken(library, made, tmp_path):
    with Outsider(library) as guest:
        guest.come(made.token)
        answer = guest.post(f"{guest.root}/name", data={"name": "  "})
        assert answer.status_code == 422 and 'aria-invalid="true"' in answer.text
        assert guest.post(f"{guest.root}/files", **form(photo(tmp_path / "a.jpg"))).status_code == 404


def test_photos_reach_the_album_under_the_guests_name_and_the_family_is_told(
    library, mother, album, jimin, tmp_path, clock, told
):
    father = people.join(library, mother, "아빠")
    answer = jimin.post(
        f"{jimin.root}/files", **form(photo(tmp_path / "a.jpg"), photo(tmp_path / "b.jpg", (99, 80)))
    )
    assert answer.status_code == 303 and "2장을 정리하고 있어요" in jimin.get(jimin.root).text
    library.jobs.drain()
    stories = gifts(library, father, album)
    assert [story.guest_name for story in stories] == ["지민", "지민"]
    assert {story.contributor for story in stories} == {mother.id}
    for viewer in (mother, father):
        with people.client_for(library, viewer) as browser:
            assert "<strong>지민</strong> 손님이" in browser.get("/").text
            assert "지민 (손님)" in browser.get(f"/stories/{stories[0].id}").text
    clock.forward(minutes=2)
    intake.tell(library)
    row = library.database.connection.execute(
        "SELECT guest, amount, album FROM happening WHERE kind = 'guest_added'"
    ).fetchone()
    assert tuple(row) == (stories[0].guest, 2, album) and "photos_added" not in told()
    assert passes_of(library, mother, album)[0].files == 2


def test_a_guest_sees_what_they_sent_and_not_what_others_did(library, mother, made, jimin, tmp_path):
    jimin.post(f"{jimin.root}/files", **form(photo(tmp_path / "a.jpg")))
    library.jobs.drain()
    with Outsider(library) as other:
        other.come(made.token)
        other.post(f"{other.root}/name", data={"name": "수아"})
        other.post(f"{other.root}/files", **form(photo(tmp_path / "b.jpg", (99, 80))))
        library.jobs.drain()
        for guest in (jimin, other):
            assert guest.get(guest.root).text.count("/grid") == 1
        mine = jimin.get(jimin.root).text.split("/media/")[1].split("/")[0]
        assert jimin.get(f"{jimin.root}/media/{mine}/grid").status_code == 200
        assert other.get(f"{other.root}/media/{mine}/grid").status_code == 404


def test_guests_never_learn_that_a_photo_was_there_already(library, mother, album, jimin, kept, tmp_path):
    """The same answers and the same page, whether the family had these bytes or not."""
    known, new = photo(tmp_path / "known.jpg"), photo(tmp_path / "newer.jpg", (99, 80))
    house.story(library, mother, album, kept(known))
    told = []
    for path in (known, new):
        answer = jimin.post(f"{jimin.root}/files", **form(path), headers={"accept": "application/json"})
        told.append((answer.status_code, answer.text, jimin.get(jimin.root).text.count("정리하고")))
        library.jobs.drain()
    assert told[0] == told[1] == (200, '{"kept":1}', 1)
    page = jimin.get(jimin.root).text
    assert page.count("/grid") == 2 and "이미" not in page
    assert len(gifts(library, mother, album)) == 2
    assert library.database.value("SELECT count(*) FROM media WHERE name = 'known.jpg'") == 1


def test_sending_the_same_photo_twice_gives_it_once(library, mother, album, jimin, tmp_path):
    for _ in range(2):
        jimin.post(f"{jimin.root}/files", **form(photo(tmp_path / "a.jpg")))
        library.jobs.drain()
    assert len(gifts(library, mother, album)) == 1


def test_a_gift_can_be_taken_back_for_a_day_and_waits_in_the_trash(
    library, mother, album, jimin, tmp_path, clock, told
):
    jimin.post(f"{jimin.root}/files", **form(photo(tmp_path / "a.jpg"), photo(tmp_path / "b.jpg", (99, 80))))
    library.jobs.drain()
    first, second = gifts(library, mother, album)
    answer = jimin.post(f"{jimin.root}/stories/{first.id}/removal")
    assert answer.headers["location"] == jimin.root and jimin.get(jimin.root).text.count("/grid") == 1
    assert [story.id for story in gifts(library, mother, album)] == [second.id]
    assert told()[-1] == "guest_took_back"
    trash.restore_story(library, mother, first.id)
    clock.forward(hours=24, seconds=1)
    assert jimin.post(f"{jimin.root}/stories/{second.id}/removal").status_code == 403
    assert "removal" not in jimin.get(jimin.root).text
    assert len(gifts(library, mother, album)) == 2


def test_a_guest_takes_back_nothing_of_another(library, mother, album, made, jimin, tmp_path):
    jimin.post(f"{jimin.root}/files", **form(photo(tmp_path / "a.jpg")))
    library.jobs.drain()
    gift = gifts(library, mother, album)[0]
    with Outsider(library) as other:
        other.come(made.token)
        other.post(f"{other.root}/name", data={"name": "수아"})
        assert other.post(f"{other.root}/stories/{gift.id}/removal").status_code == 404
    assert gifts(library, mother, album)


def test_what_is_no_photo_is_named_and_the_rest_arrives(library, mother, album, jimin, tmp_path):
    packed = tmp_path / "packed.jpg"
    packed.write_bytes(b"PK\x03\x04 and so on")
    jimin.post(f"{jimin.root}/files", **form(photo(tmp_path / "a.jpg"), packed))
    library.jobs.drain()
    page = jimin.get(jimin.root).text
    assert "packed.jpg" in page and "받지 못한 파일" in page and len(gifts(library, mother, album)) == 1
    alone = jimin.post(f"{jimin.root}/files", **form(packed), headers={"accept": "application/json"})
    assert alone.status_code == 422 and alone.json()["title"]
    assert jimin.post(f"{jimin.root}/files", **form(), headers={"accept": "text/html"}).status_code == 422


def test_limits_on_number_and_size_cost_only_what_is_beyond_them(library_with, tmp_path):
    library = library_with(files=2, file_mb=1)
    mother = people.found_family(library)
    album = house.album(library, mother)
    made = link_to(library, mother, album, kind="add")
    large = tmp_path / "large.jpg"
    large.write_bytes(photo(tmp_path / "whole.jpg").read_bytes() + b"\0" * (1 << 20))
    with Outsider(library) as guest:
        guest.come(made.token)
        guest.post(f"{guest.root}/name", data={"name": "지민"})
        guest.post(f"{guest.root}/files", **form(large, photo(tmp_path / "a.jpg")))
        library.jobs.drain()
        page = guest.get(guest.root).text
        assert "large.jpg" in page and "너무 커요" in page and page.count("/grid") == 1
        more = [photo(tmp_path / f"{number}.jpg", (90 + number, 80)) for number in range(3)]
        answer = guest.post(f"{guest.root}/files", **form(*more))
        library.jobs.drain()
        assert answer.status_code == 413 and "더 받을 수 없어요" in answer.text
        assert len(gifts(library, mother, album)) == 2 and "다 보냈어요" in guest.get(guest.root).text
    assert len(list(library.files.kept())) == 2 and not list(library.files.incoming.iterdir())


def test_a_line_that_breaks_takes_nothing_back_that_was_whole(library, mother, album, jimin, tmp_path):
    body = (
        b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.jpg"\r\n\r\n'
        + photo(tmp_path / "a.jpg").read_bytes()
        + b'\r\n--x\r\nContent-Disposition: form-data; name="files"; filename="b.jpg"\r\n\r\n\xff\xd8 and'
    )
    answer = jimin.post(
        f"{jimin.root}/files", content=body, headers={"content-type": "multipart/form-data; boundary=x"}
    )
    library.jobs.drain()
    assert answer.status_code == 422 and len(gifts(library, mother, album)) == 1
    assert len(list(library.files.kept())) == 1 and not list(library.files.incoming.iterdir())


def test_a_link_to_look_takes_nothing(library, mother, album, tmp_path):
    with Outsider(library) as guest:
        guest.come(link_to(library, mother, album).token)
        assert guest.post(f"{guest.root}/name", data={"name": "지민"}).status_code == 404
        assert guest.post(f"{guest.root}/files", **form(photo(tmp_path / "a.jpg"))).status_code == 404


def test_what_came_on_its_way_when_the_link_ended_stays_with_the_family(
    library, mother, album, made, jimin, tmp_path
):
    jimin.post(f"{jimin.root}/files", **form(photo(tmp_path / "a.jpg")))
    with people.client_for(library, mother) as browser:
        browser.post(f"/passes/{made.link.id}/ending")
    library.jobs.drain()
    assert [story.guest_name for story in gifts(library, mother, album)] == ["지민"]
    assert jimin.get(jimin.root).status_code == 404


def test_a_gift_copied_into_another_album_keeps_its_name(library, mother, album, jimin, tmp_path):
    jimin.post(f"{jimin.root}/files", **form(photo(tmp_path / "a.jpg")))
    library.jobs.drain()
    other = house.album(library, mother, "모음")
    stories.copy_stories(library, mother, [gifts(library, mother, album)[0].id], other)
    assert [story.guest_name for story in gifts(library, mother, other)] == ["지민"]
    assert jimin.get(jimin.root).text.count("/grid") == 1

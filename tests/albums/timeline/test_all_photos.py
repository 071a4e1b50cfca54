"""All photos by month: on the page, in its twins, piece by piece and around a photo one comes back to."""

import re

import pytest

from backupd.albums import stories, trash
from backupd.albums.timeline_looking import AROUND, CHUNK, FIRST
from backupd.core.library import Library
from backupd.family import Viewer
from tests import people
from tests.albums import house

FRAGMENT = {"HX-Request": "true"}


def shown(text: str) -> list[int]:
    """The stories on a page, in its order."""
    return [int(number) for number in re.findall(r'<a class="photo" id="s(\d+)"', text)]


def dated(
    library: Library, who: Viewer, album: int, *dates: str | None, precision: str = "exact"
) -> list[int]:
    return [house.story(library, who, album, house.photo(library, taken, precision)) for taken in dates]


@pytest.fixture
def many(library, mother):
    """250 photos of which nobody knows the date, all brought on one day."""
    album = house.album(library, mother, "상자에서 나온 사진")
    return [house.story(library, mother, album, house.photo(library, None)) for _ in range(250)]


def test_an_empty_house_is_told_what_to_do(browser, library, mother):
    page = browser.get("/photos")
    assert page.status_code == 200 and "아직 사진이 없어요" in page.text and 'href="/add"' in page.text
    assert browser.get("/api/photos").json() == {"photos": [], "next": None}
    assert browser.get("/api/photos/months").json() == []


def test_months_stand_from_the_newest_to_what_nobody_knows(browser, library, mother):
    album = house.album(library, mother)
    exact = dated(library, mother, album, "2019-08-05T10:00:00", "2019-08-06T10:00:00", "2021-01-01T00:00:00")
    vague = dated(library, mother, album, "2019-01-01T00:00:00", precision="year")
    older = dated(library, mother, album, "1980-01-01T00:00:00", precision="decade")
    unknown = dated(library, mother, album, None)
    page = browser.get("/photos").text
    assert shown(page) == [exact[2], exact[1], exact[0], *vague, *older, *unknown]
    headings = [
        re.sub(r"<.*", "", each).strip() for each in re.findall(r'<h2 class="day"[^>]*>(.*?)</h2>', page)
    ]
    assert headings == ["2021년 1월", "2019년 8월", "2019년, 달은 몰라요", "1980년대쯤", "날짜를 몰라요"]
    assert browser.get("/api/photos/months").json() == [
        {"month": "2021-01", "photos": 1}, {"month": "2019-08", "photos": 2}, {"month": "2019", "photos": 1},
        {"month": "198", "photos": 1}, {"month": "", "photos": 1},
    ]  # fmt: skip


def test_a_photo_copied_into_another_album_is_shown_once(browser, library, mother, album):
    second = house.album(library, mother, "가족의 한 해")
    first = library.database.column("SELECT id FROM story ORDER BY id")
    stories.copy_stories(library, mother, first, second)
    assert sorted(shown(browser.get("/photos").text)) == first
    trash.trash_album(library, mother, album)
    assert len(shown(browser.get("/photos").text)) == 3, "the copies show them now"


def test_nobody_sees_another_familys_photos(library, mother, album):
    aunt = people.another_family(library)
    with people.client_for(library, aunt) as browser:
        assert shown(browser.get("/photos").text) == []
        assert browser.get("/api/photos").json()["photos"] == []
        assert browser.get("/api/photos/months").json() == []
        assert shown(browser.get("/photos?story=1", headers=FRAGMENT).text) == []


def test_who_left_the_family_sees_nothing(library, mother, album):
    sister = people.join(library, mother, "누나")
    with people.client_for(library, sister) as browser:
        assert len(shown(browser.get("/photos").text)) == 3
        with library.database.writing() as connection:
            connection.execute("UPDATE membership SET until = '2026-11-24' WHERE person = ?", (sister.id,))
        assert library.database.column("SELECT * FROM visible_months WHERE viewer = ?", (sister.id,)) == []


def test_a_page_without_a_script_leads_to_the_older_ones_and_back(browser, library, mother, many):
    page = browser.get("/photos").text
    assert shown(page) == many[::-1][:FIRST]
    older = re.search(r'href="(/photos\?after=[^"]+)" rel="next"', page)[1]
    second = browser.get(older).text
    assert shown(second) == many[::-1][FIRST : 2 * FIRST]
    assert 'rel="prev"' in second
    assert shown(browser.get(re.search(r'href="([^"]+)" rel="prev"', second)[1]).text) == shown(page)


def test_gaps_give_every_photo_once_and_say_how_many_are_left(browser, library, mother, many):
    """As the script asks for them, downwards from the first page."""
    page = browser.get("/photos").text
    found = shown(page)
    while gap := re.search(r'class="gap" data-address="([^"]+)" style="--n:(\d+)"', page):
        assert int(gap[2]) == 250 - len(found)
        page = browser.get(gap[1].replace("&amp;", "&"), headers=FRAGMENT).text
        assert 0 < len(shown(page)) <= CHUNK
        found += shown(page)
    assert found == many[::-1]


def test_one_comes_back_to_the_same_photo_with_gaps_on_both_sides(browser, library, mother, many):
    page = browser.get(f"/photos?story={many[100]}").text
    assert shown(page)[AROUND] == many[100]
    above, below = (
        (address.replace("&amp;", "&"), int(count))
        for address, count in re.findall(r'class="gap" data-address="([^"]+)" style="--n:(\d+)"', page)
    )
    assert above[1] + len(shown(page)) + below[1] == 250
    higher = browser.get(above[0], headers=FRAGMENT).text
    lower = browser.get(below[0], headers=FRAGMENT).text
    whole = shown(higher) + shown(page) + shown(lower)
    top = re.search(r'class="gap" data-address="([^"]+)"', higher)
    assert top, "249 - 100 + AROUND are too many for one chunk"
    assert whole == [each for each in many[::-1] if whole[0] >= each >= whole[-1]]
    again = re.search(r'data-again="([^"]+)"', higher)[1].replace("&amp;", "&")
    assert shown(browser.get(again, headers=FRAGMENT).text) == shown(higher)


def test_no_answer_is_longer_than_five_hundred(browser, library, mother):
    album = house.album(library, mother)
    with library.database.writing():
        for _ in range(520):
            house.story(library, mother, album, house.photo(library, None))
    first = browser.get("/api/photos?limit=15000").json()
    assert len(first["photos"]) == 500
    rest = browser.get("/api/photos", params={"after": first["next"], "limit": 500}).json()
    assert len(rest["photos"]) == 20 and rest["next"] is None
    assert len({photo["story"] for photo in first["photos"] + rest["photos"]}) == 520
    since = first["photos"][0]
    spot = f"{since['month']}_{since['moment']}_{since['story']}"
    again = browser.get("/photos", params={"month": "", "since": spot, "count": 9999}, headers=FRAGMENT)
    assert len(shown(again.text)) == 500


@pytest.mark.parametrize(
    "asked", ["month=%00", "after=x", "after=__9999999999999999999999", "story=999", "before=_"]
)
def test_an_address_that_means_nothing_shows_something_harmless(browser, library, mother, album, asked):
    for headers in ({}, FRAGMENT):
        assert browser.get(f"/photos?{asked}", headers=headers).status_code == 200
    assert browser.get(f"/api/photos?{asked}").status_code == 200


def test_opened_from_the_timeline_one_leafs_on_in_it(browser, library, mother, album):
    other = house.album(library, mother, "설날")
    newest = dated(library, mother, other, "2024-02-10T09:00:00")[0]
    last = library.database.value("SELECT max(id) FROM story WHERE album = ?", (album,))
    page = browser.get(f"/stories/{newest}?from=photos").text
    assert f'href="/photos?story={newest}#s{newest}"' in page
    assert f'href="/stories/{last}?from=photos"' in page, "the next older one, of another album"
    told = browser.get(f"/api/stories/{last}?from=photos").json()["around"]
    assert (told["position"], told["total"], told["before"][0]["id"]) == (2, 4, newest)
    in_album = browser.get(f"/stories/{last}").text
    assert "from=photos" not in in_album


def test_a_story_for_which_another_stands_is_shown_in_its_album(browser, library, mother, album):
    second = house.album(library, mother, "가족의 한 해")
    stories.copy_stories(library, mother, [1], second)
    copy = library.database.value("SELECT id FROM story WHERE album = ?", (second,))
    page = browser.get(f"/stories/{copy}?from=photos")
    assert page.status_code == 200 and "from=photos" not in page.text


def test_the_shelf_and_today_lead_there(browser, library, mother, album):
    assert 'href="/photos"' in browser.get("/albums").text
    assert 'href="/photos"' in browser.get("/").text

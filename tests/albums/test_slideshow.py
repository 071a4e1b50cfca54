"""An album that shows itself."""

import re

from backupd.albums import looking, slideshow
from tests import people
from tests.albums import house


def test_it_begins_where_one_was_and_goes_on_in_the_album_s_order(library, mother, album, browser):
    one, two, three = (story.id for story in looking.opened(library, mother, album).stories)
    page = browser.get(f"/albums/{album}/slideshow?at={two}").text
    assert re.findall(r'<li data-story="(\d+)"', page) == [str(two), str(three)]
    assert f'content="8;url=/albums/{album}/slideshow?at={three}"' in page
    assert f'data-following="/albums/{album}/slideshow"' in page
    browser.post(f"/stories/{three}/position", data={"step": "first"})
    told = browser.get(f"/api/albums/{album}/slideshow").json()
    assert [story["id"] for story in told["slides"]] == [three, one, two] and told["next"] is None


def test_without_a_script_it_goes_round_and_round(library, mother, album, browser):
    told = [story.id for story in looking.opened(library, mother, album).stories]
    walked, there = [], f"/albums/{album}/slideshow"
    for _ in range(4):
        page = browser.get(there).text
        walked.append(int(re.search(r'data-story="(\d+)"', page)[1]))
        there = re.search(r'http-equiv="refresh" content="8;url=([^"]+)"', page)[1]
    assert walked == [*told, told[0]]


def test_a_long_album_is_handed_over_a_few_at_a_time(library, mother, browser):
    album = house.album(library, mother, photos=slideshow.SLIDES * 2 + 3)
    seen, there = [], f"/albums/{album}/slideshow"
    for _ in range(3):
        part = browser.get(there, headers={"HX-Request": "true"}).text
        assert "<html" not in part
        seen += re.findall(r'data-story="(\d+)"', part)
        there = re.search(r'data-following="([^"]+)"', part)[1].replace("&amp;", "&")
    assert len(seen) == len(set(seen)) == slideshow.SLIDES * 2 + 3
    assert there == f"/albums/{album}/slideshow"


def test_an_empty_album_says_so_and_a_picture_of_another_album_is_not_there(library, mother, album, browser):
    empty = house.album(library, mother, "빈 앨범")
    assert "아직 보여 줄 사진이 없어요" in browser.get(f"/albums/{empty}/slideshow").text
    other = house.story(library, mother, empty)
    assert browser.get(f"/albums/{album}/slideshow?at={other}").status_code == 404


def test_another_family_is_told_the_same_as_about_nothing(library, mother, album):
    with people.client_for(library, people.another_family(library)) as browser:
        assert browser.get(f"/albums/{album}/slideshow").status_code == 404
        assert browser.get(f"/api/albums/{album}/slideshow").status_code == 404

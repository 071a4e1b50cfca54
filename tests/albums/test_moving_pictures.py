"""Photos that move, wide ones and scans, on their pages: what can be played, what is said, what the gate hides."""

import pytest

from backupd import media
from backupd.albums import looking
from tests import people
from tests.albums import house

MADE = {"motion": "made", "motion_offset": 900, "motion_length": 100}


@pytest.fixture
def moving(library, mother, album):
    """A motion photo whose clip lies ready."""
    kept = house.photo(library, "2024-01-28T10:54:20", **MADE)
    clip = media.derived_path(library, kept, "motion")
    clip.parent.mkdir(parents=True)
    clip.write_bytes(bytes(range(200)))
    house.story(library, mother, album, kept)
    return kept


def page_of(library, browser, viewer, album, kept):
    story = next(one for one in looking.opened(library, viewer, album).stories if one.picture.id == kept)
    return browser.get(f"/stories/{story.id}").text


def test_the_clip_is_sent_in_parts_and_can_run_nothing(moving, browser):
    answer = browser.get(f"/media/{moving}/motion", headers={"range": "bytes=10-19"})
    assert answer.status_code == 206 and answer.content == bytes(range(10, 20))
    assert answer.headers["content-type"] == "video/mp4"
    assert "sandbox" in answer.headers["content-security-policy"]


def test_the_button_is_a_plain_link_to_the_clip(library, mother, album, moving, browser):
    assert f'class="touch" href="/media/{moving}/motion"' in page_of(library, browser, mother, album, moving)


def test_the_album_marks_what_moves(library, mother, album, moving, browser):
    house.story(library, mother, album, house.photo(library, animated=1, mime="image/gif"))
    house.story(library, mother, album, house.photo(library, panorama="sphere"))
    page = browser.get(f"/albums/{album}").text
    for mark in ("LIVE", "GIF", "360°"):
        assert page.count(f">{mark}</span>") == 1


def test_a_stranger_is_told_the_same_as_about_nothing(library, moving):
    aunt = people.another_family(library)
    with people.client_for(library, aunt) as browser:
        answer, absent = (browser.get(f"/media/{number}/motion") for number in (moving, 99999))
        assert answer.status_code == absent.status_code == 404
        assert answer.text.replace(f"/media/{moving}/", "/media/99999/") == absent.text


def test_a_photo_that_holds_no_film_has_none(library, mother, album, browser):
    kept = house.photo(library)
    house.story(library, mother, album, kept)
    assert browser.get(f"/media/{kept}/motion").status_code == 404
    assert 'class="touch"' not in page_of(library, browser, mother, album, kept)


def test_a_clip_in_the_making_says_so(library, mother, album, browser):
    kept = house.photo(library, **{**MADE, "motion": "needed"})
    house.story(library, mother, album, kept)
    answer = browser.get(f"/media/{kept}/motion")
    assert answer.status_code == 404 and "준비하고 있어요" in answer.text
    page = page_of(library, browser, mother, album, kept)
    assert "움직임을 준비하고 있어요" in page and 'class="touch"' not in page


def test_a_lost_clip_is_made_anew(library, moving, browser):
    media.derived_path(library, moving, "motion").unlink()
    assert browser.get(f"/media/{moving}/motion").status_code == 404
    library.jobs.drain()
    assert moving in media.films_needed(library) or media.find(library, moving).motion == "set_aside"


def test_a_film_that_was_cut_off_is_told_and_the_photo_is_whole(library, mother, album, browser):
    kept = house.photo(library, motion="cut")
    house.story(library, mother, album, kept)
    assert "파일 끝이 잘려서" in page_of(library, browser, mother, album, kept)


def test_a_scan_says_that_its_date_is_not_to_be_believed(library, mother, album, browser):
    kept = house.photo(library, scan=1)
    house.story(library, mother, album, kept)
    assert "스캔한 사진" in page_of(library, browser, mother, album, kept)
    told = library.database.value(
        "SELECT scan FROM visible_media WHERE viewer = ? AND family = ? AND id = ?",
        (mother.id, mother.family, kept),
    )
    assert told == 1


@pytest.mark.parametrize(("panorama", "words"), [("flat", "파노라마"), ("sphere", "360° 사진")])
def test_a_panorama_has_a_badge(library, mother, album, browser, panorama, words):
    kept = house.photo(library, panorama=panorama)
    house.story(library, mother, album, kept)
    assert words in page_of(library, browser, mother, album, kept)


def test_an_animation_plays_by_itself_unless_somebody_asked_for_calm(library, mother, album, browser):
    kept = house.photo(library, animated=1, mime="image/gif")
    house.story(library, mother, album, kept)
    moves = f'<source srcset="/media/{kept}/original" media="(prefers-reduced-motion: no-preference)">'
    assert moves in page_of(library, browser, mother, album, kept)
    with library.database.writing() as connection:
        connection.execute("UPDATE person SET motion = 'calm' WHERE id = ?", (mother.id,))
    page = page_of(library, browser, mother, album, kept)
    assert "<source" not in page and f'class="touch for-calm" href="/media/{kept}/original"' in page


def test_a_huge_animation_stands_still(library, mother, album, browser):
    kept = house.photo(library, animated=1, mime="image/gif", size=80_000_000)
    house.story(library, mother, album, kept)
    assert "<source" not in page_of(library, browser, mother, album, kept)

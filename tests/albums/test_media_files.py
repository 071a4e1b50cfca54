"""Pictures, films and originals, by their addresses and through the gate."""

import io
import re
import shutil

import pytest
from PIL import Image

from backupd import media
from backupd.albums import looking, trash
from tests import people
from tests.albums import house


@pytest.fixture
def photo(library, mother, album):
    """A real JPEG, kept, with a derived picture as development leaves it."""
    picture = io.BytesIO()
    Image.new("RGB", (600, 400), "teal").save(picture, "JPEG")
    with library.files.staging() as staging:
        staging.write(picture.getvalue())
        kept = media.keep(library, staging.finish(), "바다 1.jpg").id
    with library.database.writing() as connection:
        connection.execute(
            "UPDATE media SET state = 'ready', kind = 'photo', mime = 'image/jpeg', rendered = 1, width = 600,"
            " height = 400 WHERE id = ?",
            (kept,),
        )
    for size in ("grid", "preview"):
        path = media.derived_path(library, kept, size)
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (48, 32), "teal").save(path)
    house.story(library, mother, album, kept)
    return kept


def test_a_picture_is_kept_by_the_browser_and_asked_for_again_cheaply(photo, browser):
    answer = browser.get(f"/media/{photo}/grid")
    assert answer.status_code == 200 and answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["cache-control"].startswith("private, max-age=")
    again = browser.get(f"/media/{photo}/grid", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304 and not again.content


def test_no_address_or_mark_tells_what_the_bytes_are(library, photo, browser):
    digest = library.database.value("SELECT hex(sha256) FROM media WHERE id = ?", (photo,)).lower()
    for size in ("grid", "preview", "original"):
        headers = str(browser.get(f"/media/{photo}/{size}").headers).lower()
        assert digest not in headers and digest[:16] not in headers


def test_the_original_comes_back_byte_for_byte_and_can_run_nothing(library, photo, browser):
    answer = browser.get(f"/media/{photo}/original")
    assert answer.content == media.original_path(library, photo).read_bytes()
    assert answer.headers["content-type"] == "image/jpeg" and "content-disposition" not in answer.headers
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]


def test_a_download_has_the_name_the_file_came_with(photo, browser):
    told = browser.get(f"/media/{photo}/original?download").headers["content-disposition"]
    assert re.fullmatch(r"attachment; filename\*=UTF-8''%EB%B0%94%EB%8B%A4%201.jpg", told)


def test_a_part_of_a_film_is_sent_when_asked_for(library, photo, browser):
    with library.database.writing() as connection:
        connection.execute("UPDATE media SET kind = 'video', mime = 'video/mp4' WHERE id = ?", (photo,))
    whole = media.original_path(library, photo).read_bytes()
    answer = browser.get(f"/media/{photo}/film", headers={"range": "bytes=10-19"})
    assert answer.status_code == 206 and answer.content == whole[10:20]
    assert answer.headers["content-range"] == f"bytes 10-19/{len(whole)}"


def test_a_program_may_ask_for_the_size_alone(library, photo, browser):
    answer = browser.head(f"/media/{photo}/original")
    size = media.original_path(library, photo).stat().st_size
    assert answer.status_code == 200 and not answer.content and answer.headers["content-length"] == str(size)


def test_a_photo_has_no_film_and_a_film_in_the_making_says_so(library, photo, browser):
    assert browser.get(f"/media/{photo}/film").status_code == 404
    with library.database.writing() as connection:
        connection.execute("UPDATE media SET kind = 'video', film = 'needed' WHERE id = ?", (photo,))
    answer = browser.get(f"/media/{photo}/film")
    assert answer.status_code == 404 and "준비하고 있어요" in answer.text


def test_a_lost_picture_is_replaced_by_a_drawing_and_made_anew(library, photo, browser):
    shutil.rmtree(library.files.derived)
    library.files.prepare()
    answer = browser.get(f"/media/{photo}/grid")
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("image/svg+xml")
    assert answer.headers["cache-control"] == "no-store"
    library.jobs.drain()
    assert browser.get(f"/media/{photo}/grid").headers["content-type"] == "image/jpeg"


def test_while_the_disk_is_away_pictures_are_shown_and_originals_say_why_not(library, photo, browser):
    library.files.originals.rename(library.files.originals.with_name("away"))
    assert browser.get(f"/media/{photo}/grid").status_code == 200
    answer = browser.get(f"/media/{photo}/original")
    assert answer.status_code == 503 and "<h1" in answer.text


def test_somebody_of_another_family_is_told_the_same_as_about_nothing(library, photo):
    aunt = people.another_family(library)
    with people.client_for(library, aunt) as browser:
        for size in ("grid", "preview", "film", "original", "original?download"):
            answer, absent = (browser.get(f"/media/{number}/{size}") for number in (photo, 99999))
            assert answer.status_code == absent.status_code == 404
            assert answer.text.replace(f"/media/{photo}/", "/media/99999/") == absent.text


def test_the_same_bytes_in_two_families_are_seen_in_both(library, photo):
    aunt = people.another_family(library)
    house.story(library, aunt, house.album(library, aunt), photo)
    with people.client_for(library, aunt) as browser:
        assert browser.get(f"/media/{photo}/grid").status_code == 200


def test_a_deleted_photo_is_seen_only_by_those_who_may_bring_it_back(library, mother, album, photo, browser):
    aunt = people.join(library, mother, "이모")
    trash.trash_stories(library, mother, [looking.opened(library, mother, album).stories[-1].id])
    assert browser.get(f"/media/{photo}/grid").status_code == 200
    with people.client_for(library, aunt) as hers:
        assert hers.get(f"/media/{photo}/grid").status_code == 404

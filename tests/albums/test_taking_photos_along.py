"""The originals of many photos in one zip, written while it is sent."""

import io
import zipfile
from pathlib import Path

import pytest

from backupd import media
from backupd.albums import looking, zipping
from backupd.albums.choosing import Dating
from backupd.albums.dating import date_stories
from backupd.http.zips import Entry, Zip
from tests import people
from tests.albums import house

NAMES = ["IMG_1.jpg", "img_1.JPG", "제주 바다.jpg", "../../etc/passwd", "a:b?.png"]


def keep(library, name, content):
    with library.files.staging() as staging:
        staging.write(content)
        kept = media.keep(library, staging.finish(), name).id
    with library.database.writing() as connection:
        connection.execute(
            "UPDATE media SET state = 'ready', mime = 'image/jpeg', taken = '2019-08-05T14:05:30',"
            " precision = 'exact' WHERE id = ?",
            (kept,),
        )
    return kept


@pytest.fixture
def mother(library):
    return people.found_family(library)


@pytest.fixture
def album(library, mother):
    """Files under difficult names, each with bytes of its own."""
    made = house.album(library, mother, "제주/여름?")
    for number, name in enumerate(NAMES):
        house.story(library, mother, made, keep(library, name, f"file {number} ".encode() * 1000))
    return made


def opened(content):
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert archive.testzip() is None
    return archive


def stories(library, viewer, album):
    return [story.id for story in looking.opened(library, viewer, album).stories]


def test_a_whole_album_comes_as_one_zip_of_its_originals(library, mother, album, browser):
    answer = browser.get(f"/albums/{album}/zip")
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/zip"
    assert "filename*=UTF-8''%EC%97%AC%EB%A6%84_.zip" in answer.headers["content-disposition"]
    archive = opened(answer.content)
    assert archive.namelist() == ["IMG_1.jpg", "img_1 (2).JPG", "제주 바다.jpg", "passwd", "a_b_.png"]
    for number, entry in enumerate(archive.infolist()):
        assert archive.read(entry) == f"file {number} ".encode() * 1000
        assert entry.date_time == (2019, 8, 5, 14, 5, 30)
        assert entry.compress_type == zipfile.ZIP_STORED
    assert archive.getinfo("제주 바다.jpg").flag_bits & 0x800  # the name is UTF-8 and says so


def test_chosen_ones_alone_by_a_form_however_many(library, mother, album, browser):
    wanted = stories(library, mother, album)[1:3]
    answer = browser.post(f"/albums/{album}/zip", data={"story": [*wanted, *range(10_000, 15_000)]})
    assert opened(answer.content).namelist() == ["img_1.JPG", "제주 바다.jpg"]
    said = browser.post(f"/api/albums/{album}/zip", json={"story": wanted})
    assert opened(said.content).namelist() == ["img_1.JPG", "제주 바다.jpg"]


def test_each_of_them_by_itself_for_a_phone(library, mother, browser, album):
    stories = [story.id for story in looking.opened(library, mother, album).stories][:2]
    told = browser.post(f"/api/albums/{album}/originals", json={"story": stories}).json()
    page = browser.post(f"/albums/{album}/originals", data={"story": stories}).text
    assert len(told) == 2 and page.count(" download=") == 2
    for each in told:
        address = f"/media/{each['media']}/original?download"
        assert address in page and browser.get(address).status_code == 200
        assert each["size"] == len(browser.get(address).content)
    refused = browser.post(f"/albums/{album}/originals")
    assert refused.status_code == 422 and "먼저 사진을 골라 주세요." in refused.text


def test_one_chosen_photo_comes_as_it_is(library, mother, album, browser):
    answer = browser.post(f"/albums/{album}/zip", data={"story": stories(library, mother, album)[2]})
    assert answer.status_code == 303
    original = browser.get(answer.headers["location"])
    assert original.content == b"file 2 " * 1000 and "attachment" in original.headers["content-disposition"]


def test_a_file_that_is_gone_is_named_and_the_rest_comes(library, mother, album, browser):
    gone = looking.opened(library, mother, album).stories[2].picture.id
    media.original_path(library, gone).unlink()
    archive = opened(browser.get(f"/albums/{album}/zip").content)
    assert archive.namelist() == ["IMG_1.jpg", "img_1 (2).JPG", "passwd", "a_b_.png", "빠진 파일.txt"]
    told = archive.read("빠진 파일.txt").decode()
    assert "파일 1개" in told and "제주 바다.jpg" in told


def test_without_the_photo_disk_there_is_a_sentence(library, mother, album, browser):
    (library.files.originals / ".backup-originals").unlink()
    assert browser.get(f"/albums/{album}/zip").status_code == 503


def test_nobody_takes_what_they_may_not_see(library, mother, album):
    aunt = people.another_family(library)
    own = house.album(library, aunt, photos=1)
    with people.client_for(library, aunt) as browser:
        assert browser.get(f"/albums/{album}/zip").status_code == 404
        theirs = {"story": stories(library, mother, album)}
        assert browser.post(f"/albums/{album}/zip", data=theirs).status_code == 404
        assert browser.post(f"/albums/{own}/zip", data=theirs).status_code == 404
    reader = people.join(library, mother, "이웃", role="reader")
    with people.client_for(library, reader) as browser:
        assert opened(browser.get(f"/albums/{album}/zip").content).namelist()


def test_nothing_chosen_and_nothing_there_are_sentences(library, mother, album, browser):
    answer = browser.post(f"/albums/{album}/zip", data={})
    assert answer.status_code == 422 and "먼저 사진을 골라 주세요" in answer.text
    assert browser.get(f"/albums/{house.album(library, mother, '빈 앨범')}/zip").status_code == 404


def test_a_date_nobody_knows_is_not_made_up(library, mother, album, browser):
    date_stories(library, mother, album, Dating(stories(library, mother, album), taken="1980년대쯤"))
    archive = opened(browser.get(f"/albums/{album}/zip").content)
    assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    ("names", "unlike"),
    [
        (["a.jpg", "a.jpg", "a.jpg"], ["a.jpg", "a (2).jpg", "a (3).jpg"]),
        (["a.jpg", "a (2).jpg", "a.jpg"], ["a.jpg", "a (2).jpg", "a (3).jpg"]),
        (["A.JPG", "a.jpg"], ["A.JPG", "a (2).jpg"]),
        (["바다", "\u1107\u1161\u1103\u1161"], ["바다", "\u1107\u1161\u1103\u1161 (2)"]),
    ],
)
def test_every_name_is_there_once(names, unlike):
    assert zipping.unlike(names) == unlike


def test_a_long_film_passes_through_in_small_pieces(tmp_path: Path):
    film = tmp_path / "film.mp4"
    with film.open("wb") as file:
        file.truncate(80_000_000)
    answer = Zip("a.zip", [Entry("film.mp4", film, 80_000_000)], lambda gone: ("", ""))
    sizes = [len(piece) for piece in answer.pieces()]
    assert sum(sizes) > 80_000_000 and max(sizes) < 2_000_000


@pytest.fixture
def browser(library, mother):
    with people.client_for(library, mother) as client:
        yield client

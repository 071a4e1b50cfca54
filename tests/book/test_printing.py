"""The book as a PDF: asked for, made in the background, and ready for the printer when it is opened."""

import re
import shutil
from math import isclose

import pytest

from backupd import albums, media
from backupd.book import store
from backupd.book.printing import path_of
from tests import people
from tests.albums import house
from tests.book.conftest import WORDS
from tests.book.printed import Printed
from tests.media.making import photo

SIZES = {"a4": (210, 297), "square": (210, 210)}
papers = pytest.mark.parametrize("paper", SIZES)


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def asked(browser, album: int, paper: str = "a4"):
    answer = browser.post(f"/albums/{album}/book/pdf", data={"format": paper})
    assert answer.status_code == 303, answer.text
    return answer


def state(browser, album: int, paper: str = "a4") -> dict:
    told = browser.get(f"/api/albums/{album}/book/pdf").json()["printings"]
    return next(each for each in told if each["format"] == paper)


def made(library, browser, album: int, tmp_path, paper: str = "a4"):
    asked(browser, album, paper)
    library.jobs.drain()
    answer = browser.get(f"/albums/{album}/book/pdf/{paper}")
    assert answer.status_code == 200, answer.text
    path = tmp_path / f"{paper}.pdf"
    path.write_bytes(answer.content)
    return path


@papers
def test_the_sheets_are_the_paper_with_three_millimetres_to_cut(library, browser, album, tmp_path, paper):
    with Printed(made(library, browser, album, tmp_path, paper)) as book:
        wide, high = SIZES[paper]
        for number in range(len(book)):
            assert book.box(number, "media") == (0, 0, wide + 6, high + 6)
            assert book.box(number, "bleed") == (0, 0, wide + 6, high + 6)
            assert book.box(number, "trim") == (3, 3, 3 + wide, 3 + high)


@papers
def test_its_korean_can_be_found_and_copied(library, browser, album, tmp_path, paper):
    with Printed(made(library, browser, album, tmp_path, paper)) as book:
        told = plain(book.everything())
        assert plain("제주 여름휴가") in plain(book.text(0))
        assert told.count(plain(WORDS)) == 1
        assert plain("2019년 8월 1일 목요일") in told
        assert plain("함께 담은 사람: 엄마") in plain(book.text(len(book) - 1))


def test_every_letter_is_in_the_file(library, browser, album, tmp_path):
    with Printed(made(library, browser, album, tmp_path)) as book:
        fonts = book.fonts()
        assert {name.partition("+")[2] for name in fonts} == {
            "GowunBatang-Regular", "GowunBatang-Bold", "Pretendard-Regular",
        }  # fmt: skip
        assert all(fonts.values()), fonts


@papers
def test_pictures_have_300_dots_an_inch_where_the_original_has_them(library, browser, album, tmp_path, paper):
    with Printed(made(library, browser, album, tmp_path, paper)) as book:
        images = [each for number in range(len(book)) for each in book.images(number)]
        assert len(images) == 5  # the cover, three photographs and a film
        for each in images:
            assert isclose(each.across, each.down, rel_tol=0.01), each
            small = max(each.width, each.height) <= 640
            assert small or min(each.across, each.down) >= 299, each


def test_its_pages_drawn_again_show_the_pictures(library, browser, album, tmp_path):
    with Printed(made(library, browser, album, tmp_path)) as book:
        for number in range(len(book)):
            darkest = book.picture(number).resize((60, 85)).convert("L").tobytes()
            covered = sum(each < 235 for each in darkest) / len(darkest)
            assert (covered > 0.15) == bool(book.images(number)), (number, covered)


def test_letters_outside_our_typefaces_leave_no_box_and_stay_in_the_text(
    library, browser, mother, keep, tmp_path
):
    made_album = house.album(library, mother)
    words = "뷁쀍 썼어요 🎂👨‍👩‍👧 Ça va? 漢字 ㅋㅋㅋ ~♥"
    kept = keep(photo(tmp_path / "one.jpg", (1600, 1200)))
    albums.add_story(library, album=made_album, contributor=mother.id, media=[kept], description=words)
    with Printed(made(library, browser, made_album, tmp_path)) as book:
        told = plain(book.everything())
        for word in ("뷁쀍", "썼어요", "🎂", "Çava?", "漢字", "ㅋㅋㅋ"):
            assert word in told, (word, told)


def test_a_picture_whose_disk_is_away_is_printed_from_its_preview(library, browser, album, tmp_path):
    shutil.rmtree(library.files.originals)
    with Printed(made(library, browser, album, tmp_path)) as book:
        assert sum(len(book.images(number)) for number in range(len(book))) == 5


def test_a_picture_that_cannot_be_read_at_all_leaves_its_place_and_the_book_is_made(
    library, browser, album, tmp_path
):
    shutil.rmtree(library.files.originals)
    for each in library.database.column("SELECT id FROM media"):
        media.derived_path(library, each, "preview").unlink()
    with Printed(made(library, browser, album, tmp_path)) as book:
        assert not any(book.images(number) for number in range(len(book)))
        assert plain(WORDS) in plain(book.everything())


def test_it_is_made_in_the_background_and_told_how_far_it_is(library, browser, album):
    assert state(browser, album)["state"] == "none"
    asked(browser, album)
    assert state(browser, album)["state"] == "asked"
    assert "<progress" in browser.get(f"/albums/{album}/book/pdf").text
    asked(browser, album)  # twice is once
    assert library.jobs.drain() == 1
    told = state(browser, album)
    assert (told["state"], told["done"]) == ("ready", told["total"])
    assert told["size"] > 10_000


def test_it_has_the_album_s_name(library, browser, album, tmp_path):
    asked(browser, album, "square")
    library.jobs.drain()
    answer = browser.get(f"/albums/{album}/book/pdf/square")
    assert answer.headers["content-type"] == "application/pdf"
    name = "%EC%A0%9C%EC%A3%BC%20%EC%97%AC%EB%A6%84%ED%9C%B4%EA%B0%80%2021%C3%9721cm.pdf"
    assert answer.headers["content-disposition"] == f"attachment; filename*=UTF-8''{name}"


def test_one_that_was_cut_off_begins_anew(library, browser, album):
    asked(browser, album)
    number = store.waiting(library)[0]
    with library.database.writing():
        store.note(library, number, state="making", done=2, total=6)
    library.jobs._lanes["books"].flush()  # the power went, and Huey forgot
    library.jobs.ring_unfinished(library)
    library.jobs.drain()
    assert state(browser, album)["state"] == "ready"


def test_a_changed_album_is_another_book(library, browser, album, mother):
    asked(browser, album)
    library.jobs.drain()
    number = library.database.value("SELECT id FROM book_pdf")
    house.story(library, mother, album)
    assert state(browser, album)["state"] == "none"
    assert browser.get(f"/albums/{album}/book/pdf/a4").status_code == 404
    asked(browser, album)
    library.jobs.drain()
    assert state(browser, album)["state"] == "ready"
    assert not path_of(library, number).exists()
    assert library.database.column("SELECT state FROM book_pdf") == ["ready"]


def test_an_album_that_changes_while_it_waits_is_printed_as_it_is_then(library, browser, album, mother):
    asked(browser, album)
    house.story(library, mother, album)
    library.jobs.drain()
    assert state(browser, album)["state"] == "ready"


def test_the_same_book_is_there_for_everybody_in_the_family_and_for_nobody_else(
    library, browser, album, mother
):
    asked(browser, album)
    library.jobs.drain()
    with people.client_for(library, people.join(library, mother, "할머니", role="reader")) as grandmother:
        assert grandmother.get(f"/albums/{album}/book/pdf/a4").status_code == 200
    with people.client_for(library, people.another_family(library)) as aunt:
        for path in ("book", "book/pdf", "book/pdf/a4"):
            assert aunt.get(f"/albums/{album}/{path}").status_code == 404
            assert aunt.get(f"/api/albums/{album}/{path}").status_code == 404
        assert aunt.post(f"/albums/{album}/book/pdf", data={"format": "a4"}).status_code == 404
    with people.client_for(library) as stranger:
        assert stranger.get(f"/albums/{album}/book/pdf/a4").status_code == 303


def test_a_format_that_is_not_there_is_said_so(browser, album):
    answer = browser.post(f"/albums/{album}/book/pdf", data={"format": "letter"})
    assert answer.status_code == 422
    assert "21×21cm" in answer.text
    assert browser.get(f"/albums/{album}/book/pdf/letter").status_code == 404


def test_a_book_nobody_asked_for_in_a_month_goes(library, browser, album, clock):
    from backupd.book import tidy_books

    asked(browser, album)
    library.jobs.drain()
    path = path_of(library, library.database.value("SELECT id FROM book_pdf"))
    (path.parent / "99.pdf").write_bytes(b"left over")
    clock.forward(days=29)
    tidy_books(library)
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    clock.forward(days=2)
    tidy_books(library)
    assert not list(path.parent.iterdir())
    assert state(browser, album)["state"] == "none"


def test_a_full_disk_is_said_and_can_be_tried_again(library, browser, album):
    library.files.reserve = 1 << 60
    answer = browser.post(f"/albums/{album}/book/pdf", data={"format": "a4"})
    assert answer.status_code == 507
    library.files.reserve = 0
    asked(browser, album)
    path_of(library, 1).parent.write_bytes(b"a file where the folder should be")
    library.jobs.drain()
    assert state(browser, album)["state"] == "failed"
    assert 'class="error"' in browser.get(f"/albums/{album}/book/pdf").text
    path_of(library, 1).parent.unlink()
    asked(browser, album)
    library.jobs.drain()
    assert state(browser, album)["state"] == "ready"

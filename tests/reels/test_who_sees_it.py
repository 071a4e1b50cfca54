"""A film shows nothing to anybody that its album would not show them now."""

import pytest

from backupd import albums
from backupd.albums import trash
from backupd.reels import store, tidy_reels
from tests import people
from tests.albums import house
from tests.reels import cinema
from tests.reels.cinema import BLUE, GREEN, RED, near


def film(browser, album: int):
    return browser.get(f"/albums/{album}/reel/film")


def told(browser, album: int) -> dict:
    return browser.get(f"/api/albums/{album}/reel").json()


def kept(library) -> list[str]:
    folder = library.files.derived / "reels"
    return sorted(path.name for path in folder.glob("*")) if folder.is_dir() else []


def test_a_picture_that_is_put_away_hides_the_film_at_once_and_it_is_made_anew_without(
    library, mother, browser, album, tmp_path
):
    cinema.made(library, browser, album, tmp_path)
    trash.trash_stories(library, mother, [cinema.story_of(library, album, 0)])
    hidden = film(browser, album)
    assert hidden.status_code == 404 and "볼 수 있는 영상이 없어요" in hidden.text
    page = browser.get(f"/albums/{album}/reel").text
    assert "영상을 감췄어요" in page and "<video" not in page and told(browser, album)["hidden"]
    tidy_reels(library)
    assert kept(library) == [], "its file is gone before the next one is there"
    library.jobs.drain()
    seen = cinema.Seen(cinema.downloaded(browser, album, tmp_path))
    assert not any(near(seen.at(at / 10), RED) for at in range(60)) and near(seen.at(4.2), GREEN)
    assert told(browser, album)["film"]["current"] and len(kept(library)) == 1


def test_whoever_keeps_the_address_gets_nothing_once_the_album_is_away_and_the_film_comes_back_with_it(
    library, mother, browser, album, tmp_path
):
    cinema.made(library, browser, album, tmp_path)
    trash.trash_album(library, mother, album)
    assert film(browser, album).status_code == browser.get(f"/albums/{album}/reel").status_code == 404
    tidy_reels(library)
    library.jobs.drain()
    assert kept(library) == []
    trash.restore_album(library, mother, album)
    assert film(browser, album).status_code == 404
    library.jobs.ring_unfinished(library)
    library.jobs.drain()
    assert film(browser, album).status_code == 200


def test_a_sealed_album_shows_no_film(library, mother, browser, album, tmp_path):
    cinema.made(library, browser, album, tmp_path)
    with library.database.writing() as connection:
        connection.execute("UPDATE album SET sealed = 1 WHERE id = ?", (album,))
    assert film(browser, album).status_code == 404
    tidy_reels(library)
    assert kept(library) == []


def test_a_picture_that_was_cropped_is_not_seen_whole_in_an_old_film(
    library, mother, browser, album, tmp_path
):
    cinema.made(library, browser, album, tmp_path)
    story = cinema.story_of(library, album, 0)
    recipe = {"recipe": {"turn": 90}}
    assert browser.post(f"/api/stories/{story}/edit", json=recipe).status_code in (200, 202)
    library.jobs.drain()
    assert film(browser, album).status_code == 404
    tidy_reels(library)
    library.jobs.drain()
    assert film(browser, album).status_code == 200


def test_a_new_picture_leaves_the_film_to_be_watched_and_says_that_the_album_changed(
    library, mother, browser, album, tmp_path
):
    cinema.made(library, browser, album, tmp_path)
    number = cinema.keep(library, cinema.plain(tmp_path / "blue.png", BLUE))
    albums.add_story(library, album=album, contributor=mother.id, media=[number])
    tidy_reels(library)
    assert film(browser, album).status_code == 200
    assert "앨범이 바뀌었어요" in browser.get(f"/albums/{album}/reel").text
    assert not told(browser, album)["film"]["current"]
    cinema.made(library, browser, album, tmp_path)
    assert told(browser, album)["film"]["current"] and len(kept(library)) == 1


def test_a_picture_put_away_while_the_film_is_made_is_in_no_film(library, mother, browser, album, tmp_path):
    browser.post(f"/albums/{album}/reel", data={"x": ""})
    number = store.waiting(library)[0]

    from backupd.reels import making

    row = store.find(library, number)
    material = making.gather(library, mother, album, making.Words.load(making.WEB / "words"))
    stale = library.files.derived / "reels" / f"{number}-stale.mp4"
    stale.parent.mkdir(parents=True, exist_ok=True)
    stale.write_bytes(b"a film of both")
    trash.trash_stories(library, mother, [cinema.story_of(library, album, 0)])
    making._hand_over(library, row, mother, material, "stale", 14)
    assert film(browser, album).status_code == 404 and not stale.exists()
    library.jobs.drain()
    assert film(browser, album).status_code == 200
    assert told(browser, album)["film"]["current"]


@pytest.fixture
def theirs(library, album, browser, tmp_path):
    cinema.made(library, browser, album, tmp_path)
    return album


DOORS = [("GET", ""), ("POST", ""), ("POST", "/removal"), ("POST", "/letters"), ("GET", "/film")]


def test_another_family_and_a_stranger_learn_nothing(library, theirs):
    aunt = people.another_family(library)
    with people.client_for(library, aunt) as hers, people.client_for(library) as nobody:
        for method, door in DOORS:
            for start in ("", "/api"):
                body = {"json": {"person": [1]}} if start and method == "POST" else {}
                there = hers.request(method, f"{start}/albums/{theirs}/reel{door}", **body)
                absent = hers.request(method, f"{start}/albums/987654/reel{door}", **body)
                assert there.status_code == absent.status_code == 404, (method, start, door)
                told = there.text.replace(f"/albums/{theirs}", "/albums/987654")
                assert told == absent.text, (method, start, door)
                stranger = nobody.request(method, f"{start}/albums/{theirs}/reel{door}", **body)
                assert stranger.status_code == (401 if start else 303)


def test_who_only_reads_may_watch_and_not_make(library, mother, theirs):
    reader = people.join(library, mother, "아이", role="reader")
    with people.client_for(library, reader) as child:
        assert film(child, theirs).status_code == 200
        page = child.get(f"/albums/{theirs}/reel").text
        assert "<video" in page and "multipart/form-data" not in page and "/removal" not in page
        assert child.post(f"/albums/{theirs}/reel", data={"x": ""}).status_code == 403
        assert child.post(f"/albums/{theirs}/reel/removal").status_code == 403
        assert child.post(f"/api/albums/{theirs}/reel", json={}).status_code == 403


def test_reading_what_a_film_shows_scans_no_table(library, mother):
    named = {"viewer": mother.id, "family": mother.family, "album": 1}
    asked = [*store.SHOWN.values(), f"SELECT 1 FROM visible_reel_films WHERE {store._MINE}"]
    for sql in asked:
        plan = [
            row["detail"] for row in library.database.connection.execute(f"EXPLAIN QUERY PLAN {sql}", named)
        ]
        assert not [step for step in plan if step.startswith("SCAN")], plan


def test_an_album_of_live_photos_and_of_stories_with_many_clips_has_one_picture_of_each(
    library, mother, browser
):
    album = house.album(library, mother)
    media = [house.photo(library) for _ in range(3)]
    albums.add_story(library, album=album, contributor=mother.id, media=media)
    assert told(browser, album)["pictures"] == 1

"""Somebody adds photos from a phone, with a script or without, and sees what became of them."""

from pathlib import Path

from backupd import albums, intake
from backupd.core.library import Library
from backupd.family import Viewer
from tests.intake.sending import form, originals, titles
from tests.media.making import photo
from tests.people import another_family, client_for

MONTH = "2019년 8월"


def test_a_plain_form_puts_photos_into_the_album_of_their_month(library: Library, mother: Viewer, sea: Path):
    with client_for(library, mother) as phone:
        answer = phone.post("/add", **form(sea))
        assert answer.status_code == 303
        assert "담고 있어요" in phone.get(answer.headers["location"]).text
        library.jobs.drain()
        page = phone.get(answer.headers["location"]).text
    assert "한 장" in page or "1장을 보관했어요" in page
    assert titles(library, mother) == {MONTH: 1}
    assert originals(library) == ["2026/11/IMG_20190805_101500.jpg"]


def test_a_script_sends_each_file_by_itself_into_one_new_album(
    library: Library, mother: Viewer, tmp_path: Path
):
    paths = [photo(tmp_path / f"{number}.jpg", (100 + number, 100)) for number in range(3)]
    fields = {"album": "new", "title": "제주 여름휴가", "description": "바다!"}
    with client_for(library, mother, accept="application/json") as phone:
        for path in paths:
            answer = phone.post("/add", **form(path, **fields)).json()
            fields |= answer["fields"]
        library.jobs.drain()
        sitting = phone.get(f"/api{answer['address']}").json()
    assert titles(library, mother) == {"제주 여름휴가": 3}
    assert sitting["counts"] == {
        "total": 3,
        "waiting": 0,
        "imported": 3,
        "duplicate": 0,
        "refused": 0,
        "overflowed": 0,
    }
    assert library.database.column("SELECT description FROM story") == ["바다!"] * 3


def test_the_same_photo_again_says_where_it_is(library: Library, mother: Viewer, sea: Path):
    with client_for(library, mother, accept="application/json") as phone:
        phone.post("/add", **form(sea, album="new", title="여름"))
        library.jobs.drain()
        again = phone.post("/add", **form(sea))
        assert again.json()["note"] == "이미 있어요 · 여름"
        library.jobs.drain()
        sitting = phone.get(f"/api{again.json()['address']}").json()
    assert sitting["counts"]["duplicate"] == 1
    assert [place["title"] for place in sitting["lines"][0]["places"]] == ["여름"]
    assert titles(library, mother) == {"여름": 1}
    assert len(originals(library)) == 1


def test_a_photo_of_another_family_is_kept_once_and_no_hint_is_given(
    library: Library, mother: Viewer, sea: Path
):
    aunt = another_family(library)
    for viewer in (mother, aunt):
        with client_for(library, viewer, accept="application/json") as phone:
            answer = phone.post("/add", **form(sea)).json()
            assert answer["note"] is None
            library.jobs.drain()
            counts = phone.get(f"/api{answer['address']}").json()["counts"]
            assert (counts["imported"], counts["duplicate"]) == (1, 0)
            assert titles(library, viewer) == {MONTH: 1}
    assert len(originals(library)) == 1


def test_the_same_bytes_tell_nothing_of_what_another_family_called_them_or_when_they_came(
    library: Library, mother: Viewer, sea: Path, clock
):
    """The first family's name, the date in it, its months-old file and a small number would each be a hint."""
    plain = sea.with_name("photo.jpg")
    plain.write_bytes(sea.read_bytes())
    told = []
    for viewer, path in ((mother, sea), (another_family(library), plain)):
        with client_for(library, viewer, accept="application/json") as phone:
            phone.post("/add", **form(path, album="new", title="바다"))
            library.jobs.drain()
            album = phone.get("/api/albums").json()["albums"][0]["id"]
            story = phone.get(f"/api/albums/{album}").json()["stories"][0]
            shown = phone.get(f"/api/stories/{story['id']}").json()["shown"]
            media = phone.get(f"/media/{story['picture']['id']}/original?download")
            assert media.headers["content-disposition"].endswith(shown["name"])
            told.append((shown["name"], story["taken"]))
            assert "last-modified" not in media.headers
        clock.forward(days=90)
    assert told == [(sea.name, "2019-08-05T10:15:00"), ("photo.jpg", None)]
    assert library.database.value("SELECT id FROM media") > 1000


def test_a_photo_already_in_one_album_can_be_put_into_another_too(
    library: Library, mother: Viewer, sea: Path
):
    with client_for(library, mother, accept="application/json") as phone:
        for title in ("여름", "바다"):
            phone.post("/add", **form(sea, album="new", title=title))
            library.jobs.drain()
    assert titles(library, mother) == {"여름": 1, "바다": 1}
    assert len(originals(library)) == 1


def test_the_family_is_told_once_of_many_photos(library: Library, mother: Viewer, tmp_path: Path, clock):
    paths = [photo(tmp_path / f"{number}.jpg", (100 + number, 100)) for number in range(5)]
    with client_for(library, mother) as phone:
        phone.post("/add", **form(*paths, album="new", title="여름"))
    library.jobs.drain()
    intake.tell(library)
    intake.tell(library)
    told = library.database.connection.execute(
        "SELECT kind, amount FROM happening WHERE kind = 'photos_added'"
    ).fetchall()
    assert [tuple(row) for row in told] == [("photos_added", 5)]


def test_the_album_used_last_is_offered_first(library: Library, mother: Viewer, tmp_path: Path):
    for title in ("봄", "여름", "봄"):
        path = photo(
            tmp_path / f"{len(list(tmp_path.iterdir()))}.jpg", (100 + len(list(tmp_path.iterdir())), 100)
        )
        chosen = {album.title: str(album.id) for album in albums.shelf(library, mother)}.get(title, "new")
        with client_for(library, mother) as phone:
            phone.post("/add", **form(path, album=chosen, title=title))
        library.jobs.drain()
    with client_for(library, mother) as phone:
        offered = [album["title"] for album in phone.get("/api/add").json()["places"]]
        summer = next(album.id for album in albums.shelf(library, mother) if album.title == "여름")
        first = phone.get(f"/api/add?album={summer}").json()["places"][0]["title"]
    assert offered == ["봄", "여름"]
    assert first == "여름"


def test_a_sitting_that_goes_on_after_a_pause_is_told_of_only_what_is_new(
    library: Library, mother: Viewer, tmp_path: Path, clock
):
    fields: dict[str, str] = {}
    with client_for(library, mother, accept="application/json") as phone:
        for number in range(3):
            path = photo(tmp_path / f"{number}.jpg", (100 + number, 100))
            fields |= phone.post("/add", **form(path, **fields)).json()["fields"]
            library.jobs.drain()
            clock.forward(minutes=2)
            intake.tell(library)
    told = library.database.column("SELECT amount FROM happening WHERE kind = 'photos_added'")
    assert told == [1, 1, 1]
    assert library.database.value("SELECT count(*) FROM batch") == 1

"""Somebody adds photos from a phone, with a script or without, and sees what became of them."""

from pathlib import Path

import pytest

from backupd import albums
from backupd.core.library import Library
from backupd.family import Viewer
from tests.media.making import photo
from tests.people import another_family, client_for, join

MONTH = "2019년 8월"


def form(*paths: Path, **fields: str) -> dict:
    return {
        "files": [("files", (path.name, path.read_bytes(), "image/jpeg")) for path in paths],
        "data": fields,
    }


def titles(library: Library, viewer: Viewer) -> dict[str, int]:
    return {album.title: album.media for album in albums.shelf(library, viewer)}


def originals(library: Library) -> list[str]:
    return sorted(library.files.kept())


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
    assert sitting["counts"] == {"total": 3, "waiting": 0, "imported": 3, "duplicate": 0, "refused": 0}
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


def test_a_photo_already_in_one_album_can_be_put_into_another_too(
    library: Library, mother: Viewer, sea: Path
):
    with client_for(library, mother, accept="application/json") as phone:
        for title in ("여름", "바다"):
            phone.post("/add", **form(sea, album="new", title=title))
            library.jobs.drain()
    assert titles(library, mother) == {"여름": 1, "바다": 1}
    assert len(originals(library)) == 1


def test_rubbish_is_refused_at_the_door_with_its_sentence(library: Library, mother: Viewer, tmp_path: Path):
    rubbish = tmp_path / "document.jpg"
    rubbish.write_bytes(b"%PDF-1.4 a contract")
    with client_for(library, mother, accept="application/json") as phone:
        answer = phone.post("/add", **form(rubbish))
    assert answer.status_code == 422
    assert answer.json()["reason"] == "media.document"
    assert originals(library) == []
    assert library.database.value("SELECT count(*) FROM batch") == 0


def test_one_bad_file_among_many_costs_only_itself(
    library: Library, mother: Viewer, sea: Path, tmp_path: Path
):
    empty = tmp_path / "empty.jpg"
    empty.touch()
    with client_for(library, mother) as phone:
        answer = phone.post("/add", **form(empty, sea))
        library.jobs.drain()
        sitting = phone.get(f"/api{answer.headers['location']}").json()
    assert (sitting["counts"]["imported"], sitting["counts"]["refused"]) == (1, 1)
    assert sitting["lines"][0]["reason"] == "media.empty"


def broken(path: Path) -> Path:
    """A photo cut in the middle: it begins like one, so the door lets it in."""
    whole = photo(path, (800, 600)).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def test_a_broken_photo_from_a_phone_is_kept_told_and_can_be_downloaded_tried_again_and_put_away(
    library: Library, mother: Viewer, tmp_path: Path
):
    path = broken(tmp_path / "반쪽.jpg")
    with client_for(library, mother) as phone:
        address = phone.post("/add", **form(path)).headers["location"]
        library.jobs.drain()
        line = phone.get(f"/api{address}").json()["lines"][0]
        assert line["outcome"] == "refused" and line["reason"] == "media.truncated"
        assert phone.get(f"/refusals/{line['id']}/original").content == path.read_bytes()
        assert phone.post(f"/refusals/{line['id']}/trial").status_code == 303
        library.jobs.drain()
        assert phone.get(f"/api{address}").json()["counts"]["refused"] == 1
        phone.post(f"/refusals/{line['id']}/dismissal")
        assert phone.get(f"/api{address}").json()["lines"] == []
    assert len(originals(library)) == 1
    assert titles(library, mother) == {}


def test_others_cannot_fetch_or_change_what_was_refused(library: Library, mother: Viewer, tmp_path: Path):
    son, aunt = join(library, mother, "하준"), another_family(library)
    with client_for(library, mother) as phone:
        address = phone.post("/add", **form(broken(tmp_path / "a.jpg"))).headers["location"]
        library.jobs.drain()
        line = phone.get(f"/api{address}").json()["lines"][0]["id"]
    for viewer, sitting_status in ((son, 200), (aunt, 404)):
        with client_for(library, viewer) as other:
            assert other.get(f"/api{address}").status_code == sitting_status
            assert other.get(f"/api/refusals/{line}/original").status_code == 404
            assert other.post(f"/api/refusals/{line}/trial").status_code == 404
            assert other.post(f"/api/refusals/{line}/dismissal").status_code == 404


def test_a_reader_may_look_only(library: Library, mother: Viewer, sea: Path):
    reader = join(library, mother, "친구", role="reader")
    with client_for(library, reader, accept="application/json") as phone:
        assert phone.get("/api/add").status_code == 403
        answer = phone.post("/add", **form(sea))
    assert (answer.status_code, answer.json()["reason"]) == (403, "problems.readers_look")
    assert originals(library) == []


@pytest.mark.parametrize("album", ["999", "1"])
def test_an_album_that_is_not_mine_to_fill_is_not_there(
    library: Library, mother: Viewer, sea: Path, album: str
):
    aunt = another_family(library)
    albums.new_album(library, aunt.family, aunt.id, "외가 앨범")
    with client_for(library, mother, accept="application/json") as phone:
        assert phone.post("/add", **form(sea, album=album)).status_code == 404
    assert library.database.value("SELECT count(*) FROM arrival") == 0
    assert originals(library) == []


def test_a_form_without_photos_says_so(library: Library, mother: Viewer):
    with client_for(library, mother, accept="application/json") as phone:
        answer = phone.post("/add", files=[("files", ("", b"", "application/octet-stream"))])
    assert (answer.status_code, answer.json()["reason"]) == (422, "intake.nothing_chosen")


def test_names_of_every_kind_arrive_and_are_shown_as_they_were(
    library: Library, mother: Viewer, tmp_path: Path
):
    content = photo(tmp_path / "x.jpg").read_bytes()
    with client_for(library, mother) as phone:
        for name in ("../../etc/passwd.jpg", "제주.jpg", "🏖️ & 특수 #100%.jpg", "가" * 83 + ".jpg"):
            answer = phone.post("/add", files=[("files", (name, content + name.encode(), "image/jpeg"))])
            assert answer.status_code == 303
    names = set(library.database.column("SELECT name FROM arrival"))
    assert names == {"passwd.jpg", "제주.jpg", "🏖️ & 특수 #100%.jpg", "가" * 83 + ".jpg"}
    assert all(place.startswith("2026/11/") for place in originals(library))


def test_a_body_that_ends_in_the_middle_of_a_file_leaves_nothing(library: Library, mother: Viewer, sea: Path):
    start = (
        b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.jpg"\r\n\r\n' + sea.read_bytes()
    )
    whole = (
        b'--x\r\nContent-Disposition: form-data; name="files"; filename="b.jpg"\r\n\r\n'
        + sea.read_bytes()
        + b"\r\n"
    )
    with client_for(library, mother, accept="application/json") as phone:
        answer = phone.post(
            "/add", content=whole + start, headers={"content-type": "multipart/form-data; boundary=x"}
        )
    assert answer.status_code == 422
    assert originals(library) == []
    assert list(library.files.incoming.iterdir()) == []
    assert library.database.value("SELECT count(*) FROM batch") == 0


@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data", "multipart/form-data; boundary=", ""])
def test_what_is_no_form_is_refused(library: Library, mother: Viewer, kind: str):
    with client_for(library, mother, accept="application/json") as phone:
        assert phone.post("/add", content=b"hello", headers={"content-type": kind}).status_code == 422


def test_a_full_disk_is_said_before_anything_is_taken(library: Library, mother: Viewer, sea: Path):
    library.files.reserve = 1 << 60
    with client_for(library, mother, accept="application/json") as phone:
        answer = phone.post("/add", **form(sea))
    assert (answer.status_code, answer.json()["reason"]) == (507, "problems.disk_full")


def test_the_family_is_told_once_of_many_photos(library: Library, mother: Viewer, tmp_path: Path, clock):
    paths = [photo(tmp_path / f"{number}.jpg", (100 + number, 100)) for number in range(5)]
    with client_for(library, mother) as phone:
        phone.post("/add", **form(*paths, album="new", title="여름"))
    library.jobs.drain()
    from backupd import intake

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

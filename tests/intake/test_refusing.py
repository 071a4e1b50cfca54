"""What cannot be taken is refused with its reason, costs nothing else, and is not lost."""

from pathlib import Path

import pytest

from backupd import albums
from backupd.core.library import Library
from backupd.family import Viewer
from tests.intake.sending import form, originals, titles
from tests.media.making import photo
from tests.people import another_family, client_for, join


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

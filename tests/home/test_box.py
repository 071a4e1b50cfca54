"""집 tells anybody in the family whether the photos are safe, and what came in and what did not."""

from pathlib import Path

import pytest

from backupd.core.library import Library
from backupd.family import Viewer
from tests.media.making import photo
from tests.people import another_family, client_for, found_family, join


@pytest.fixture
def mother(library: Library) -> Viewer:
    return found_family(library)


def test_the_page_says_first_that_the_photos_are_safe(library: Library, mother: Viewer, tmp_path: Path):
    with client_for(library, mother) as phone:
        sea = photo(tmp_path / "sea.jpg")
        phone.post("/add", files=[("files", (sea.name, sea.read_bytes(), "image/jpeg"))])
        library.jobs.drain()
        page, box = phone.get("/box").text, phone.get("/api/box").json()
    assert "사진 1장을 안전하게 보관하고 있어요." in page
    assert (box["state"], box["photos"], box["videos"]) == ("ok", 1, 0)
    assert box["space"]["total"] > box["space"]["free"] > 0
    assert box["sittings"][0]["imported"] == 1


def test_a_missing_disk_is_said_in_both_languages(library: Library, mother: Viewer):
    son = join(library, mother, "Sam", language="en")
    (library.files.originals / ".backup-originals").unlink()
    with client_for(library, mother) as korean, client_for(library, son) as english:
        assert "디스크가 보이지 않아요" in korean.get("/box").text
        assert "The disk with the photos cannot be seen" in english.get("/box").text


def test_a_refused_file_stands_there_with_its_reason_and_only_for_its_family(
    library: Library, mother: Viewer, tmp_path: Path
):
    aunt = another_family(library)
    whole = photo(tmp_path / "반쪽.jpg", (800, 600)).read_bytes()
    with client_for(library, mother) as phone:
        phone.post("/add", files=[("files", ("반쪽.jpg", whole[: len(whole) // 2], "image/jpeg"))])
        library.jobs.drain()
        assert "반쪽.jpg" in phone.get("/box").text
    with client_for(library, aunt) as other:
        box = other.get("/api/box").json()
        assert (box["refused"], box["sittings"], box["photos"]) == ([], [], 0)


def test_strangers_are_not_shown_the_box(library: Library, mother: Viewer):
    with client_for(library, accept="application/json") as stranger:
        assert stranger.get("/api/box").status_code == 401

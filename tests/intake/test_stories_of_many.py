"""Files that are sent for one story: as clips of one that is there, or together as a new one."""

from pathlib import Path

import pytest

from backupd import albums
from backupd.core.library import Library
from backupd.family import Viewer
from tests.intake.resumable.sending import metadata, sender, served
from tests.intake.resumable.sending import photo as long_photo
from tests.intake.sending import form, titles
from tests.media.making import photo
from tests.people import another_family, client_for, join


def many(folder: Path, count: int) -> list[Path]:
    return [
        photo(folder / f"IMG_20190805_1{number:02}000.jpg", (100 + number, 90)) for number in range(count)
    ]


def names(library: Library) -> list[list[str]]:
    """The names in each story, in their order."""
    told: dict[int, list[str]] = {}
    for story, name in library.database.connection.execute(
        "SELECT story, name FROM story_media ORDER BY story, position"
    ):
        told.setdefault(story, []).append(name)
    return list(told.values())


@pytest.fixture
def story(library: Library, mother: Viewer, sea: Path) -> int:
    with client_for(library, mother) as phone:
        phone.post("/add", **form(sea, album="new", title="바다"))
    library.jobs.drain()
    return library.database.value("SELECT id FROM story")


def test_a_form_sends_its_photos_together_as_one_story(
    library: Library, mother: Viewer, tmp_path: Path
) -> None:
    paths = many(tmp_path, 3)
    with client_for(library, mother) as phone:
        phone.post("/add", **form(*paths, album="new", title="생일", together="yes", description="촛불!"))
    library.jobs.drain()
    assert names(library) == [[path.name for path in paths]]
    assert titles(library, mother) == {"생일": 3}
    assert library.database.column("SELECT kind FROM happening WHERE kind = 'clips_added'") == []


def test_files_sent_side_by_side_stand_in_the_order_of_the_tray(library: Library, mother: Viewer) -> None:
    with served(library) as port:
        phone = sender(library, port, mother)
        fields = {"Content_Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        opened = phone.ask("POST", "/uploads/sittings", b"album=new&title=one&together=yes", **fields).said
        for place in (2, 0, 1):
            told = metadata(filename=f"{place}.jpg", batch=str(opened["batch"]), place=str(place))
            phone.create(5000 + place, long_photo(5000 + place, place), Upload_Metadata=told)
            library.jobs.drain()
    assert names(library) == [["0.jpg", "1.jpg", "2.jpg"]]


def test_grandma_adds_to_mothers_story(library: Library, mother: Viewer, story: int, tmp_path: Path) -> None:
    grandma = join(library, mother, "할머니")
    with client_for(library, grandma) as phone:
        assert "장면" in phone.get(f"/add?story={story}").text
        phone.post("/add", **form(*many(tmp_path, 2), story=str(story)))
        library.jobs.drain()
        seen = phone.get(f"/api/stories/{story}").json()
    assert [clip["brought_by_name"] for clip in seen["clips"]] == [None, "할머니", "할머니"]
    assert titles(library, mother) == {"바다": 3}
    assert (
        library.database.column("SELECT kind FROM happening WHERE kind = 'clips_added'")
        == ["clips_added"] * 2
    )


def test_what_a_full_story_has_no_room_for_becomes_stories_of_its_album(
    library: Library, mother: Viewer, story: int, tmp_path: Path
) -> None:
    with client_for(library, mother) as phone:
        address = phone.post("/add", **form(*many(tmp_path, 11), story=str(story))).headers["location"]
        library.jobs.drain()
        page = phone.get(address).text
        counts = phone.get(f"/api{address}").json()["counts"]
        assert "가득 찼어요" in phone.get(f"/add?story={story}").text
    assert [len(each) for each in names(library)] == [10, 1, 1]
    assert titles(library, mother) == {"바다": 12}
    assert (counts["imported"], counts["overflowed"]) == (11, 2)
    assert "10장까지" in page and "2장" in page


def test_a_story_of_another_family_is_not_there_and_nothing_is_kept(
    library: Library, mother: Viewer, story: int, tmp_path: Path
) -> None:
    aunt = another_family(library)
    with client_for(library, aunt) as phone:
        assert phone.get(f"/add?story={story}").status_code == 404
        assert phone.post("/add", **form(*many(tmp_path, 1), story=str(story))).status_code == 404
    assert library.database.value("SELECT count(*) FROM arrival") == 1


def test_photos_for_a_story_put_away_meanwhile_go_into_its_album(
    library: Library, mother: Viewer, story: int, tmp_path: Path
) -> None:
    with client_for(library, mother) as phone:
        phone.post("/add", **form(*many(tmp_path, 1), story=str(story)))
        phone.post(f"/stories/{story}/trash")
        library.jobs.drain()
    assert [album.title for album in albums.shelf(library, mother)] == ["바다"]
    assert [len(each) for each in names(library)] == [1, 1]

"""A panorama of 220 megapixels is real (SURVIVE.md 11): it is kept to the byte, whether it can be shown here or not."""

from pathlib import Path

import pytest
from PIL import Image

from backupd import media
from backupd.albums import looking
from backupd.core.library import Library
from backupd.family import Viewer
from tests.intake.sending import form
from tests.people import client_for

SIZE = (22_000, 10_000)
SORRY = "너무 커서 미리 보기는"


def seen(library: Library, mother: Viewer, path: Path) -> tuple[looking.Seen, str]:
    """What came of sending it: its story, and its page."""
    with client_for(library, mother) as phone:
        assert phone.post("/add", **form(path, album="new", title="파노라마")).status_code == 303
        library.jobs.drain()
        album = looking.shelf(library, mother, None, None, None).albums[0].id
        (story,) = looking.opened(library, mother, album).stories
        whole = phone.get(f"/media/{story.picture.id}/original?download")
        assert whole.content == path.read_bytes(), "kept to the byte"
        return looking.seen(library, mother, story.id), phone.get(f"/stories/{story.id}").text


@pytest.fixture
def wide() -> Image.Image:
    return Image.new("L", SIZE, 140)


def test_one_that_cannot_be_shown_is_a_story_all_the_same(
    library: Library, mother: Viewer, tmp_path: Path, wide: Image.Image
) -> None:
    wide.save(tmp_path / "산.png", compress_level=1)
    told, page = seen(library, mother, tmp_path / "산.png")
    picture = told.story.picture
    assert (picture.width, picture.height, picture.rendered) == (*SIZE, False)
    assert SORRY in page and f"/media/{picture.id}/original" in page


def test_one_in_jpeg_is_shown_from_a_fraction_of_it(
    library: Library, mother: Viewer, tmp_path: Path, wide: Image.Image
) -> None:
    wide.save(tmp_path / "바다.jpg", quality=60)
    told, page = seen(library, mother, tmp_path / "바다.jpg")
    picture = told.story.picture
    assert (picture.width, picture.height, picture.rendered) == (*SIZE, True) and SORRY not in page
    with Image.open(media.derived_path(library, picture.id, "preview")) as preview:
        assert max(preview.size) >= 1440

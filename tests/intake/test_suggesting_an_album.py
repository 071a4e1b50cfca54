"""The album that is suggested: the one whose date fits, else the one used last, else a new one with its name."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import msgspec
import pytest

from backupd import albums
from backupd.albums.naming import event_title
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.intake.suggesting import suggest
from tests.intake.sending import form, titles
from tests.media.making import photo
from tests.people import another_family, client_for, join


def suggested(library: Library, viewer: Viewer, *days: str, places: Sequence[str] = ()) -> dict:
    asking = {"days": ",".join(days), "places": ";".join(places)}
    with client_for(library, viewer) as phone:
        return phone.get("/api/add/suggestion", params=asking).json()


def send(library: Library, viewer: Viewer, path: Path, **fields: str) -> None:
    with client_for(library, viewer) as phone:
        assert phone.post("/add", **form(path, **fields)).status_code == 303
    library.jobs.drain()


@pytest.fixture
def summer(library: Library, mother: Viewer, sea: Path) -> int:
    """An album of 5 August 2019."""
    send(library, mother, sea, album="new", title="여름휴가")
    return albums.shelf(library, mother)[0].id


def test_the_album_whose_date_fits_comes_first(library: Library, mother: Viewer, summer: int) -> None:
    found = suggested(library, mother, "2019-08-06", "2019-08-06", "2025-01-01")
    assert (found["album"], found["why"]) == (summer, "fits")


def test_a_weekend_fits_better_than_its_month(
    library: Library, mother: Viewer, summer: int, tmp_path: Path
) -> None:
    for day in (1, 28):
        send(
            library,
            mother,
            photo(tmp_path / f"IMG_201908{day:02}_1.jpg", (70 + day, 60)),
            album="new" if day == 1 else str(summer + 1),
            title="팔월",
        )
    assert titles(library, mother) == {"여름휴가": 1, "팔월": 2}
    assert suggested(library, mother, "2019-08-05")["album"] == summer
    assert suggested(library, mother, "2019-08-20")["album"] == summer + 1


def test_else_the_album_used_last_else_a_new_one_with_its_name(
    library: Library, mother: Viewer, summer: int
) -> None:
    found = suggested(library, mother, "2026-08-08", "2026-08-09")
    assert (found["album"], found["why"]) == (summer, "last")
    assert found["title"] == "2026년 8월 둘째 주말"
    grandma = join(library, mother, "할머니")
    assert suggested(library, grandma, "2026-08-05") == {
        "album": None,
        "title": "2026년 8월 5일",
        "why": "new",
    }


def test_nothing_of_another_family_is_suggested(library: Library, summer: int) -> None:
    assert suggested(library, another_family(library), "2019-08-05")["album"] is None


def test_a_day_that_is_none_is_not_understood(library: Library, mother: Viewer) -> None:
    with client_for(library, mother) as phone:
        assert phone.get("/api/add/suggestion?days=2019-13-05").status_code == 422
        assert phone.get("/api/add/suggestion").json() == {"album": None, "title": "", "why": "new"}


@pytest.mark.parametrize(
    ("first", "last", "ko", "en"),
    [
        ("2026-08-08", "2026-08-09", "2026년 8월 둘째 주말", "Second weekend of August 2026"),
        ("2026-08-07", "2026-08-09", "2026년 8월 둘째 주말", "Second weekend of August 2026"),
        ("2026-10-31", "2026-11-01", "2026년 10월 다섯째 주말", "Fifth weekend of October 2026"),
        ("2026-08-08", "2026-08-08", "2026년 8월 8일", "August 8, 2026"),
        ("2026-08-05", "2026-08-09", "2026년 8월 5일–9일", "August 5–9, 2026"),
        ("2026-07-05", "2026-09-09", "2026년 7월–9월", "July – September 2026"),
        ("2019-07-05", "2026-09-09", "2019년 – 2026년", "2019 – 2026"),
    ],
)
def test_a_new_album_has_its_name_already(first: str, last: str, ko: str, en: str) -> None:
    days = date.fromisoformat(first), date.fromisoformat(last)
    assert (event_title("ko", *days), event_title("en", *days)) == (ko, en)


SEOGWIPO, JEJU, SEOUL, OSAKA, KYOTO = (
    "33.254,126.560", "33.500,126.531", "37.566,126.978", "34.669,135.501", "34.995,135.785"
)  # fmt: skip
OPEN_SEA, NO_FIX = "36.500,131.000", "0.000,0.000"


@pytest.mark.parametrize(
    ("places", "title"),
    [
        ([SEOGWIPO], "제주 서귀포시 · 2026년 8월 둘째 주말"),
        ([SEOGWIPO, SEOGWIPO, SEOUL], "제주 서귀포시 · 2026년 8월 둘째 주말"),
        ([SEOGWIPO, JEJU, SEOGWIPO, JEJU], "제주 · 2026년 8월 둘째 주말"),
        ([OSAKA, KYOTO], "일본 · 2026년 8월 둘째 주말"),
        ([OSAKA, OSAKA, NO_FIX], "오사카 · 2026년 8월 둘째 주말"),
        ([SEOGWIPO, SEOUL], "2026년 8월 둘째 주말"),
        ([SEOGWIPO, OPEN_SEA, OPEN_SEA], "2026년 8월 둘째 주말"),
        ([NO_FIX, "91,181", "nan,nan"], "2026년 8월 둘째 주말"),
    ],
)
def test_a_new_album_says_where_most_of_its_pictures_were_taken(
    library: Library, mother: Viewer, places: list[str], title: str
) -> None:
    assert suggested(library, mother, "2026-08-08", "2026-08-09", places=places)["title"] == title


def test_in_english_too(library: Library, mother: Viewer) -> None:
    reader = msgspec.structs.replace(mother, language="en")
    days = ["2026-08-08", "2026-08-09"]
    assert (
        suggest(library, reader, days, [SEOGWIPO]).title == "Seogwipo, Jeju · second weekend of August 2026"
    )
    assert suggest(library, reader, days, [SEOGWIPO, JEJU]).title == "Jeju · second weekend of August 2026"
    assert suggest(library, reader, [], [OSAKA]).title == "Osaka"


@pytest.mark.parametrize("places", ["here", "33.254", "33.254,126.560,7", "1e,2"])
def test_a_place_that_is_none_is_not_understood(library: Library, mother: Viewer, places: str) -> None:
    with client_for(library, mother) as phone:
        assert phone.get("/api/add/suggestion", params={"places": places}).status_code == 422


def test_a_form_without_a_script_leaves_the_choice_to_the_box(
    library: Library, mother: Viewer, summer: int, tmp_path: Path
) -> None:
    send(library, mother, photo(tmp_path / "IMG_20190806_1.jpg", (71, 60)), album="fit")
    assert titles(library, mother) == {"여름휴가": 2}
    grandma = join(library, mother, "할머니")
    send(library, grandma, photo(tmp_path / "IMG_20260806_1.jpg", (72, 60)), album="fit")
    assert titles(library, mother) == {"여름휴가": 2, "2026년 8월": 1}
    send(library, grandma, photo(tmp_path / "noname.jpg", (73, 60)), album="fit")
    assert titles(library, mother) == {"여름휴가": 2, "2026년 8월": 2}


def test_the_same_photo_left_to_the_box_stays_where_it_is(
    library: Library, mother: Viewer, summer: int, sea: Path
) -> None:
    send(library, mother, sea, album="fit")
    assert titles(library, mother) == {"여름휴가": 1}

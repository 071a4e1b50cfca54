"""`backupd import` over the sample media, where they lie beside the checkout, against facts that other tools found."""

import json
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.daemon_process import ROOT, command

SAMPLES = (ROOT.parent / "shared" / "samples").resolve()  # the command prints where files really lie
EXPECTED = SAMPLES / "EXPECTED.json"
FACTS = json.loads(EXPECTED.read_text("utf-8"))["files"] if EXPECTED.is_file() else []
WANTED = [
    fact
    for fact in FACTS
    if fact["expect"] in ("import", "import-as-part", "reject") and fact.get("kind") in ("photo", "video")
]
RAW = "formats/dng/canon_eos_6d.dng"
# The same bytes came under another name first, and keep what that name told.
KNOWN_BY_ANOTHER_NAME = {"exports/dropbox/카메라 업로드/2019-08-17 12.34.56.png"}


@pytest.fixture(scope="module")
def box(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("samples") / "box"


@pytest.fixture(scope="module")
def lines(box: Path) -> dict[str, dict]:
    """One import of everything there is; each line by the path of its file below the samples."""
    folder = SAMPLES if FACTS else ROOT / "web" / "readme"
    run = command("import", folder, "--family", "Kim", "--person", "Mum", "--json", data=box, seconds=300)
    assert run.returncode == 0, run.stderr
    told = [json.loads(line) for line in run.stdout.splitlines()]
    assert told[-1]["total"] == len(told) - 1
    return {str(Path(line["source"]).relative_to(folder)): line for line in told[:-1]}


def test_what_can_be_shown_comes_in_and_what_cannot_is_refused_with_a_sentence(
    lines: dict[str, dict],
) -> None:
    wrong = []
    for fact in WANTED:
        line = lines[fact["file"]]
        if fact["expect"] != "reject" and line["outcome"] not in ("imported", "duplicate"):
            wrong.append((fact["file"], line["reason"]))
        if fact["expect"] == "reject" and not (line["outcome"] == "refused" and line["reason"]):
            wrong.append((fact["file"], line["outcome"]))
    assert not wrong


def test_a_raw_photo_comes_in_with_what_its_camera_says(lines: dict[str, dict]) -> None:
    told = [line for name, line in lines.items() if name == RAW]
    assert len(told) == bool(FACTS)
    for line in told:
        said = (line["outcome"], line["camera"], line["taken"])
        assert said == ("imported", "Canon EOS 6D", "2019-06-06T07:29:51")
        assert line["width"] > line["height"] > 600


def test_the_film_of_a_live_photo_is_no_item_of_its_own(lines: dict[str, dict], box: Path) -> None:
    for fact in FACTS:
        together = _beside(box, lines[fact["file"]]["media"]) if fact["file"] in lines else set()
        if fact["expect"] == "import-as-part":
            assert together == {"photo", "video"}, fact["file"]
        elif fact["file"].startswith("not-live/"):
            assert together == {fact["kind"]}, fact["file"]


def test_photos_that_hold_a_film_are_known(lines: dict[str, dict], box: Path) -> None:
    with closing(sqlite3.connect(box / "backup.db")) as database:
        moving = {media for (media,) in database.execute("SELECT id FROM media WHERE motion IS NOT NULL")}
    told = {fact["file"] for fact in FACTS if fact.get("motion_photo")}
    assert {name for name, line in lines.items() if line["media"] in moving} >= told
    assert len(moving) == len(told)


def _beside(box: Path, media: int | None) -> set[str]:
    """The kinds of media in the stories that hold this one."""
    with closing(sqlite3.connect(box / "backup.db")) as database:
        rows = database.execute(
            """SELECT DISTINCT media.kind FROM story_media AS mine JOIN story_media AS clip ON clip.story = mine.story
               JOIN media ON media.id = clip.media WHERE mine.media = ?""",
            (media,),
        )
        return {kind for (kind,) in rows}


def test_sizes_are_as_a_viewer_sees_them(lines: dict[str, dict]) -> None:
    wrong = [
        (fact["file"], line["width"], line["height"])
        for fact in _imported()
        if (line := lines[fact["file"]]) and fact.get("width")
        if [line["width"], line["height"]]
        not in ([fact["width"], fact["height"]], fact.get("size_also_acceptable"))
    ]
    assert not wrong


def test_moments_are_the_ones_the_files_tell(lines: dict[str, dict]) -> None:
    wrong = []
    for fact in _imported():
        right = [fact.get("taken"), *(fact.get("taken_also_acceptable") or [])]
        if not any(_same(lines[fact["file"]], moment) for moment in right):
            wrong.append((fact["file"], lines[fact["file"]]["taken"], fact.get("taken")))
    assert not wrong


def _imported() -> list[dict]:
    return [
        fact for fact in WANTED if fact["expect"] == "import" and fact["file"] not in KNOWN_BY_ANOTHER_NAME
    ]


def _same(line: dict, moment: dict | str | None) -> bool:
    """Local wall time; an instant in UTC is compared through the offset that was chosen for its place."""
    if moment is None or line["taken"] is None:
        return moment is None and line["taken"] is None
    value = moment["value"] if isinstance(moment, dict) else moment
    told = line["taken"]
    if isinstance(moment, dict) and moment.get("kind") == "utc":
        told = _in_utc(line)
    return value.replace(" ", "T")[:19] == told[: len(value[:19])]


def _in_utc(line: dict) -> str:
    hours, minutes = line["offset"][1:].split(":")
    distance = timedelta(hours=int(hours), minutes=int(minutes)) * (-1 if line["offset"][0] == "-" else 1)
    return (datetime.fromisoformat(line["taken"]) - distance).isoformat()

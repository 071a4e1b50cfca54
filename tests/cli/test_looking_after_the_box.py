"""import, invite, stats and doctor, run as programs beside a daemon and without one."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from tests.daemon_process import Daemon, command
from tests.journeys.guests import photographs

KEYS = [
    "source", "outcome", "reason", "media", "kind", "taken", "offset", "precision", "width", "height", "duration",
    "latitude", "longitude", "camera",
]  # fmt: skip


@pytest.fixture(scope="module")
def moved_in(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict]]:
    """A box into which three photographs, one of them twice, and something broken were imported."""
    folder = tmp_path_factory.mktemp("home")
    album = folder / "Photos" / "Jeju"
    album.mkdir(parents=True)
    first = photographs(album, 3)[0]
    shutil.copy(first, album / "again.jpg")
    (album / "broken.jpg").write_bytes(b"\xff\xd8\xff")
    run = command(
        "import", folder / "Photos", "--family", "Kim", "--person", "Mum", "--json", data=folder / "box"
    )
    assert run.returncode == 0, run.stderr
    return folder / "box", [json.loads(line) for line in run.stdout.splitlines()]


def test_import_tells_what_became_of_every_file_and_the_totals_last(
    moved_in: tuple[Path, list[dict]],
) -> None:
    *lines, totals = moved_in[1]
    assert all(list(line) == KEYS for line in lines)
    outcomes = sorted(line["outcome"] for line in lines)
    assert outcomes == ["duplicate", "imported", "imported", "imported", "refused"]
    assert (totals["imported"], totals["duplicate"], totals["refused"]) == (3, 1, 1)
    refused = next(line for line in lines if line["outcome"] == "refused")
    assert refused["source"].endswith("broken.jpg") and refused["reason"].endswith(".")


def test_import_tells_the_facts_of_a_photograph(moved_in: tuple[Path, list[dict]]) -> None:
    photo = next(line for line in moved_in[1] if line.get("source", "").endswith("20190801.jpg"))
    assert (photo["kind"], photo["width"], photo["height"]) == ("photo", 1600, 1200)
    assert (photo["taken"], photo["offset"], photo["precision"]) == ("2019-08-03T11:20:00", "+09:00", "exact")


def test_importing_what_is_not_there_is_an_error_of_the_import_itself(tmp_path: Path) -> None:
    run = command("import", tmp_path / "nowhere", "--family", "Kim", "--person", "Mum", data=tmp_path / "box")
    assert run.returncode == 2 and "nowhere" in run.stderr and "Traceback" not in run.stderr


def test_stats_count_and_name_nobody(moved_in: tuple[Path, list[dict]]) -> None:
    counts = json.loads(command("stats", "--json", data=moved_in[0]).stdout)
    assert (counts["families"], counts["people"], counts["photos"], counts["stories"]) == (1, 1, 3, 3)
    said = command("stats", data=moved_in[0]).stdout
    assert "photos      3" in said and "Kim" not in said and "Mum" not in said and "Jeju" not in said


def test_a_code_made_on_the_box_opens_the_door_of_the_running_album(
    moved_in: tuple[Path, list[dict]],
) -> None:
    with Daemon(moved_in[0]) as box:
        said = command("invite", "--person", "Mum", data=moved_in[0]).stdout
        assert re.search(r"\d{3} \d{3}", said) and f":{box.port}" in said


def test_inviting_somebody_unknown_is_a_sentence_with_the_names_there_are(
    moved_in: tuple[Path, list[dict]],
) -> None:
    said = command("invite", "--person", "Uncle", data=moved_in[0])
    assert said.returncode == 2 and "Mum" in said.stderr


def test_the_doctor_finds_a_well_box_well(moved_in: tuple[Path, list[dict]]) -> None:
    with Daemon(moved_in[0]):
        said = command("doctor", data=moved_in[0])
    assert said.returncode == 0, said.stdout
    assert "✗" not in said.stdout and said.stdout.rstrip().endswith("All is well.")


def test_the_doctor_names_what_is_wrong_and_what_to_do(tmp_path: Path) -> None:
    data = tmp_path / "box"
    with Daemon(data):
        pass
    (data / "originals" / ".backup-originals").unlink()
    (data / "backupd.toml").write_text(
        f'[[drop-folders]]\npath = "{tmp_path}/share"\nfamily = "Kim"\nperson = "Mum"\n'
    )
    for snapshot in (data / "snapshots").glob("*.db"):
        os.utime(snapshot, (1, 1))
    found = json.loads(command("doctor", "--json", data=data).stdout)
    wrong = {each["about"]: each["says"] for each in found if each["state"] == "wrong"}
    assert {"originals_offline", "drop_folder_absent"} <= set(wrong)
    assert "touch" in wrong["originals_offline"]
    assert command("doctor", data=data).returncode == 1

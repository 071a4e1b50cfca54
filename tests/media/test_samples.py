"""Real files of real cameras, phones and programs against facts found by other tools (EXPECTED.json).

conftest.py leaves this out where they are absent; every important case is also made by the tests beside this.
"""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from backupd.media.darkroom import Darkroom
from backupd.media.errors import Unreadable
from backupd.media.records import Developed, Facts

SAMPLES = Path(__file__).parents[2] / "../shared/samples"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)

NOT_YET = re.compile(r"\.jxl$|^exports/samsung-phone/DCIM/(Camera/\.trashed|\.thumbnails)")
"""JPEG XL waits for its issue; bins and thumbnails are known by their folders."""


def oracle() -> list[dict[str, Any]]:
    files = json.loads((SAMPLES / "EXPECTED.json").read_text())["files"]
    return [
        file
        for file in files
        if file["expect"] not in {"ignore", "container"} and not NOT_YET.search(file["file"])
    ]


@pytest.fixture(scope="module")
def darkroom() -> Iterator[Darkroom]:
    with Darkroom() as room:
        yield room


@pytest.mark.parametrize("sample", oracle(), ids=lambda sample: sample["file"])
def test_a_real_file_is_what_other_tools_say_it_is(
    sample: dict[str, Any], darkroom: Darkroom, tmp_path: Path
) -> None:
    path = SAMPLES / sample["file"]
    try:
        made = darkroom.develop(path, tmp_path, path.name, "Asia/Seoul", NOW)
    except Unreadable as refusal:
        assert sample["expect"] != "import", refusal.reason
        return
    assert sample["expect"] != "reject"
    assert complete(made, tmp_path)
    if sample["expect"] != "either":
        assert differences(made.facts, sample) == []


def complete(made: Developed, folder: Path) -> bool:
    files = {made.preview, made.grid}
    return (
        files == {file.name for file in folder.iterdir()}
        and 0 < len(made.tiny) <= 300
        and made.phash is not None
    )


def differences(facts: Facts, sample: dict[str, Any]) -> list[object]:
    """What differs, empty when all is right."""
    shown = [facts.width, facts.height] if "note_raw" in sample else [sample["width"], sample["height"]]
    sizes = [shown, sample.get("size_also_acceptable")]
    checks = {
        ("kind", facts.kind): facts.kind == sample["kind"],
        ("size", facts.width, facts.height): [facts.width, facts.height] in sizes,
        ("taken", facts.taken, facts.offset, facts.taken_source): any(
            same_moment(facts, one) for one in [sample.get("taken"), *sample.get("taken_also_acceptable", [])]
        ),
        ("place", facts.latitude, facts.longitude): same_place(facts, sample.get("gps")),
        ("camera", facts.camera): same_camera(facts.camera, sample.get("camera")),
        ("motion", facts.film): (facts.film is not None) == sample.get("motion_photo", False),
        ("content id", facts.content_id): facts.content_id == sample.get("content_identifier")
        or sample["expect"] == "import-as-part",
        ("duration", facts.duration): same_length(facts.duration, sample["oracle_decode"].get("duration")),
    }
    return [what for what, right in checks.items() if not right]


def same_moment(facts: Facts, wanted: dict[str, Any] | None) -> bool:
    if wanted is None:
        return facts.taken is None and facts.precision == "unknown"
    if wanted["kind"] != "utc":
        return (facts.taken, facts.offset) == (wanted["value"][:19], wanted.get("offset"))
    found = datetime.fromisoformat(f"{facts.taken}{facts.offset}")
    instant = datetime.fromisoformat(wanted["value"]).replace(tzinfo=UTC)
    return abs((found - instant).total_seconds()) < 1


def same_place(facts: Facts, wanted: list[float] | None) -> bool:
    if wanted is None or facts.latitude is None or facts.longitude is None:
        return wanted is None and facts.latitude is None and facts.longitude is None
    return abs(facts.latitude - wanted[0]) < 1e-4 and abs(facts.longitude - wanted[1]) < 1e-4


def same_camera(found: str | None, wanted: str | None) -> bool:
    """The oracle repeats the maker, "Canon Canon EOS 600D"; we do not."""
    return found == wanted or (found is not None and wanted is not None and wanted.endswith(f" {found}"))


def same_length(found: float | None, wanted: float | None) -> bool:
    return wanted is None or (found is not None and abs(found - wanted) < 0.05)

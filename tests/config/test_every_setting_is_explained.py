"""config/backupd.toml and core/settings.py say the same, both ways."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import msgspec

from backupd.core.settings import ClockSource, DropFolder, Guests, Limits, Notify, Pictures, Settings, load

EXAMPLE = Path(__file__).parents[2] / "config" / "backupd.toml"
SETTING = re.compile(r"^# (?=[a-z-]+ = |\[\[)", re.MULTILINE)


def written() -> dict:
    """The file as it reads once every setting in it is uncommented."""
    return tomllib.loads(SETTING.sub("", EXAMPLE.read_text("utf-8")))


def defaults_of(record: type[msgspec.Struct]) -> dict:
    return {field.encode_name: field.default for field in msgspec.structs.fields(record)}


def test_the_file_as_shipped_changes_nothing(tmp_path: Path) -> None:
    assert load(tmp_path, EXAMPLE) == load(tmp_path)


def test_every_setting_is_in_the_file_and_nothing_else() -> None:
    known = {field.encode_name for field in msgspec.structs.fields(Settings)} - {"data"}
    assert set(written()) == known
    assert set(written()["limits"]) == set(defaults_of(Limits))
    assert set(written()["guests"]) == set(defaults_of(Guests))
    assert set(written()["clock"]) == set(defaults_of(ClockSource))
    assert set(written()["notify"]) == set(defaults_of(Notify))
    assert set(written()["pictures"]) == set(defaults_of(Pictures))
    assert set(written()["drop-folders"][0]) == set(defaults_of(DropFolder))


def test_every_default_is_the_true_one() -> None:
    examples = {"originals", "limits", "guests", "clock", "notify", "drop-folders"}
    for name, value in written().items():
        if name not in examples:
            default = defaults_of(Settings)[name]
            assert value == msgspec.json.decode(msgspec.json.encode(default)), name
    assert written()["limits"] == defaults_of(Limits)
    assert written()["guests"] == defaults_of(Guests)
    assert written()["notify"] == {**defaults_of(Notify), "schemes": list(defaults_of(Notify)["schemes"])}
    assert written()["drop-folders"][0]["albums"] == defaults_of(DropFolder)["albums"]


def test_everything_in_the_file_can_be_used_together(tmp_path: Path) -> None:
    whole = tmp_path / "backupd.toml"
    whole.write_text(SETTING.sub("", EXAMPLE.read_text("utf-8")))
    assert load(tmp_path, whole).drop_folders[0].family == "우리 가족"


def test_every_setting_has_a_sentence_above_it() -> None:
    lines = EXAMPLE.read_text("utf-8").splitlines()
    for before, line in pairwise(lines):
        if re.match(r"# [a-z-]+ = ", line):
            assert re.match(r"# .{12,}[.…]$", before), line

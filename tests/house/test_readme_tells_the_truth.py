"""What the README says can be typed, opened and found."""

import os
import re
import shlex
import tomllib
from pathlib import Path

import msgspec
import pytest

from backupd.cli import command_line
from backupd.commands import Voice
from backupd.core.library import Library
from backupd.core.settings import Settings
from backupd.http.words import WEB, Words
from tests.house.sources import ROOT

README = (ROOT / "README.md").read_text("utf-8")
LINES = [
    line.split("#")[0].strip()
    for block in re.findall(r" *```sh\n(.*?)```", README, re.S)
    for line in block.splitlines()
]
COMMANDS = sorted({*filter(None, LINES), *re.findall(r"`((?:sudo )?scripts/[^`]+)`", README)})


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_of_the_readme_is_there_and_understood(line: str) -> None:
    words = [word for word in shlex.split(line) if word != "sudo"]
    script = ROOT / words[0]
    assert os.access(script, os.X_OK), line
    if script.name in ("backupd", "run"):
        words[1:1] = ["serve"] if script.name == "run" else []
        numbered = [word if word != "N" else "8100" for word in words[1:]]
        command_line(Voice(Words.load(WEB / "words"), {})).parse_args(numbered)


def test_every_picture_and_page_it_points_to_is_there() -> None:
    local = [target for target in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in target]
    assert local
    assert not [target for target in local if not (ROOT / target).is_file()]


def test_the_settings_it_shows_are_settings() -> None:
    shown = re.findall(r" *```toml\n(.*?)```", README, re.S)
    assert shown
    for block in shown:
        msgspec.convert(tomllib.loads(block), Settings)


def test_everything_in_the_data_folder_is_explained(library: Library) -> None:
    for path in library.files.data.iterdir():
        name = re.sub(r"-(wal|shm)$", "", path.name)
        assert f"`{name}" in README, path.name


def test_every_dependency_is_accounted_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    table = README[README.index("### What it stands on") :].lower()
    for dependency in project["dependencies"]:
        name = re.split(r"[<>=\[]", dependency)[0]
        assert {"av": "pyav"}.get(name, name) in table, name


def test_the_changelog_knows_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert f"## {version}" in (Path(ROOT) / "CHANGELOG.md").read_text("utf-8")

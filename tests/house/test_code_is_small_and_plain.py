"""Small enough to see, nothing left for later, nothing pretended."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from tests.house.sources import ROOT, files, named, strings, tracked, tree

MOST_LINES_OF_A_FUNCTION = 40
MOST_LINES_OF_A_FILE = 250
HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
# What these hold is Korean as a machine must know it: particles by sound, how dates are said, keys of a keyboard, names of
# people, names that phones give to files.
KOREAN_BY_NATURE = {
    "backupd/albums/coordinates.py",
    "backupd/albums/events.py",
    "backupd/http/particles.py",
    "backupd/http/faces.py",
    "backupd/media/names.py",
    "backupd/meaning/concepts.py",
    "backupd/search/endings.py",
    "backupd/search/folding.py",
    "backupd/search/grams.py",
    "backupd/search/keyboard.py",
    "backupd/search/kinds.py",
    "backupd/search/korean_dates.py",
    "backupd/search/english_dates.py",
    "backupd/search/near.py",
    "backupd/search/phrases.py",
}
LATER = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
PRETENDED = re.compile(r"mock\.patch|unittest\.mock|MagicMock|monkeypatch\.setattr|\bmocker\b")
VAGUE_FILES = {"utils", "helpers", "helper", "services", "service", "managers", "manager", "common", "misc"}


def test_functions_fit_on_a_screen() -> None:
    long = [
        f"{named(path)}:{node.lineno} {node.name} {_length(node)}"
        for path in files(".py")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and _length(node) > MOST_LINES_OF_A_FUNCTION
    ]
    assert not long, "\n".join(long)


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_files_can_be_read_in_one_sitting() -> None:
    lengths = {
        named(path): len(path.read_text("utf-8").splitlines()) for path in files(".py", ".js", ".mjs", ".sh")
    }
    assert not {name: length for name, length in lengths.items() if length > MOST_LINES_OF_A_FILE}


def test_no_korean_sentence_stands_in_code() -> None:
    spoken = [
        f"{named(path)}:{string.lineno} {string.value[:60]}"
        for path in files(".py", under="backupd")
        if named(path) not in KOREAN_BY_NATURE
        for string in strings(path)
        if HANGUL.search(string.value)
    ]
    assert not spoken, "\n".join(spoken)


def test_nothing_is_left_for_later_and_nothing_is_pretended() -> None:
    own = Path(__file__)
    found = [
        f"{named(path)}: {match[0]}"
        for path in files(".py", ".js", ".mjs", ".css", ".html", ".toml", ".sh")
        if path != own
        for match in (*LATER.finditer(path.read_text("utf-8")), *PRETENDED.finditer(path.read_text("utf-8")))
    ]
    assert not found, "\n".join(found)


def test_files_are_named_for_what_they_hold() -> None:
    assert not [named(path) for path in files(".py") if path.stem in VAGUE_FILES]


@pytest.mark.parametrize("folder", ["backupd", "scripts"])
def test_every_module_says_what_it_is(folder: str) -> None:
    silent = [
        named(path)
        for path in files(".py", under=folder)
        if tree(path).body and not ast.get_docstring(tree(path))
    ]
    assert not silent, "\n".join(silent)


def test_no_registry_is_named_anywhere() -> None:
    """Where packages come from is each machine's own business."""
    words = (
        "pypi" + ".org",
        "python" + "hosted",
        "npm" + "js.",
        "registry." + "npm",
        "deb." + "debian",
        "--index" + "-url",
    )
    found = [
        f"{named(path)}: {word}" for path in tracked() for word in words if word.encode() in path.read_bytes()
    ]
    assert not found, "\n".join(found)


def test_nothing_that_is_made_lies_in_the_repository() -> None:
    """What git is told to leave out is not in it all the same: a file that was added once stays until it is taken out."""
    asked = ["git", "ls-files", "--cached", "--ignored", "--exclude-standard"]
    assert not subprocess.run(asked, cwd=ROOT, capture_output=True, check=True, text=True).stdout


def test_locks_hold_versions_and_hashes_alone() -> None:
    for lock in (ROOT / "scripts" / "locks").iterdir():
        for line in lock.read_text().splitlines():
            assert re.match(
                r"[a-z0-9-]+==[^ ]+( ; [^\\]+)? \\$| +--hash=sha256:[0-9a-f]{64}( \\)?$| +#", line
            ), line

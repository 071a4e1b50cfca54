"""Every key that code or a page asks for is in a word file, and every key in a word file is asked for."""

import ast
import re
from functools import cache

from backupd.http.words import WEB, Words
from tests.house.sources import files, strings, tree

KEY = re.compile(r"[a-z]+\.[a-z][a-z0-9_]*")
QUOTED = re.compile(r"""["'`]([a-z]+\.[a-z0-9_]*)(?:["'`]|\$\{)(\s*~)?""")
SPOKEN_BY_SCRIPTS = ("scripts.", "install.")  # read before anything is installed


@cache
def known() -> frozenset[str]:
    return frozenset(Words.load(WEB / "words").keys())


@cache
def word_files() -> frozenset[str]:
    return frozenset(key.partition(".")[0] for key in known())


def asked_in_code() -> tuple[set[str], set[str]]:
    """(whole keys, beginnings of keys that code completes); a letter is named by the beginning of its words"""
    whole, begun = set(), set()
    for path in files(".py", under="backupd"):
        found = {
            string.value
            for string in strings(path)
            if KEY.fullmatch(string.value) and string.value[-1] != "_"
        }
        letters = {key for key in found if f"{key}_subject" in known()}
        whole |= found - letters
        begun |= {f"{key}_" for key in letters}
        begun |= {start for node in ast.walk(tree(path)) if (start := _beginning(node))}
    return whole, begun


def _beginning(node: ast.AST) -> str | None:
    if not isinstance(node, ast.JoinedStr) or not isinstance(node.values[0], ast.Constant):
        return None
    start = str(node.values[0].value)
    return start if re.fullmatch(r"[a-z]+\.[a-z0-9_]*", start) else None


def asked_in_pages() -> tuple[set[str], set[str]]:
    whole, begun = set(), set()
    for path in files(".html", ".js"):
        for key, joined in QUOTED.findall(path.read_text("utf-8")):
            (begun if joined or key.endswith((".", "_")) else whole).add(key)
    return whole, begun


def _spoken(keys: set[str]) -> set[str]:
    return {key for key in keys if key.partition(".")[0] in word_files()}


def test_whatever_is_asked_for_is_there() -> None:
    (code, code_begun), (pages, pages_begun) = asked_in_code(), asked_in_pages()
    absent = {key for key in _spoken(code | pages) if key not in known() and not _is_a_file(key)}
    assert not absent, sorted(absent)
    hollow = {
        start
        for start in _spoken(code_begun | pages_begun)
        if not any(key.startswith(start) for key in known())
    }
    assert not hollow, sorted(hollow)


def _is_a_file(key: str) -> bool:
    return key.endswith((".py", ".db", ".toml", ".html", ".js", ".css", ".json", ".id", ".name", ".key"))


def test_whatever_is_there_is_asked_for() -> None:
    (code, code_begun), (pages, pages_begun) = asked_in_code(), asked_in_pages()
    begun = tuple(code_begun | pages_begun)
    unused = {
        key
        for key in known()
        if key not in code | pages and not key.startswith(begun) and not key.startswith(SPOKEN_BY_SCRIPTS)
    }
    assert not unused, sorted(unused)

"""Every template is shown by a page or taken in by another template, and every one that is named exists."""

import re

from tests.house.sources import ROOT, files, strings

TEMPLATES = ROOT / "web" / "templates"
NAMED = re.compile(r"""["']([\w/-]+\.html)["']""")


def existing() -> set[str]:
    return {str(path.relative_to(TEMPLATES)) for path in files(".html", under="web/templates")}


def asked_for() -> set[str]:
    in_code = {
        string.value
        for folder in ("backupd", "tests")
        for path in files(".py", under=folder)
        for string in strings(path)
        if re.fullmatch(r"[\w/-]+\.html", string.value)
    }
    in_pages = {
        name
        for path in files(".html", under="web/templates")
        for name in NAMED.findall(path.read_text("utf-8"))
    }
    return in_code | in_pages


def test_no_template_is_left_over() -> None:
    assert not existing() - asked_for()


def test_every_template_that_is_named_exists() -> None:
    in_code = {
        string.value
        for path in files(".py", under="backupd")
        for string in strings(path)
        if re.fullmatch(r"[\w/-]+\.html", string.value)
    }
    assert not in_code - existing()

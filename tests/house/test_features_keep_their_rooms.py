"""From outside a feature, import the feature, not its rooms."""

import ast
from functools import cache
from pathlib import Path

from tests.house.sources import ROOT, files, named, tree

FOUNDATIONS = {"core", "http"}


@cache
def features() -> set[str]:
    """Folders of the package that the family would name."""
    folders = {
        path.relative_to(ROOT / "backupd").parts[0]
        for path in files(".py", under="backupd")
        if _in_folder(path)
    }
    return folders - FOUNDATIONS


def _in_folder(path: Path) -> bool:
    return len(path.relative_to(ROOT / "backupd").parts) > 1


def test_nobody_reaches_into_another_feature() -> None:
    reached = [
        f"{named(path)}:{node.lineno} {node.module}"
        for path in files(".py", under="backupd")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and node.module and _reaches_in(path, node.module)
    ]
    assert not reached, "\n".join(reached)


def _reaches_in(path: Path, module: str) -> bool:
    own = path.relative_to(ROOT / "backupd").parts[0]
    parts = module.split(".")
    return parts[0] == "backupd" and len(parts) > 2 and parts[1] in features() - {own}

"""Every reason a file can have is a sentence in both languages."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_reason_the_code_gives_can_be_said_in_both_languages() -> None:
    code = "".join(room.read_text() for room in (ROOT / "backupd/media").glob("*.py"))
    given = set(re.findall(r'"media\.([a-z_]+)"', code))
    words = tomllib.loads((ROOT / "web/words/media.toml").read_text())
    assert given <= set(words)
    assert all(sentence["ko"] and sentence["en"] for sentence in words.values())

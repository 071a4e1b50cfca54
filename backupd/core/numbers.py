"""Numbers as people and programs write them, read without a surprise. Pure."""

import re

_NUMBER = re.compile(r"\d{1,18}", re.ASCII)  # SQLite's integers end at 19 digits


def written_number(text: object) -> int | None:
    """The whole number that `text` writes in plain digits; None for everything else, and for what no row can have."""
    said = str(text).strip()
    return int(said) if _NUMBER.fullmatch(said) else None

"""Figures with their unit and what was promised of them."""

import json
from typing import NamedTuple


class Figure(NamedTuple):
    """`promise` is a ceiling, or a floor when `floor` is true; None where the figure only explains another."""

    key: str
    value: float
    unit: str
    promise: float | None = None
    floor: bool = False

    @property
    def kept(self) -> bool:
        if self.promise is None:
            return True
        return self.value >= self.promise if self.floor else self.value <= self.promise


def show(bench: str, figures: list[Figure], as_json: bool) -> int:
    """A line for each figure; with `as_json` one object as the last line. Returns 1 when a promise was not kept."""
    for figure in figures:
        promise = "" if figure.promise is None else f"{'≥' if figure.floor else '≤'} {figure.promise:g}"
        mark = " " if figure.promise is None else "✓" if figure.kept else "✗"
        print(f"{mark} {figure.key:22} {figure.value:10.3f} {figure.unit:12} {promise}")
    if as_json:
        told = {figure.key: round(figure.value, 4) for figure in figures}
        print(json.dumps({"bench": bench, "figures": told}))
    return 0 if all(figure.kept for figure in figures) else 1

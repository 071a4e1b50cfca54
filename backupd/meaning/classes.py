"""The thousand things that the image side can tell apart, and the groups they belong to (classes.txt)."""

from collections import defaultdict
from functools import cache
from pathlib import Path

import numpy as np

COUNT = 1000


@cache
def names() -> tuple[str, ...]:
    """What each class is called, its synonyms after commas."""
    return tuple(line[0] for line in _lines())


@cache
def groups() -> dict[str, tuple[int, ...]]:
    """Each group of WordNet's, and the classes in it."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, (_, above) in enumerate(_lines()):
        for group in above.split(", ") if above else ():
            found[group].append(place)
    return {group: tuple(places) for group, places in found.items()}


@cache
def by_name() -> dict[str, tuple[int, ...]]:
    """Every name of a class or a group, in lower case, and the classes it means."""
    found: dict[str, set[int]] = defaultdict(set)
    for place, called in enumerate(names()):
        for name in called.lower().split(", "):
            found[name].add(place)
    for group, places in groups().items():
        found[group.lower()].update(places)
    return {name: tuple(sorted(places)) for name, places in found.items()}


@cache
def membership() -> np.ndarray:
    """1 where a class (down) is in a group (across, in the order of `groups`)."""
    table = np.zeros((COUNT, len(groups())), np.float32)
    for column, places in enumerate(groups().values()):
        table[list(places), column] = 1
    return table


@cache
def _lines() -> tuple[tuple[str, str], ...]:
    text = Path(__file__).with_name("classes.txt").read_text("utf-8")
    rows = (line.partition("\t") for line in text.splitlines() if not line.startswith("#"))
    return tuple((name, above) for name, _, above in rows)

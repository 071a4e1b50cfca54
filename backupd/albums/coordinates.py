"""Coordinates as people paste them, in degrees, north and east positive. Pure.

Understood: 33.2541, 126.5601 · 33°15'14"N 126°33'36"E · N33.25 E126.56 · 북위 33도 15분 동경 126도 33분 · geo: and links of maps.
"""

import re

import msgspec

Spot = tuple[float, float]

_SIGNS = str.maketrans({
    "º": "°", "˚": "°", "도": "°", "’": "'", "‘": "'", "′": "'", "분": "'", "″": '"', "”": '"', "“": '"', "초": '"',
    "−": "-", "，": ",", "。": ".",
})  # fmt: skip
_NAMES = (("북위", "N"), ("남위", "S"), ("동경", "E"), ("서경", "W"))
_LINK = re.compile(
    r"!3d(-?\d+\.\d+)!4d(-?\d+\.\d+)|(?:@|geo:|[?&/](?:q|ll|query|center|destination|loc)[=:])(-?\d+(?:\.\d+)?),\s*(-?\d+(?:\.\d+)?)"
)
_ANGLE = r"""([+-]?\d{1,3}(?:\.\d+)?)\s*°?\s*(?:(\d{1,2}(?:\.\d+)?)\s*'\s*)?(?:(\d{1,2}(?:\.\d+)?)\s*(?:"|'')\s*)?"""
_BETWEEN = r"\s*[,;/]?\s*"
_SIDE_LAST = re.compile(rf"{_ANGLE}([NSEW]){_BETWEEN}{_ANGLE}([NSEW])")
_SIDE_FIRST = re.compile(rf"([NSEW])\s*{_ANGLE}{_BETWEEN}([NSEW])\s*{_ANGLE}")
_NO_SIDE = re.compile(rf"{_ANGLE}(?:\s*[,;/]\s*|\s+){_ANGLE}")


def read(text: str) -> Spot | None:
    """Latitude and longitude, which may lie beyond the poles; None for what is no pair of coordinates."""
    if link := _LINK.search(text):
        return float(link[1] or link[3]), float(link[2] or link[4])
    plain = text.translate(_SIGNS).strip().strip("()[]").upper()
    for name, side in _NAMES:
        plain = plain.replace(name, side)
    if found := _SIDE_LAST.fullmatch(plain):
        first, one, second, other = found[4], found.groups()[:3], found[8], found.groups()[4:7]
    elif found := _SIDE_FIRST.fullmatch(plain):
        first, one, second, other = found[1], found.groups()[1:4], found[5], found.groups()[5:8]
    elif found := _NO_SIDE.fullmatch(plain):
        first, one, second, other = "N", found.groups()[:3], "E", found.groups()[3:]
    else:
        return None
    return _pair(first, _degrees(*one), second, _degrees(*other))


def on_earth(spot: Spot) -> bool:
    return -90 <= spot[0] <= 90 and -180 <= spot[1] <= 180


def write(spot: Spot) -> str:
    """As the form shows it, about a metre exact; `read` understands it again."""
    return f"{spot[0]:.5f}, {spot[1]:.5f}"


def _degrees(whole: str, minutes: str | None, seconds: str | None) -> float | None:
    parts = float(minutes or 0), float(seconds or 0)
    if max(parts) >= 60 or ("." in whole and any(parts)):
        return None
    sign = -1.0 if whole.startswith("-") else 1.0
    return sign * (abs(float(whole)) + parts[0] / 60 + parts[1] / 3600)


def _pair(first: str, one: float | None, second: str, other: float | None) -> Spot | None:
    """In the order latitude, longitude, whichever came first; south and west are negative."""
    if one is None or other is None or (first in "NS") == (second in "NS"):
        return None
    sided = {first: -one if first in "SW" else one, second: -other if second in "SW" else other}
    latitude = next(value for side, value in sided.items() if side in "NS")
    longitude = next(value for side, value in sided.items() if side in "EW")
    return latitude, longitude


class Whereabouts(msgspec.Struct, frozen=True):
    """Where a story was: in words that people wrote, and in degrees as people or the file say, with what is there."""

    story: int
    words: str
    latitude: float | None
    longitude: float | None
    name_ko: str | None = None
    name_en: str | None = None

    def name(self, language: str) -> str:
        """What the place at these coordinates is called."""
        return (self.name_ko if language == "ko" else self.name_en) or ""

    @property
    def known(self) -> bool:
        return bool(self.words) or self.latitude is not None

    @property
    def coordinates(self) -> str:
        return "" if self.latitude is None else write((self.latitude, self.longitude or 0.0))

    @property
    def roughly(self) -> tuple[str, float | None, float | None]:
        """Two places that differ by less than about a kilometre are one."""
        if self.latitude is None or self.longitude is None:
            return self.words, None, None
        return self.words, round(self.latitude, 2), round(self.longitude, 2)

"""Where: coordinates a person can have stood at, and the time zone of that place, offline."""

import math
import re

from backupd.media.records import Place

NOWHERE = 0.0001
"""Degrees around 0°, 0°: what receivers without a fix write. It is open sea."""

ISO_6709 = re.compile(r"([+-]\d{1,2}(?:\.\d+)?)([+-]\d{1,3}(?:\.\d+)?)")


def place(latitude: float, longitude: float) -> Place | None:
    """The place, or None for coordinates that do not exist, are not numbers, or are the 0°, 0° of no fix."""
    if not (math.isfinite(latitude) and math.isfinite(longitude)):
        return None
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    if abs(latitude) < NOWHERE and abs(longitude) < NOWHERE:
        return None
    return Place(round(latitude, 6), round(longitude, 6))


def from_iso_6709(text: str) -> Place | None:
    """ISO 6709 in degrees, as phones write it into videos: "+37.5665+126.9780+035.0/"."""
    found = ISO_6709.match(text.strip())
    return place(float(found[1]), float(found[2])) if found else None


def zone_of(somewhere: Place | None, family_zone: str) -> str:
    """The IANA zone of a place; the family's zone without one.

    tzfpy: 33 MB once loaded, against 30 MB and a 100 MB install (numpy, h3) for timezonefinder.
    """
    if somewhere is None:
        return family_zone
    from tzfpy import get_tz

    return get_tz(somewhere.longitude, somewhere.latitude) or family_zone

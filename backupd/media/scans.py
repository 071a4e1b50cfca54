"""Pictures made of paper or film: scanned, or taken of an old print. What they say of "when" is often the scanner's.

A fact for those who celebrate days: a scan is shown under its date but never believed for "on this day".
"""

import re

from backupd.media.exif import Exif
from backupd.media.records import Moment
from backupd.media.xmp import Xmp

SCANNER = re.compile(
    r"scan|coolscan|silverfast|plustek|microtek|fastfoto|opticfilm|reflecta|perfection v?\d|expression \d"
    r"|officejet|deskjet|laserjet|\benvy \d|workforce|stylus|imagerunner|bizhub|xerox|pixma"
    r"|\b(mp|mg|mx|ts|tr|g)\d{3,4} series|\b(dcp|mfc|scx|clx|sl-[mc])-?[a-z]?\d{3,}",
    re.I,
)
"""Makers, models and programs: "EPSON Scan", "CanoScan", "ScanSnap", "VueScan", "PhotoScan by Google Photos"."""

CREATOR_TOOL = "{http://ns.adobe.com/xap/1.0/}CreatorTool"

FIRST_DIGITAL = 1995
"""EXIF's first year; what was taken before was on film."""

FIRST_OF_ITS_KIND = (
    (re.compile(r"iphone|ipad", re.I), 2007),
    (re.compile(r"\bSM-[A-Z]\d|galaxy|\bSHV-|\bSHW-", re.I), 2010),
    (re.compile(r"pixel|nexus", re.I), 2010),
    (re.compile(r"\bLM-|\bLG-", re.I), 2009),
    (re.compile(r"xiaomi|redmi|huawei|oneplus|oppo|vivo", re.I), 2010),
    (re.compile(r"gopro|hero\d|dji|insta360", re.I), 2005),
)
"""When the first of these was sold: an earlier date is that of the print somebody took a picture of."""


def is_scan(exif: Exif, xmp: Xmp, moment: Moment) -> bool:
    """Whether a picture with these facts was made of a print, a slide or a negative."""
    if exif.from_paper:
        return True
    if any(SCANNER.search(name) for name in (exif.camera or "", exif.software, xmp.text(CREATOR_TOOL))):
        return True
    return moment.taken is not None and int(moment.taken[:4]) < _first_year(exif.camera or "")


def _first_year(camera: str) -> int:
    return next((year for name, year in FIRST_OF_ITS_KIND if name.search(camera)), FIRST_DIGITAL)

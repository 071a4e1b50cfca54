"""Pictures with marks and hashes, as a box has them, and what was chosen of them."""

import random

from backupd.curation import proposing
from backupd.curation.records import Wish
from backupd.curation.scoring import Candidate
from backupd.marks import store as marks_store
from tests.albums import house

CHANCE = random.Random(5)


def hashed() -> int:
    """A hash that is like no other: half of its bits set."""
    return sum(1 << bit for bit in CHANCE.sample(range(64), 32)) - (1 << 63)


def put(library, who, album, taken, sharpness=0.05, light=0.9, words="", phash=None, **more):
    """A story with marks; its number."""
    number = house.photo(library, taken, phash=hashed() if phash is None else phash, camera="Galaxy", **more)
    with library.database.writing():
        marks_store.note(library, [(number, {"sharpness": sharpness, "light": light})])
    return house.story(library, who, album, number, words)


def album(library, who, title="제주 여름휴가", year=2019):
    made = house.album(library, who, title)
    for number in range(30):
        put(library, who, made, f"{year}-08-{5 + number // 10:02}T{9 + number % 10:02}:20:00")
    return made


def proposed(library, who, album, amount=12):
    return proposing.propose(library, who, Wish(albums=[album], amount=amount))


def candidate(story, taken="2019-08-05T10:00:00", **more):
    """One for the pure parts; of the same moment only where its minute or hash says so."""
    known = {
        "album": 1, "media": story, "kind": "photo", "phash": hashed(), "width": 4000, "height": 3000,
        "precision": "exact", "moment": taken, "camera": "Galaxy", "contributor": 1, "told": False,
        "sharpness": 0.05, "light": 0.9,
    }  # fmt: skip
    return Candidate(story=story, taken=taken, **(known | more))


def shown(browser, number):
    return browser.get(f"/api/curations/{number}").json()


def picked(browser, number):
    return [pick["story"]["id"] for pick in shown(browser, number)["picks"]]

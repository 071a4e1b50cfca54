"""Fills an empty box with a pretend family, by the same verbs that real people's taps call."""

import os
import random
import tempfile
import tomllib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageOps
from pretend.samples import photograph_of
from pretend.scenery import paint

from backupd import albums, media
from backupd.core.files import pieces
from backupd.core.library import Library
from backupd.family import person_named
from backupd.media import Darkroom

STORY = Path(__file__).with_name("family.toml")
SIZES = [(1600, 1200), (1600, 1067), (1200, 1600), (1600, 1200), (1280, 1600), (1600, 900)]
EXIF, DATE_TIME_ORIGINAL, OFFSET_TIME_ORIGINAL, MAKE, MODEL = 0x8769, 0x9003, 0x9011, 0x010F, 0x0110


class Shot(NamedTuple):
    """One photograph to be made: what it shows, when, by whom, with which words."""

    album: int
    number: int
    person: str
    taken: datetime
    scene: str
    says: str


def told() -> dict:
    return tomllib.loads(STORY.read_text("utf-8"))


def fill(library: Library, *, only_painted: bool = False) -> None:
    """A family of six and a dozen albums. `only_painted`: no sample photograph is used, so pictures of it may be shown
    to anybody."""
    story = told()
    people = {name: person_named(library, story["name"], name) for name in story["people"]}
    shots = [shot for number, album in enumerate(story["albums"]) for shot in _shots(number, album, story["people"])]
    with tempfile.TemporaryDirectory(prefix="backupd-demo-") as scratch, Darkroom() as darkroom:
        folder = Path(scratch)
        with ProcessPoolExecutor(os.cpu_count()) as painters:
            list(painters.map(expose, shots, [folder] * len(shots), [only_painted] * len(shots), chunksize=4))
        for number, album in enumerate(story["albums"]):
            family, by = people[album["by"]]
            made = albums.new_album(
                library, family, by, album["title"],
                description=album["description"], category=albums.category_named(library, family, album["category"]),
            )  # fmt: skip
            for shot in (each for each in shots if each.album == number):
                kept = keep(library, darkroom, folder / _name(shot))
                albums.add_story(
                    library, album=made, contributor=people[shot.person][1], media=[kept], description=shot.says
                )


def keep(library: Library, darkroom: Darkroom, photograph: Path) -> int:
    """As any door does: staged, kept, developed."""
    with library.files.staging() as staging:
        kept = media.keep(library, staging.fill(pieces(photograph)).finish(), photograph.name)
    media.develop(library, darkroom, kept.id)
    return kept.id


def _shots(number: int, album: dict, people: list[str]) -> Iterator[Shot]:
    """The told stories, and `more` photographs without words between them."""
    told_ones = [(who, datetime.fromisoformat(when), scene, says) for who, when, scene, says in album["stories"]]
    chance = random.Random(album["title"])
    first = datetime.combine(date.fromisoformat(str(album["from"])), datetime.min.time())
    for _ in range(album["more"]):
        when = first + timedelta(days=chance.randrange(album["days"]), minutes=chance.randrange(9 * 60, 20 * 60))
        told_ones.append((chance.choice(people), when, album["scene"], ""))
    for index, (who, when, scene, says) in enumerate(told_ones):
        yield Shot(number, index, who, when, scene, says)


def expose(shot: Shot, folder: Path, only_painted: bool) -> None:
    chance = random.Random(f"{shot.album} {shot.number}")
    size = chance.choice(SIZES)
    real = None if only_painted else photograph_of(shot.scene, shot.album, shot.number)
    picture = ImageOps.fit(real, size) if real else paint(shot.scene, shot.album * 100 + shot.number, size)
    exif = Image.Exif()
    exif[MAKE], exif[MODEL] = "BackUP", "Demo"
    exif.get_ifd(EXIF)[DATE_TIME_ORIGINAL] = f"{shot.taken:%Y:%m:%d %H:%M:%S}"
    exif.get_ifd(EXIF)[OFFSET_TIME_ORIGINAL] = "+09:00"
    picture.save(folder / _name(shot), "JPEG", quality=88, exif=exif)


def _name(shot: Shot) -> str:
    return f"{shot.taken:%Y%m%d_%H%M%S}_{shot.album:02}{shot.number:02}.jpg"

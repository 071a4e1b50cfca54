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

from backupd import albums, media
from backupd.albums.categories import shelves as shelves_of
from backupd.core.files import pieces
from backupd.core.library import Library
from backupd.family import Viewer, doorway, invite_at_the_box, joining, person_named
from backupd.family.records import Entrant
from pretend.samples import photograph_of
from pretend.scenery import paint

STORY = Path(__file__).with_name("family.toml")
BESIDE = {  # what else one sees on such a day
    "sea": ["sea", "meadow", "mountains", "night"],
    "snow": ["snow", "snow", "mountains", "night"],
    "candles": ["candles", "blossoms", "meadow", "night"],
    "meadow": ["meadow", "mountains", "blossoms"],
    "blossoms": ["blossoms", "meadow", "candles"],
    "autumn": ["autumn", "autumn", "mountains"],
    "night": ["night", "sea", "candles"],
    "mountains": ["mountains", "autumn", "autumn", "meadow"],
}
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
    """A family of six and a dozen albums. `only_painted`: no sample photograph is used, so that pictures of it may be
    shown to anybody."""
    story = told()
    people = {name: person_named(library, story["name"], name)[1] for name in story["people"]}
    host = somebody(library, story["people"][0])
    shelves = {category.name: category.id for category in shelves_of(library, host)}
    with tempfile.TemporaryDirectory(prefix="backupd-demo-") as scratch:
        shots = photographs(story, Path(scratch), only_painted)
        for number, album in enumerate(story["albums"]):
            made = albums.new_album(
                library, host.family, people[album["by"]], album["title"],
                description=album["description"], category=shelves[album["category"]],
            )  # fmt: skip
            for shot in (each for each in shots if each.album == number):
                kept = keep(library, Path(scratch) / _name(shot))
                by = people[shot.person]
                albums.add_story(library, album=made, contributor=by, media=[kept], description=shot.says)


def somebody(library: Library, name: str) -> Viewer:
    """The person of that name, on a device let in by a code from the box."""
    ticket = joining.knock(library, invite_at_the_box(library, None, name).code, "127.0.0.1")
    let_in = joining.enter(library, ticket, Entrant(name, "ko", "거실 노트북"))
    found = doorway.viewer(library, let_in.token)
    assert found
    return found


def photographs(story: dict, folder: Path, only_painted: bool) -> list[Shot]:
    """Every photograph of the story, made in `folder` by as many painters as there are cores."""
    shots = [
        shot
        for number, album in enumerate(story["albums"])
        for shot in _shots(number, album, story["people"])
    ]
    with ProcessPoolExecutor(os.cpu_count()) as painters:
        list(painters.map(expose, shots, [folder] * len(shots), [only_painted] * len(shots), chunksize=4))
    return shots


def keep(library: Library, photograph: Path) -> int:
    """As any door does: staged, kept, developed."""
    with library.files.staging() as staging:
        kept = media.keep(library, staging.fill(pieces(photograph)).finish(), photograph.name)
    media.develop(library, media.darkroom(library), kept.id)
    return kept.id


def _shots(number: int, album: dict, people: list[str]) -> Iterator[Shot]:
    """The told stories, and `more` photographs without words between them."""
    told_ones = [
        (who, datetime.fromisoformat(when), scene, says) for who, when, scene, says in album["stories"]
    ]
    chance = random.Random(album["title"])
    first = datetime.combine(date.fromisoformat(str(album["from"])), datetime.min.time())
    for _ in range(album["more"]):
        when = first + timedelta(
            days=chance.randrange(album["days"]), minutes=chance.randrange(9 * 60, 20 * 60)
        )
        scene = chance.choice([album["scene"]] * 3 + BESIDE[album["scene"]])
        told_ones.append((chance.choice(people), when, scene, ""))
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

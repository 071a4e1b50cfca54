"""`scripts/bench curation`: does the sharp, well-lit picture of a moment win, how soon is a proposal there, what do marks cost.

Groups: each a real photo among what bursts are full of: blurred by focus and by the hand, too dark, too bright, and its
duplicate as a chat app makes one. All go through development, marks and the choice as they do on a box. The proposal is that
of an album whose rows are made, with marks. Marks are measured on the previews of 12-megapixel photos.
"""

import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageEnhance, ImageFilter, ImageOps, ImageStat

from backupd import albums, marks, media, migrations, schedule
from backupd.core.library import Library
from backupd.core.settings import load
from backupd.curation import picking, proposing, store
from backupd.curation.records import Wish
from backupd.curation.scoring import Candidate
from backupd.family import Viewer, person_named, stand_in
from backupd.marks.marking import AT_ONCE
from benches import photos, rows_of_photos
from benches.figures import Figure

COUNT = 2000
GROUPS, MARKED = 120, 40
EDGE = 1600
ENDINGS = {".jpg", ".jpeg"}
LARGE_ENOUGH = 60_000
"""Bytes below which a sample is no photograph that somebody would have taken a burst of."""


def measure(count: int) -> list[Figure]:
    """`count`: pictures of the album that is proposed from."""
    with tempfile.TemporaryDirectory(prefix="backupd-bench-") as scratch:
        library, viewer = _box(Path(scratch) / "box")
        right, groups = _won(library, viewer, Path(scratch))
        cost = _cost(library)
        seconds, first = _proposed(library, viewer, count)
        library.close()
    return [
        Figure("right_share", right / groups, "", 0.95, floor=True),
        Figure("groups", groups, "groups"),
        Figure(f"proposal_s_{COUNT}", seconds, "s", 5),
        Figure("cpu_ms_per_photo", cost, "ms", 60),
        Figure("pictures_chosen", first, "pictures"),
    ]


def _box(data: Path) -> tuple[Library, Viewer]:
    library = Library(load(data, reserve_mb=0)).open(schedule.TABLE)
    migrations.apply(library)
    library.database.connection.execute("PRAGMA synchronous=OFF")
    family, person = person_named(library, "Bench", "Bench")
    viewer = stand_in(library, person, family)
    assert viewer is not None
    return library, viewer


def _won(library: Library, viewer: Viewer, scratch: Path) -> tuple[int, int]:
    """In how many moments of how many the picture as it was taken is the one that was chosen."""
    chance, bursts = random.Random(2026), []
    album = albums.new_album(library, viewer.family, viewer.id, "Bursts")
    for number, original in enumerate(_originals()):
        taken = f"2026-{number // 28 + 1:02}-{number % 28 + 1:02}T10:00:00"
        pictures = [original, *_worse(original, chance)]
        order = chance.sample(range(len(pictures)), len(pictures))
        kept = {which: _kept(library, viewer, album, pictures[which], scratch, taken) for which in order}
        bursts.append((kept[0], set(kept.values())))
    marks.mark_pictures(library)
    library.jobs.drain()
    found = store.candidates(library, viewer, Wish(albums=[album]))
    return sum(_chosen(found, burst) == wanted for wanted, burst in bursts), len(bursts)


def _chosen(found: list[Candidate], burst: set[int]) -> int:
    return picking.choose([each for each in found if each.story in burst], 1).chosen[0].story


def _originals() -> Iterator[Image.Image]:
    """Real photos, each several times, another part of it each time; painted ones where there are none."""
    chance, paths = random.Random(7), []
    if photos.SAMPLES.is_dir():
        paths = sorted(
            each
            for each in photos.SAMPLES.rglob("*")
            if each.suffix.lower() in ENDINGS and each.stat().st_size >= LARGE_ENOUGH
        )
    for number in range(GROUPS):
        whole = Image.open(paths[number % len(paths)]) if paths else photos._painted(number)
        part = chance.uniform(0.75, 1)
        size = (round(whole.width * part), round(whole.height * part))
        spot = [chance.uniform(0, full - cut) for full, cut in zip(whole.size, size, strict=True)]
        cut = (
            ImageOps.exif_transpose(whole).convert("RGB").crop((*spot, spot[0] + size[0], spot[1] + size[1]))
        )
        cut.thumbnail((EDGE, EDGE))
        yield cut


def _worse(picture: Image.Image, chance: random.Random) -> list[Image.Image]:
    """What the same moment looks like when it goes wrong, as far as people see the difference at once."""
    edge = max(picture.size)
    shaken = ImageFilter.Kernel((5, 5), [0] * 10 + [1] * 5 + [0] * 10)
    unsteady = picture
    for _ in range(chance.randint(2, 5)):
        unsteady = unsteady.filter(shaken)
    mean = ImageStat.Stat(picture.convert("L")).mean[0] + 1
    small = picture.resize((max(picture.width // 3, 1), max(picture.height // 3, 1)))
    return [
        picture.filter(ImageFilter.GaussianBlur(edge / 1600 * chance.uniform(2, 6))),
        unsteady,
        ImageEnhance.Brightness(picture).enhance(
            chance.uniform(30, 55) / mean if mean > 110 else chance.uniform(0.2, 0.4)
        ),
        ImageEnhance.Brightness(picture).enhance(max(1.6, chance.uniform(260, 340) / mean)),
        small,
    ]


def _kept(
    library: Library, viewer: Viewer, album: int, picture: Image.Image, scratch: Path, taken: str
) -> int:
    path = scratch / "one.jpg"
    picture.save(path, "JPEG", quality=88)
    with library.files.staging() as staging:
        staging.write(path.read_bytes())
        kept = media.keep(library, staging.finish(), "one.jpg").id
    media.develop(library, media.darkroom(library), kept)
    moment = media.Moment(taken, "+09:00", "exact")
    added = albums.add_story(library, album=album, contributor=viewer.id, media=[kept], moment=moment)
    assert added.story is not None
    return added.story


def _cost(library: Library) -> float:
    """Processor time of marking a photo, in ms, on previews of large ones."""
    folder = photos.photographs(MARKED)
    kept = []
    for path in sorted(folder.iterdir())[:MARKED]:
        with library.files.staging() as staging:
            staging.write(path.read_bytes())
            kept.append(media.keep(library, staging.finish(), path.name).id)
        media.develop(library, media.darkroom(library), kept[-1])
    missing = library.database.value(
        "SELECT count(*) FROM media WHERE NOT EXISTS (SELECT 1 FROM mark WHERE mark.media = media.id)"
    )
    assert missing <= AT_ONCE, missing
    began = time.process_time()
    marks.mark_pictures(library)
    return (time.process_time() - began) * 1000 / missing


def _proposed(library: Library, viewer: Viewer, count: int) -> tuple[float, int]:
    """Seconds until the proposal of an album is there, and how many pictures it has."""
    chance = random.Random(3)
    before = library.database.value("SELECT coalesce(max(id), 0) FROM story")
    rows_of_photos.UNDATED, rows_of_photos.IN_AN_ALBUM = 0, count + 1
    rows_of_photos.fill(library, viewer.family, viewer.id, count)
    with library.database.writing() as connection:
        rows = connection.execute(
            "SELECT story_media.media, story.album FROM story_media JOIN story ON story.id = story WHERE story.id > ?",
            (before,),
        ).fetchall()
        for row in rows:
            connection.execute(
                "UPDATE media SET phash = ? WHERE id = ?",
                (chance.randrange(-(1 << 63), 1 << 63), row["media"]),
            )
            connection.executemany(
                "INSERT INTO mark (media, kind, version, value) VALUES (?, ?, 1, ?)",
                [(row["media"], "sharpness", chance.random() / 5), (row["media"], "light", chance.random())],
            )
    began = time.perf_counter()
    number = proposing.propose(library, viewer, Wish(albums=[rows[0]["album"]], amount=40))
    return time.perf_counter() - began, len(store.lines(library, viewer, number))

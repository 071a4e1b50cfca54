"""`backupd stats`: how much there is. Counts only, no names and no titles: whoever looks after the box need not be in
the family, so these are the only reads that do not go through the gate."""

from argparse import Namespace

import msgspec

from backupd.commands.box import library_of, must_be_there, settings_of
from backupd.commands.voice import Voice
from backupd.core.library import Library

# What is just being taken out of a capsule is not there yet, unless somebody brought the same by another way.
_COUNTS = """
    WITH told AS (
        SELECT * FROM media WHERE NOT EXISTS (
            SELECT 1 FROM capsule_thing AS thing JOIN capsule ON capsule.id = thing.capsule
            WHERE thing.media = media.id AND capsule.state = 'opening')
        OR EXISTS (
            SELECT 1 FROM story_media AS held JOIN story ON story.id = held.story JOIN album ON album.id = story.album
            WHERE held.media = media.id AND album.sealed = 0))
    SELECT (SELECT count(*) FROM family) AS families,
           (SELECT count(DISTINCT person) FROM membership WHERE until IS NULL) AS people,
           (SELECT count(*) FROM device WHERE revoked IS NULL) AS devices,
           (SELECT count(*) FROM album WHERE trashed IS NULL AND sealed = 0) AS albums,
           (SELECT count(*) FROM story JOIN album ON album.id = story.album
            WHERE story.trashed IS NULL AND album.sealed = 0) AS stories,
           (SELECT count(*) FROM told WHERE kind = 'photo') AS photos,
           (SELECT count(*) FROM told WHERE kind = 'video') AS videos,
           (SELECT coalesce(sum(size), 0) FROM told) AS bytes,
           (SELECT count(*) FROM told WHERE state = 'arrived') AS waiting,
           (SELECT count(*) FROM told WHERE state = 'set_aside') AS set_aside,
           (SELECT count(*) FROM story WHERE trashed IS NOT NULL) AS in_trash
"""


class Counts(msgspec.Struct, frozen=True):
    """bytes: originals only. waiting: kept, not looked at yet. set_aside: kept, cannot be shown."""

    families: int
    people: int
    devices: int
    albums: int
    stories: int
    photos: int
    videos: int
    bytes: int
    waiting: int
    set_aside: int
    in_trash: int
    free: int = 0


def stats(asked: Namespace, voice: Voice) -> int:
    settings = settings_of(asked, voice)
    must_be_there(settings)
    with library_of(settings) as library:
        counts = counted(library)
    if asked.json:
        print(msgspec.json.encode(counts).decode())
        return 0
    for name, count in msgspec.structs.asdict(counts).items():
        print(voice.say(f"cli.stats_{name}", count=_readable(name, count, voice)))
    return 0


def counted(library: Library) -> Counts:
    counts = library.database.one(Counts, _COUNTS)
    assert counts is not None
    return msgspec.structs.replace(counts, free=library.files.free)


def _readable(name: str, count: int, voice: Voice) -> object:
    return voice.size(count) if name in ("bytes", "free") else count

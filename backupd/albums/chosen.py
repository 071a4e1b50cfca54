"""The stories somebody chose, read at once through the gate: a tile of the grid stands for its whole stack."""

import json
from collections.abc import Sequence

import msgspec

from backupd.albums import store
from backupd.albums.choosing import Choice, Dating, Locating
from backupd.albums.rows import all_of, bound
from backupd.core.errors import Absent, Refused
from backupd.core.library import Library
from backupd.family import Viewer

CHOSEN = """
    SELECT shown.id, shown.album, shown.contributor, shown.description, shown.taken, shown.offset, shown.precision,
           shown.moment, shown.position, shown.place, shown.latitude, shown.longitude, shown.located,
           face.taken AS file_taken, face.offset AS file_offset, face.precision AS file_precision,
           face.latitude AS file_latitude, face.longitude AS file_longitude
    FROM json_each(:stories) AS asked
    CROSS JOIN visible_stories AS shown
      ON shown.viewer = :viewer AND shown.family = :family AND shown.id = asked.value
    CROSS JOIN visible_media AS face
      ON face.viewer = :viewer AND face.family = :family AND face.story = shown.id AND face.place = 0
"""

BENEATH = """
    SELECT top.id AS top, beside.id AS story
    FROM json_each(:stories) AS asked
    CROSS JOIN visible_tops AS top
      ON top.viewer = :viewer AND top.family = :family AND top.id = asked.value
    CROSS JOIN visible_stories AS beside
      ON beside.viewer = :viewer AND beside.family = :family AND beside.album = top.album AND beside.stack = top.stack
    ORDER BY beside.stack_place, beside.id
"""


class Chosen(msgspec.Struct, frozen=True):
    """A story with what is said of it and what its first file says of itself."""

    id: int
    album: int
    contributor: int
    description: str
    taken: str | None
    offset: str | None
    precision: str
    moment: str
    position: float
    place: str
    latitude: float | None
    longitude: float | None
    located: bool
    file_taken: str | None
    file_offset: str | None
    file_precision: str
    file_latitude: float | None
    file_longitude: float | None

    @property
    def spot(self) -> tuple[float | None, float | None]:
        """Where it was, as far as anybody knows: latitude and longitude in degrees."""
        if self.located:
            return self.latitude, self.longitude
        return self.file_latitude, self.file_longitude


def chosen_by(library: Library, viewer: Viewer, album: int, choice: Choice) -> list[Chosen]:
    """What a form means: its stories, and with the top of a stack all that lies beneath, unless it is about one alone.
    Raises as chosen_in does."""
    alone = isinstance(choice, Dating | Locating) and choice.alone
    stories = choice.stories if alone else with_stacks(library, viewer, choice.stories)
    return chosen_in(library, viewer, album, stories)


def with_stacks(library: Library, viewer: Viewer, stories: Sequence[int]) -> list[int]:
    """These stories, each once, and behind the top of a stack everything in it. One from beneath stands for itself."""
    asked = list(dict.fromkeys(stories))
    stacks: dict[int, list[int]] = {}
    named = bound(viewer, {"stories": json.dumps(asked)})
    for row in library.database.connection.execute(BENEATH, named):
        stacks.setdefault(row["top"], []).append(row["story"])
    return list(dict.fromkeys(each for story in asked for each in (story, *stacks.get(story, []))))


def chosen_in(library: Library, viewer: Viewer, album: int, stories: Sequence[int]) -> list[Chosen]:
    """The chosen stories that are in the album, in its order. Those that went elsewhere meanwhile are left out; when
    all did, or never were there, Absent. Refused when nothing was chosen."""
    opened = store.album(library, viewer, album)
    if not stories:
        raise Refused("albums.nothing_chosen", back=f"/albums/{album}/selection")
    asked = json.dumps(list(dict.fromkeys(stories)))
    found = [each for each in all_of(library, viewer, Chosen, CHOSEN, stories=asked) if each.album == album]
    if not found:
        raise Absent
    if opened.ordered == "hand":
        return sorted(found, key=lambda each: (each.position, each.id))
    return sorted(found, key=lambda each: (each.moment, each.id))

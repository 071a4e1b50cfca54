"""What the upload form wishes: where its files go and what they make of themselves. The same for a form that is sent
whole and for a sitting that is opened before its files come in pieces."""

from typing import Annotated

import msgspec

from backupd import albums, capsules, relays
from backupd.core.errors import Absent, Refused
from backupd.core.library import Library
from backupd.core.numbers import written_number
from backupd.family import Viewer
from backupd.intake import destinations
from backupd.intake.records import Wishes

LONGEST_LINE = 2000
LONGEST_TITLE = 200
FIT = "fit"

Title = Annotated[str, msgspec.Meta(max_length=LONGEST_TITLE)]
Line = Annotated[str, msgspec.Meta(max_length=LONGEST_LINE)]


class Wanted(msgspec.Struct, frozen=True):
    """As the upload form says it. album: a number, `new` with a title, `fit` for the one whose date fits, or nothing:
    each file goes by its month. story: files become its clips. together: they make one story.
    capsule: they are sealed in it. relay: they take this viewer's turn in it."""

    album: str = ""
    title: Title = ""
    description: Line = ""
    story: str = ""
    together: str = ""
    capsule: str = ""
    relay: str = ""


def wishes(library: Library, viewer: Viewer, wanted: Wanted) -> Wishes:
    """The album is made here where a new one is wanted. Raises Absent for what this viewer does not see."""
    capsule = written_number(wanted.capsule)
    if capsule is not None:
        capsules.must_take(library, viewer, capsule)
        return Wishes(None, wanted.description.strip(), together=bool(wanted.together), capsule=capsule)
    relay = written_number(wanted.relay)
    if relay is not None:
        _, turn = relays.must_have_turn(library, viewer, relay)
        relays.still_sending(library, turn.id)
        return Wishes(None, wanted.description.strip(), together=True, turn=turn.id)
    story = written_number(wanted.story)
    if story is not None:
        return Wishes(_album_of(library, viewer, story), story=story)
    return Wishes(
        _album(library, viewer, wanted),
        wanted.description.strip(),
        together=bool(wanted.together),
        fits=wanted.album == FIT,
    )


def from_fields(fields: dict[str, str]) -> Wanted:
    """The fields of a form that was read piece by piece; what is too long is cut."""
    return Wanted(
        album=fields.get("album", ""),
        title=fields.get("title", "")[:LONGEST_TITLE],
        description=fields.get("description", "")[:LONGEST_LINE],
        story=fields.get("story", ""),
        together=fields.get("together", ""),
        relay=fields.get("relay", ""),
    )


def _album_of(library: Library, viewer: Viewer, story: int) -> int:
    album = destinations.album_of_story(library, viewer.id, viewer.family, story)
    if album is None:
        raise Absent
    albums.must_take_from_all(library, album)
    return album


def _album(library: Library, viewer: Viewer, wanted: Wanted) -> int | None:
    """The album chosen, a new one with the title written, or None: it is found file by file."""
    if wanted.album == "new":
        if not wanted.title.strip():
            raise Refused("intake.title_needed", back="/add")
        return albums.new_album(library, viewer.family, viewer.id, wanted.title.strip())
    album = written_number(wanted.album)
    if album is not None:
        albums.album(library, viewer, album)
        albums.must_take_from_all(library, album)
    return album

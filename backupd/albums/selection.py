"""Several stories at once: tick them, then move, copy or put them away; without a script the same plain form."""

import msgspec
from litestar import Request, Response

from backupd.albums import looking, store, stories, trash
from backupd.albums.forms import Selection
from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.core.numbers import written_number
from backupd.family import Viewer
from backupd.http.answers import page


class Told(msgspec.Struct, frozen=True):
    """What became of a selection: the word key and how many of how many."""

    word: str
    count: int
    left: int
    album: int | None = None


def act_on(library: Library, viewer: Viewer, number: int, chosen: Selection) -> Told:
    """Raises Absent without the album, Refused when nothing was ticked or no album was chosen."""
    store.album(library, viewer, number)
    if not chosen.stories:
        raise Refused("albums.nothing_chosen", back=f"/albums/{number}/selection")
    if chosen.act == "trash":
        return _told("albums.trashed_some", chosen, trash.trash_stories(library, viewer, chosen.stories))
    album = written_number(chosen.album)
    if album is None:
        raise Refused("albums.no_album_chosen", back=f"/albums/{number}/selection")
    verb = stories.move_stories if chosen.act == "move" else stories.copy_stories
    word = "albums.moved_some" if chosen.act == "move" else "albums.copied_some"
    return _told(word, chosen, verb(library, viewer, chosen.stories, album), album)


def _told(word: str, chosen: Selection, count: int, album: int | None = None) -> Told:
    return Told(word, count, len(set(chosen.stories)) - count, album)


def selection_answer(
    request: Request,
    library: Library,
    viewer: Viewer,
    number: int,
    after: str | None,
    told: Told | None = None,
) -> Response[str]:
    """The album as a page of ticks and places."""
    opened = looking.opened(library, viewer, number, after)
    others = looking.goals(library, viewer, number)
    goal = store.album(library, viewer, told.album) if told and told.album else None
    return page(request, "albums/selection.html", opened=opened, others=others, told=told, goal=goal)

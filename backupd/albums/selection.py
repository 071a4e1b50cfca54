"""Several stories at once: tick them, then say what becomes of them; without a script the same plain form."""

from collections.abc import Sequence

import msgspec
from litestar import Request, Response

from backupd.albums import actions, looking, store, stories, trash
from backupd.albums.choosing import Selection, Told
from backupd.albums.chosen import chosen_in, with_stacks
from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.core.numbers import written_number
from backupd.family import Viewer
from backupd.http.answers import fragment_wanted, page


class Shown(msgspec.Struct, frozen=True):
    """Which part of an album the page of ticks shows: behind a cursor, or the first so many; for choosing, or for
    putting in order; which of them are ticked."""

    after: str | None = None
    shown: int = 0
    arranging: bool = False
    chosen: Sequence[int] = ()


def act_on(library: Library, viewer: Viewer, number: int, chosen: Selection) -> Told:
    """What was ticked, and with the top of a stack all of it. Raises Absent without the album, Refused when nothing was
    ticked or no album was chosen."""
    store.album(library, viewer, number)
    if not chosen.stories:
        raise Refused("albums.nothing_chosen", back=f"/albums/{number}/selection")
    meant = [
        each.id for each in chosen_in(library, viewer, number, with_stacks(library, viewer, chosen.stories))
    ]
    if chosen.act == "trash":
        count = trash.trash_stories(library, viewer, meant)
        return Told("albums.trashed_some", count, len(meant) - count, reason="albums.left_not_mine")
    if chosen.act == "cover":
        return _on_the_cover(library, viewer, number, chosen)
    if chosen.act not in ("move", "copy"):
        raise Refused("problems.not_understood")
    album = written_number(chosen.album)
    if album is None:
        raise Refused("albums.no_album_chosen", back=f"/albums/{number}/selection")
    verb = stories.move_stories if chosen.act == "move" else stories.copy_stories
    word = "albums.moved_some" if chosen.act == "move" else "albums.copied_some"
    count = verb(library, viewer, meant, album)
    return Told(word, count, len(meant) - count, album)


def _on_the_cover(library: Library, viewer: Viewer, number: int, chosen: Selection) -> Told:
    if len(set(chosen.stories)) > 1:
        raise Refused("choosing.one_for_the_cover", back=f"/albums/{number}/selection")
    story = chosen_in(library, viewer, number, chosen.stories)[0].id
    actions.choose_cover(library, viewer, stories.cover_story(library, viewer, story), story)
    return Told("choosing.on_the_cover", 1)


def selection_answer(
    request: Request,
    library: Library,
    viewer: Viewer,
    number: int,
    shown: Shown,
    told: Told | None = None,
) -> Response[str]:
    """The album as a page of ticks, or of places in its order; a further part of it alone for htmx."""
    opened = looking.opened(library, viewer, number, shown.after, shown.shown)
    goal = store.album(library, viewer, told.album) if told and told.album else None
    template = "choosing/_ticks.html" if fragment_wanted(request) else "choosing/selection.html"
    return page(request, template, opened=opened, shown=shown, told=told, goal=goal)

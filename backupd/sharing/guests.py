"""The pages of guests: the album of their pass, one picture of it, or the page to add to it. Nothing else is theirs."""

from litestar import Request, Response, get

from backupd import albums, family, intake
from backupd.core.library import Library
from backupd.family import Pass, Viewer
from backupd.http.answers import fragment_wanted, page
from backupd.sharing import showing

GUEST = {"guest": True}


@get("/guest/{number:int}", opt=GUEST, include_in_schema=False, sync_to_thread=True)
def show(
    request: Request, library: Library, viewer: Viewer, number: int, after: str | None = None
) -> Response[str]:
    """What the link is for; whoever may add is first asked once who they are."""
    link = family.the_pass(library, viewer)
    if link.kind == "look":
        return _album(request, library, viewer, link, after)
    if not viewer.name:
        return name_page(request, library, viewer, link)
    return add_page(request, library, viewer, link)


def _album(request: Request, library: Library, guest: Viewer, link: Pass, after: str | None) -> Response[str]:
    opened = albums.opened(library, guest, link.album, after)
    template = "guests/_stories.html" if fragment_wanted(request) else "guests/album.html"
    return page(
        request,
        template,
        opened=opened,
        days=albums.days(opened.album, opened.stories),
        until=guest.here(link.expiring),
        root=f"/guest/{link.id}",
    )


@get("/guest/{number:int}/stories/{story:int}", opt=GUEST, include_in_schema=False, sync_to_thread=True)
def look(
    request: Request, library: Library, viewer: Viewer, number: int, story: int, clip: int = 0
) -> Response[str]:
    """One picture, large."""
    link = showing.to_look(library, viewer)
    seen = albums.seen(library, viewer, story, clip)
    shown = [seen.shown.picture, *(one.picture for one in [*seen.around.before, *seen.around.after])]
    playing = {one.id for one in shown if showing.plays(library, link, one)}
    root = f"/guest/{link.id}"
    back = showing.place_in_album(seen, root)
    return page(request, "guests/story.html", seen=seen, playing=playing, root=root, back=back)


def name_page(
    request: Request, library: Library, guest: Viewer, link: Pass, name: str = "", problem: object = None
) -> Response[str]:
    album = albums.album(library, guest, link.album)
    status = getattr(problem, "status", 200)
    return page(
        request,
        "guests/name.html",
        status=status,
        album=album,
        name=name,
        problem=problem,
        root=f"/guest/{link.id}",
    )


def add_page(request: Request, library: Library, guest: Viewer, link: Pass) -> Response[str]:
    """What this guest gave so far, and the way to give more."""
    stories = albums.stories_of_guest(library, guest, link.album)
    lines = intake.lines_of_guest(library, guest)
    limits = library.settings.guests
    return page(
        request,
        "guests/add.html",
        album=albums.album(library, guest, link.album),
        stories=stories,
        removable={story.id for story in stories if albums.may_take_back(library, story)},
        waiting=sum(line.outcome is None for line in lines),
        refused=[line for line in lines if line.outcome == "refused"],
        left=max(0, limits.files - link.files),
        largest=limits.file_mb << 20,
        root=f"/guest/{link.id}",
    )


handlers = [show, look]

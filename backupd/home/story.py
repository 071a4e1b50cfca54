"""One picture large, with what many features know of it: its words, its neighbours, what people said to it."""

from litestar import Request, Response, get
from litestar.response import Redirect

from backupd import albums, reactions
from backupd.albums import Origin
from backupd.core.errors import Absent
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http.answers import fragment_wanted, go, page


@get("/stories/{number:int}", sync_to_thread=True)
def show(
    request: Request, library: Library, viewer: Viewer, number: int, clip: int = 0, origin: Origin = None
) -> Response[str] | Redirect:
    """The whole page, or for whoever leafs on from a neighbour, its words without the frame. A letter may still name a
    story that another one stands for since two albums became one."""
    try:
        seen = albums.seen(library, viewer, number, clip, origin == "photos")
    except Absent:
        if (twin := albums.standing_for(library, viewer, number)) is None:
            raise
        return go(f"/stories/{twin}")
    albums.look(library, viewer, seen.album.id)
    reactions.saw(library, viewer, number)
    return page(
        request,
        "stories/story.html",
        seen=seen,
        said=reactions.of_story(library, viewer, number),
        seen_by=[
            one for one in reactions.seen_by(library, viewer, number) if one.id != seen.story.contributor
        ],
        talk=reactions.talk(library, viewer, number),
        refusal=None,
        text="",
        now=viewer.here(library.clock.now()),
        back=albums.place_in_album(seen),
        words_alone=fragment_wanted(request),
    )


pages: list = [show]

"""All photos: everything a person may see, by month. HTML addresses and their JSON twins."""

from litestar import Request, Response, get

from backupd.albums import timeline_looking as looking
from backupd.albums import timeline_store
from backupd.albums.timeline_records import TimelineMonth
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http.answers import fragment_wanted, page


@get("/photos", sync_to_thread=True)
def show(
    request: Request,
    library: Library,
    viewer: Viewer,
    month: str | None = None,
    after: str | None = None,
    before: str | None = None,
    since: str | None = None,
    count: int = 0,
    story: int | None = None,
) -> Response[str]:
    if fragment_wanted(request):
        chunk = looking.chunk(library, viewer, month or "", after, before, since, count)
        return page(request, "timeline/_chunk.html", chunk=chunk)
    timeline = looking.timeline(library, viewer, month, after, story)
    returning = story is not None or month is not None
    return page(
        request, "timeline/photos.html", timeline=timeline, address=looking.address, returning=returning
    )


@get("/photos", sync_to_thread=True, tags=["photos"])
def photos(
    library: Library,
    viewer: Viewer,
    month: str | None = None,
    after: str | None = None,
    limit: int | None = None,
) -> looking.Photos:
    """Every photo this person may see, once each, newest first, those without a date last; of one month with `month`. At
    most 500 at a time (200 unless `limit` says so); `next` continues as `after`."""
    return looking.photos(library, viewer, month, after, limit)


@get("/photos/months", sync_to_thread=True, tags=["photos"])
def months(library: Library, viewer: Viewer) -> list[TimelineMonth]:
    """Every month with its number of photos, newest first: 2019-08; 2019 where only the year is known, 201 where only
    the decade, and last, without a name, what nobody knows the date of."""
    return timeline_store.months(library, viewer)


routes = [show]
api_routes = [photos, months]

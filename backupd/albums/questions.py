"""The pages that ask about chosen stories before anything is done with them: when, where, into which album."""

from litestar import Request, Response

from backupd.albums import looking, store, story_store
from backupd.albums.actions import must_contribute
from backupd.albums.choosing import Choice, Dating, Locating, Merging, Selection, Splitting
from backupd.albums.chosen import Chosen, chosen_by
from backupd.albums.coordinates import write as write_coordinates
from backupd.albums.events import write_moment
from backupd.albums.locating import known_places
from backupd.albums.splitting import event_of, place_of
from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http.answers import page

SHOWN_ABOVE = 12


def about_goals(
    request: Request, library: Library, viewer: Viewer, number: int, form: Selection
) -> Response[str]:
    """Into which album?"""
    found = chosen_by(library, viewer, number, form)
    others = looking.goals(library, viewer, number)
    return _ask(request, library, viewer, "choosing/goals.html", number, found, form, None, others=others)


def about_dates(
    request: Request,
    library: Library,
    viewer: Viewer,
    number: int,
    form: Dating,
    refusal: Refused | None = None,
) -> Response[str]:
    must_contribute(viewer)
    found = chosen_by(library, viewer, number, form)
    taken = form.taken
    if refusal is None and len(found) == 1:
        taken = write_moment(found[0].taken, found[0].precision)
    return _ask(request, library, viewer, "choosing/dates.html", number, found, form, refusal, taken=taken)


def about_places(
    request: Request,
    library: Library,
    viewer: Viewer,
    number: int,
    form: Locating,
    refusal: Refused | None = None,
) -> Response[str]:
    must_contribute(viewer)
    found = chosen_by(library, viewer, number, form)
    words, written = form.place or "", form.coordinates or ""
    if refusal is None and len(found) == 1:
        latitude, longitude = found[0].spot
        words = found[0].place
        written = "" if latitude is None or longitude is None else write_coordinates((latitude, longitude))
    known = known_places(library, viewer, number, [each.id for each in found])
    context = {"place": words, "coordinates": written, "known": known}
    return _ask(request, library, viewer, "choosing/places.html", number, found, form, refusal, **context)


def about_splitting(
    request: Request,
    library: Library,
    viewer: Viewer,
    number: int,
    form: Splitting,
    refusal: Refused | None = None,
) -> Response[str]:
    must_contribute(viewer)
    found = chosen_by(library, viewer, number, form)
    where = {"place": place_of(found, viewer.language), "event": event_of(found)}
    return _ask(request, library, viewer, "choosing/split.html", number, found, form, refusal, **where)


def about_merging(
    request: Request,
    library: Library,
    viewer: Viewer,
    number: int,
    form: Merging,
    refusal: Refused | None = None,
) -> Response[str]:
    """The album that is to take everything of this one."""
    album = store.album(library, viewer, number)
    others = looking.goals(library, viewer, number)
    context = {"album": album, "others": others, "form": form, "refusal": refusal}
    return page(request, "choosing/merge.html", status=refusal.status if refusal else 200, **context)


def _ask(
    request: Request,
    library: Library,
    viewer: Viewer,
    template: str,
    number: int,
    found: list[Chosen],
    form: Choice,
    refusal: Refused | None,
    **context: object,
) -> Response[str]:
    faces = [story_store.story(library, viewer, each.id) for each in found[:SHOWN_ABOVE]]
    return page(
        request,
        template,
        status=refusal.status if refusal else 200,
        album=store.album(library, viewer, number),
        stories=[each.id for each in found],
        faces=faces,
        form=form,
        refusal=refusal,
        **context,
    )

"""Dates that people repair, of one story or of many at once. The files and what they say of themselves stay as they are."""

from collections.abc import Callable
from datetime import datetime, timedelta

from backupd.albums import history, store
from backupd.albums.actions import must_contribute, refresh_event
from backupd.albums.choosing import Dating, Told
from backupd.albums.chosen import Chosen, chosen_by
from backupd.albums.events import coarser, of_event, read_moment
from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.core.numbers import written_number
from backupd.family import Viewer

When = tuple[str | None, str | None, str]
Repair = Callable[[Chosen], When | None]
UNKNOWN: When = (None, None, "unknown")


def date_stories(library: Library, viewer: Viewer, album: int, form: Dating) -> Told:
    """Give the chosen stories another date, and say how many have it now. Raises Refused with a sentence about what
    cannot be read; a story that cannot be shifted, since nobody knows its minute, is left and counted."""
    must_contribute(viewer)
    with library.database.writing():
        found = chosen_by(library, viewer, album, form)
        repair = _repair(library, viewer, album, form)
        dated = [(each, when) for each in found if (when := repair(each)) is not None]
        kind, about = history.one_or_many("story_redated", "stories_redated", [each.id for each, _ in dated])
        with history.recorded(library, viewer.family, viewer.id, kind, album, **about) as record:
            record.watch("album", album)
            for each, when in dated:
                record.watch("story", each.id)
                library.database.connection.execute(
                    "UPDATE story SET taken = ?, offset = ?, precision = ? WHERE id = ?", (*when, each.id)
                )
            refresh_event(library.database.connection, album)
    return Told("dating.dated_some", len(dated), len(found) - len(dated), reason="dating.left_without_minute")


def _repair(library: Library, viewer: Viewer, album: int, form: Dating) -> Repair:
    match form.way:
        case "written":
            when = _written(form)
            return lambda _: when
        case "unknown":
            return lambda _: UNKNOWN
        case "shift":
            return _shifted_by(_span(form))
        case "album":
            shared = _of_album(library, viewer, album)
            return lambda _: shared
    return lambda each: (each.file_taken, each.file_offset, each.file_precision)


def _written(form: Dating) -> When:
    """What was written, or less of it where only a month, a year or a decade is meant."""
    moment = read_moment(form.taken)
    if moment is None or moment[0] is None:
        raise Refused("albums.date_unreadable" if moment is None else "dating.nothing_written")
    taken, precision = moment
    if form.precision:
        meant = coarser(str(taken), precision, form.precision)
        if meant is None:
            raise Refused("dating.too_fine")
        taken, precision = meant
    return taken, None, precision


def _span(form: Dating) -> timedelta:
    written = [form.days, form.hours, form.minutes]
    amounts = [0 if str(part).strip() == "" else written_number(part) for part in written]
    if None in amounts:
        raise Refused("dating.span_unreadable")
    days, hours, minutes = (amount or 0 for amount in amounts)
    if not days + hours + minutes:
        raise Refused("dating.span_missing")
    try:
        span = timedelta(days=days, hours=hours, minutes=minutes)
    except OverflowError as error:
        raise Refused("dating.span_too_long") from error
    return -span if form.direction == "earlier" else span


def _shifted_by(span: timedelta) -> Repair:
    """By the same span for all, so that they keep their order; the distance from UTC is where the camera was."""

    def shift(each: Chosen) -> When | None:
        if each.taken is None or each.precision != "exact":
            return None
        try:
            return (datetime.fromisoformat(each.taken) + span).isoformat(), each.offset, "exact"
        except OverflowError as error:
            raise Refused("dating.span_too_long") from error

    return shift


def _of_album(library: Library, viewer: Viewer, album: int) -> When:
    opened = store.album(library, viewer, album)
    when = of_event(opened.event_from, opened.event_to, opened.event_precision)
    if when is None:
        raise Refused("dating.album_undated")
    return when[0], None, when[1]

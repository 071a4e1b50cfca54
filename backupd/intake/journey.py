"""The journey: from a file that is kept to a story in an album. One function, read top to bottom; may run twice."""

from backupd import albums, media
from backupd.core.library import Library
from backupd.intake import store
from backupd.intake.records import Arrival, Batch


def welcome(library: Library, arrival_id: int) -> None:
    """Facts and pictures first, which is slow; then one transaction: story, album, arrival settled."""
    arrival = store.waiting(library, arrival_id)
    batch = store.batch(library, arrival.batch) if arrival else None
    if arrival is None or batch is None or arrival.media is None:
        return
    try:
        facts = media.develop(library, media.darkroom(library), arrival.media)
    except media.Unreadable as error:
        refuse(library, arrival, batch, error.reason)
        return
    partial = _partial(library, arrival)
    with library.database.writing():
        if store.waiting(library, arrival_id):
            if partial is None:
                _settle(library, arrival, batch, facts)
            else:
                _take_its_place(library, arrival, partial, facts)
    if partial is not None and partial.media is not None:
        media.purge(library, partial.media)
    media.ring_for_films(library)


def _partial(library: Library, arrival: Arrival) -> Arrival | None:
    """What was taken of the same file while it was still being copied, where it made a story."""
    before = store.arrival(library, arrival.replaces) if arrival.replaces else None
    return before if before and before.story and before.media and before.media != arrival.media else None


def _take_its_place(library: Library, arrival: Arrival, partial: Arrival, facts: media.Media) -> None:
    """The whole file stands where the partial one stood; nobody sees two."""
    assert partial.story is not None and partial.media is not None
    albums.replace_media(library, partial.story, partial.media, facts.id)
    store.settle(library, arrival.id, "imported", story=partial.story)
    store.let_go(library, partial.id)


def _settle(library: Library, arrival: Arrival, batch: Batch, facts: media.Media) -> None:
    """Bytes the person's family can see already are a duplicate: they go into the album that was asked for as well,
    but no album is made up for them. Guests are not told, so theirs are looked for among their own alone."""
    seen = [] if batch.guest else albums.where_is(library, batch.person, batch.family, facts.id)
    if seen and not _asked_for(arrival, batch):
        store.settle(library, arrival.id, "duplicate", story=seen[0].story)
        return
    moment = media.moment_as(facts, arrival.name, library.settings.time_zone, library.clock.now())
    half = albums.Half(
        batch.family, batch.person, facts.id, arrival.name, moment, batch.description, batch.guest
    )
    album = _album(library, arrival, batch, moment) if _asked_for(arrival, batch) else None
    story = albums.join_other_half(library, half, album)
    new = story is not None
    if story is None:
        story, new = _stand_alone(library, half, album or _album(library, arrival, batch, moment), batch)
    store.settle(library, arrival.id, "imported" if new and not seen else "duplicate", story=story)


def _stand_alone(library: Library, half: albums.Half, album: int, batch: Batch) -> tuple[int | None, bool]:
    """A story of its own, unless the album has the other half of a live photo, or these very bytes."""
    story = albums.join_other_half(library, half, album)
    if story is not None:
        return story, True
    added = albums.add_story(
        library,
        album=album,
        contributor=batch.person,
        media=[half.media],
        description=half.description,
        names=[half.name],
        moment=half.moment,
        guest=batch.guest,
        by_link=batch.guest is not None,
    )
    return added.story or added.already_in, added.story is not None


def _asked_for(arrival: Arrival, batch: Batch) -> bool:
    return bool(arrival.album or batch.album or arrival.folder)


def _album(library: Library, arrival: Arrival, batch: Batch, moment: media.Moment) -> int:
    """The album somebody chose, else the one its folder makes, else the one of its month."""
    for chosen in (arrival.album, batch.album):
        if chosen and store.may_add_to(library, batch.person, batch.family, chosen):
            return chosen
    if arrival.folder:
        return albums.album_from_source(library, batch.family, batch.person, arrival.folder, arrival.title)
    taken = moment.taken if moment.precision in ("exact", "day", "month") else None
    return albums.album_of_month(library, batch.family, batch.person, taken)


def refuse(library: Library, arrival: Arrival, batch: Batch, reason: str) -> None:
    """What a browser sent is still held, for the person has perhaps no other; what lies in a folder stays there and
    our copy is let go."""
    with library.database.writing():
        if store.waiting(library, arrival.id) is None:
            return
        store.settle(library, arrival.id, "refused", reason=reason)
        if batch.door != "browser":
            store.let_go(library, arrival.id)
    if batch.door != "browser" and arrival.media is not None:
        media.purge(library, arrival.media)

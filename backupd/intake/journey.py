"""The journey: from a file that is kept to a story in an album. One function, read top to bottom; may run twice."""

from backupd import albums, marks, media, relays
from backupd.core.library import Library
from backupd.intake import destinations, store
from backupd.intake.records import Arrival, Batch
from backupd.intake.strips import place_in_strip
from backupd.intake.suggesting import album_for
from backupd.intake.tray_edits import edit_as_in_the_tray, ring_for_edits


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
                _settle(library, arrival, store.batch(library, batch.id) or batch, facts)
            else:
                _take_its_place(library, arrival, partial, facts)
    if partial is not None and partial.media is not None:
        media.purge(library, partial.media)
    if batch.turn:
        ring_for_edits(library)
    elif arrival.recipe:
        _edit(library, arrival)
    media.ring_for_films(library)
    marks.ring_for_marks(library)


def _edit(library: Library, arrival: Arrival) -> None:
    """What was edited in the tray, once it stands in an album. What the picture turns out not to allow is left: it stays
    as it came, and can be edited there. A picture that was here already keeps the edit it has."""
    now = store.arrival(library, arrival.id)
    if now is not None and now.outcome == "imported":
        edit_as_in_the_tray(library, now.id)


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
    seen = [] if batch.guest or batch.turn else albums.where_is(library, batch.person, batch.family, facts.id)
    if seen and not _asked_for(arrival, batch):
        store.settle(library, arrival.id, "duplicate", story=seen[0].story)
        return
    moment = media.moment_as(facts, arrival.name, library.settings.time_zone, library.clock.now())
    if batch.turn:
        place_in_strip(library, arrival, batch, moment)
        return
    story, full = _story(library, arrival, batch)
    if story and not full:
        added = _join(library, arrival, batch, story, moment)
        story, new = added.story or added.already_in, added.story is not None
    else:
        story, new = _in_an_album(library, arrival, batch, moment)
    outcome = "imported" if new and not seen else "duplicate"
    reason = "clips.full" if full and outcome == "imported" else None
    store.settle(library, arrival.id, outcome, reason=reason, story=story)


def _story(library: Library, arrival: Arrival, batch: Batch) -> tuple[int | None, bool]:
    """The story this file belongs to, where somebody asked for one, and whether it is full: then it is one of its own."""
    if batch.story is not None:
        here = destinations.album_of_story(library, batch.person, batch.family, batch.story)
        story = batch.story if here else None
    elif batch.together:
        story = destinations.story_of_sitting(library, batch.person, batch.family, batch.id)
    else:
        return None, False
    return story, story is not None and albums.room_in(library, story) == 0


def _join(library: Library, arrival: Arrival, batch: Batch, story: int, moment: media.Moment) -> albums.Added:
    """Into a story somebody tells already, or into the one that this sitting makes."""
    assert arrival.media is not None
    if batch.story is not None:
        return albums.add_clips(
            library, story=story, contributor=batch.person, media=[arrival.media], names=[arrival.name]
        )
    return albums.fill_story(
        library,
        story=story,
        media=arrival.media,
        name=arrival.name,
        place=destinations.before_in_story(library, arrival, story),
        moment=moment,
    )


def _in_an_album(
    library: Library, arrival: Arrival, batch: Batch, moment: media.Moment
) -> tuple[int | None, bool]:
    """Into the story of its other half, where it is one of a live photo, else as a story of its own; whether it is new."""
    assert arrival.media is not None
    half = albums.Half(
        batch.family, batch.person, arrival.media, arrival.name, moment, batch.description, batch.guest
    )
    album = _album(library, arrival, batch, moment) if _asked_for(arrival, batch) else None
    story = albums.join_other_half(library, half, album)
    if story is not None:
        return story, True
    return _stand_alone(library, half, album or _album(library, arrival, batch, moment), batch)


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
    return bool(arrival.album or (batch.album and not batch.fits) or arrival.folder)


def _album(library: Library, arrival: Arrival, batch: Batch, moment: media.Moment) -> int:
    """The album somebody chose or left to us to choose, else the one its folder makes, else the one of its month."""
    if batch.fits:
        return album_for(library, batch, moment)
    for chosen in (arrival.album, batch.album):
        for goal in (chosen, chosen and albums.merged_into(library, chosen)):
            if goal and store.may_add_to(library, batch.person, batch.family, goal):
                return goal
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
        if batch.turn and not store.hopeful(library, batch.id):
            relays.come_to_nothing(library, batch.turn)
        if batch.door != "browser":
            store.let_go(library, arrival.id)
    if batch.door != "browser" and arrival.media is not None:
        media.purge(library, arrival.media)

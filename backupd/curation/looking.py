"""What pages and their JSON twins show: one function for each address."""

from collections.abc import Collection, Sequence
from datetime import timedelta

from msgspec import json

from backupd import albums, faces, media
from backupd.core.clock import stamp
from backupd.core.library import Library
from backupd.curation import actions, proposing, store
from backupd.curation.arriving import Peace
from backupd.curation.moments import once_each
from backupd.curation.records import (
    MOST,
    Card,
    Kept,
    Line,
    Offered,
    Opened,
    Pick,
    Reason,
    Shelf,
)
from backupd.curation.scoring import reasons, worth
from backupd.curation.speaking import Speech
from backupd.family import Viewer
from backupd.http.words import Words

FRESH = timedelta(days=21)
"""For so long what came by itself stands on the first page."""
OFFERED = 60


def shelf(library: Library, viewer: Viewer, words: Words) -> Shelf:
    """Every curation of the family, the newest first."""
    speech = Speech(library, viewer, words)
    return Shelf([card(library, viewer, speech, kept) for kept in store.shelf(library, viewer)])


def of_today(library: Library, viewer: Viewer, words: Words, peace: Peace) -> list[Card]:
    """Votes in which this person has no part yet, and what came by itself lately and became no album; without pictures of
    what rests for them."""
    day = viewer.here(library.clock.now()).date()
    votes = store.voted_on(library, viewer)
    arrived = store.arrived(library, viewer, stamp(library.clock.now() - FRESH))
    if not (votes or arrived):
        return []
    if peace.day(library, viewer.family, viewer.id, day):
        arrived = []
    rests, speech = peace.albums(library, viewer, viewer.id, day), Speech(library, viewer, words)
    told = {kept.id: kept for kept in (*votes, *arrived)}
    cards = (card(library, viewer, speech, kept, rests) for kept in told.values())
    return [each for each in cards if each.album is None and each.collage.tiles]


def opened(library: Library, viewer: Viewer, words: Words, number: int) -> Opened:
    """A curation with its pictures. Raises Absent."""
    kept, speech = store.curation(library, viewer, number), Speech(library, viewer, words)
    voters = store.voters(library, viewer, number)
    shown = card(library, viewer, speech, kept)
    return Opened(
        shown,
        _picks(library, viewer, speech, kept, store.lines(library, viewer, number)),
        kept.considered,
        kept.unmarked if proposing.is_watched(library, kept) else 0,
        voters,
        any(each.id == viewer.id for each in voters),
        viewer.contributes and shown.album is None,
    )


def offered(library: Library, viewer: Viewer, words: Words, number: int, sheet: int = 1) -> Offered:
    """What could join it, some at a time: what somebody took out, the next ones, then all others in the order of time.
    Raises Absent."""
    kept, speech = store.curation(library, viewer, number), Speech(library, viewer, words)
    known = [
        line for state in ("out", "next", "beside") for line in store.lines(library, viewer, number, state)
    ]
    begin = OFFERED * (max(sheet, 1) - 1)
    if len(known) <= begin + OFFERED:
        known += _others(library, viewer, kept)
    shown = card(library, viewer, speech, kept)
    picks = _picks(library, viewer, speech, kept, known[begin : begin + OFFERED])
    more = max(sheet, 1) + 1 if len(known) > begin + OFFERED else None
    return Offered(shown, picks, viewer.contributes and shown.album is None, more)


def _others(library: Library, viewer: Viewer, kept: Kept) -> list[Line]:
    """Pictures that neither were chosen nor came near it."""
    states = store.states(library, kept.id)
    found = once_each(proposing.candidates(library, viewer, kept))
    return [
        Line(each.story, 0, worth(each), json.encode(reasons(each, 1, False)).decode(), "[]")
        for each in found
        if each.story not in states
    ]


def album_title(library: Library, viewer: Viewer, words: Words, number: int) -> str:
    """What its album is called unless somebody says otherwise. Raises Absent."""
    return Speech(library, viewer, words).album_title(store.curation(library, viewer, number))


def card(library: Library, viewer: Viewer, speech: Speech, kept: Kept, rests: Collection[int] = ()) -> Card:
    seen, gone = store.held(library, viewer, kept.id)
    awake = [shot for shot in store.shots(library, viewer, kept.id, MOST) if shot.album not in rests]
    shots = awake[: media.MOST_IN_COLLAGE]
    return Card(
        id=kept.id,
        title=speech.title(kept),
        source=kept.source,
        made=kept.made,
        made_by=kept.made_by,
        made_by_name=speech.name(kept.made_by),
        waiting=kept.waiting,
        vote=kept.vote,
        album=actions.made(library, viewer, kept),
        pictures=seen,
        gone=gone,
        collage=albums.laid_out(shots, faces.around(library, viewer, [shot.media for shot in shots])),
    )


def _picks(library: Library, viewer: Viewer, speech: Speech, kept: Kept, lines: Sequence[Line]) -> list[Pick]:
    votes = store.votes(library, viewer, kept.id) if kept.vote != "none" else {}
    told = kept.vote == "closed"
    return [_pick(library, viewer, speech, line, votes.get(line.story, (0, False)), told) for line in lines]


def _pick(
    library: Library, viewer: Viewer, speech: Speech, line: Line, votes: tuple[int, bool], told: bool
) -> Pick:
    why = [*([Reason("votes", votes[0])] if told and votes[0] else []), *line.whys]
    return Pick(
        story=albums.story(library, viewer, line.story),
        why=why,
        reasons=[speech.why(reason) for reason in why],
        score=round(line.score, 2),
        others=len(line.others),
        votes=votes[0] if told else None,
        mine=votes[1],
    )

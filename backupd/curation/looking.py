"""What pages and their JSON twins show: one function for each address."""

from collections.abc import Collection, Sequence
from datetime import timedelta

from backupd import albums, media
from backupd.core.clock import moment
from backupd.core.library import Library
from backupd.curation import actions, store
from backupd.curation.arriving import Resting
from backupd.curation.records import (
    MOST,
    Card,
    Collage,
    Kept,
    Line,
    Offered,
    Opened,
    Pick,
    Reason,
    Shelf,
    Shot,
    Tile,
)
from backupd.curation.speaking import Speech
from backupd.family import Viewer
from backupd.http.words import Words
from backupd.media import Focus

FRESH = timedelta(days=21)
"""For so long what came by itself stands on the first page."""
OFFERED = 60


def shelf(library: Library, viewer: Viewer, words: Words) -> Shelf:
    """Every curation of the family, the newest first."""
    speech = Speech(library, viewer, words)
    return Shelf([card(library, viewer, speech, kept) for kept in store.shelf(library, viewer)])


def fresh(library: Library, viewer: Viewer, words: Words, resting: Resting) -> Card | None:
    """What came by itself lately and became no album yet, without pictures of what rests for this person."""
    kept = store.arrived(library, viewer)
    if kept is None or library.clock.now() - moment(kept.made) > FRESH:
        return None
    rests = resting(library, viewer, viewer.id, viewer.here(library.clock.now()).date())
    found = card(library, viewer, Speech(library, viewer, words), kept, rests)
    return found if found.album is None and found.collage.tiles else None


def opened(library: Library, viewer: Viewer, words: Words, number: int) -> Opened:
    """A curation with its pictures. Raises Absent."""
    kept, speech = store.curation(library, viewer, number), Speech(library, viewer, words)
    voters = store.voters(library, viewer, number)
    shown = card(library, viewer, speech, kept)
    return Opened(
        shown,
        _picks(library, viewer, speech, kept, store.lines(library, viewer, number)),
        kept.considered,
        kept.unmarked,
        voters,
        any(each.id == viewer.id for each in voters),
        viewer.contributes and shown.album is None,
    )


def offered(library: Library, viewer: Viewer, words: Words, number: int) -> Offered:
    """What could join it: what somebody took out, then the next ones. Raises Absent."""
    kept, speech = store.curation(library, viewer, number), Speech(library, viewer, words)
    found = [
        *store.lines(library, viewer, number, "out"),
        *store.lines(library, viewer, number, "next"),
        *store.lines(library, viewer, number, "beside"),
    ]
    shown = card(library, viewer, speech, kept)
    picks = _picks(library, viewer, speech, kept, found[:OFFERED])
    return Offered(shown, picks, viewer.contributes and shown.album is None)


def album_title(library: Library, viewer: Viewer, words: Words, number: int) -> str:
    """What its album is called unless somebody says otherwise. Raises Absent."""
    return Speech(library, viewer, words).album_title(store.curation(library, viewer, number))


def card(library: Library, viewer: Viewer, speech: Speech, kept: Kept, rests: Collection[int] = ()) -> Card:
    seen, gone = store.held(library, viewer, kept.id)
    shots = store.shots(library, viewer, kept.id, MOST)
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
        collage=laid_out([shot for shot in shots if shot.album not in rests][: media.MOST_IN_COLLAGE]),
    )


def laid_out(shots: Sequence[Shot]) -> Collage:
    """Pictures in their places, as memories show theirs."""
    layout = media.lay_out([shot.width / shot.height for shot in shots])
    return Collage(
        round(layout.shape, 4),
        [
            Tile(shot, *(round(100 * part, 2) for part in (*box, *Focus())))
            for shot, box in zip(shots, layout.boxes, strict=False)
        ],
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
        others=len(line.others),
        votes=votes[0] if told else None,
        mine=votes[1],
    )

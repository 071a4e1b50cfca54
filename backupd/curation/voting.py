"""A blind vote of the family: everybody says which pictures they want, and nobody sees what others want until it is over."""

from collections.abc import Sequence

from backupd.albums import must_contribute
from backupd.core.clock import stamp
from backupd.core.errors import Conflict
from backupd.core.library import Library
from backupd.curation import store, writing
from backupd.curation.actions import made, nothing_there
from backupd.curation.records import Kept
from backupd.family import Viewer


def set_vote(library: Library, viewer: Viewer, number: int, state: str) -> None:
    """Open the vote, or close it so that all see what came of it. One that opens again begins anew."""
    must_contribute(viewer)
    with library.database.writing() as connection:
        kept = _open_still(library, viewer, number)
        if state == "closed" and kept.vote == "none":
            raise Conflict("curation.no_vote", back=f"/curations/{number}")
        if state == "open" and (kept.waiting or not store.lines(library, viewer, number)):
            raise nothing_there(kept)
        if state == "open" and kept.vote == "closed":
            writing.forget_votes(connection, number)
        writing.set_vote(connection, number, state)


def vote(library: Library, viewer: Viewer, number: int, stories: Sequence[int]) -> int:
    """Everybody of the family votes, readers too, and may think again while it lasts; how many pictures count. What was put
    away or taken out meanwhile does not."""
    with library.database.writing() as connection:
        kept = _open_still(library, viewer, number)
        if kept.vote != "open":
            word = "curation.vote_over" if kept.vote == "closed" else "curation.no_vote"
            raise Conflict(word, back=f"/curations/{number}")
        inside = {each.story for each in store.lines(library, viewer, number)}
        wanted = [each for each in dict.fromkeys(stories) if each in inside]
        writing.cast(connection, number, viewer.id, wanted, stamp(library.clock.now()))
    return len(wanted)


def keep_winners(library: Library, viewer: Viewer, number: int) -> int:
    """Take out what nobody voted for; how many were. Raises Conflict while the vote goes on, and where nobody wanted any."""
    must_contribute(viewer)
    with library.database.writing() as connection:
        if _open_still(library, viewer, number).vote != "closed":
            raise Conflict("curation.vote_goes_on", back=f"/curations/{number}")
        votes = store.votes(library, viewer, number)
        lines = store.lines(library, viewer, number)
        losers = [each.story for each in lines if each.story not in votes]
        if len(losers) == len(lines):
            raise Conflict("curation.no_votes", back=f"/curations/{number}")
        for story in losers:
            writing.take_out(connection, number, story, "out")
        writing.touch(connection, number)
    return len(losers)


def _open_still(library: Library, viewer: Viewer, number: int) -> Kept:
    kept = store.curation(library, viewer, number)
    if made(library, viewer, kept) is not None:
        raise Conflict("curation.made_already", back=f"/albums/{kept.album}")
    return kept

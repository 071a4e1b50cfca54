"""Which pictures a question is about, and which are like one. None of them is shown by its number alone: whoever shows
them reads them through the gate."""

from backupd.core.library import Library
from backupd.family import Viewer
from backupd.meaning import store
from backupd.meaning.fetching import folder_of
from backupd.meaning.looking import mind
from backupd.meaning.models import NAME, ready
from backupd.meaning.records import Ask, Like, Match, Matches

PATIENCE = 20.0
"""Seconds that a question waits at most: the first one after a rest wakes a process and may make its files."""
LONGEST = 200


def about(
    library: Library, viewer: Viewer, question: str, most: int, first: str = "", last: str = ""
) -> list[Match]:
    """Media on which one sees what `question` says, the best first; taken from `first` on and before `last`, where given.
    Nothing where the box cannot see, is told not to, or the question is about nothing visible."""
    words = " ".join(question.split())[:LONGEST]
    if not words or not _open(library):
        return []
    order = Ask(_folder(library), words, viewer.id, viewer.family, most, first, last)
    return _found(library, order)


def has_something_for_everything(library: Library) -> bool:
    """A model of the family's own puts pictures in an order and never says that none is meant."""
    return store.state(library).model != NAME


def like(library: Library, viewer: Viewer, media: int, most: int) -> list[Match]:
    """Media that look like this one, the likest first."""
    if not _open(library):
        return []
    return _found(library, Like(_folder(library), media, viewer.id, viewer.family, most))


def _found(library: Library, order: Ask | Like) -> list[Match]:
    answer = mind(library).ask(order, PATIENCE)
    return answer.found if isinstance(answer, Matches) else []


def _open(library: Library) -> bool:
    """Before the first picture was looked at nobody is woken."""
    return ready() and store.state(library).on and store.anything(library)


def _folder(library: Library) -> str:
    """Of the model that answers now."""
    return "" if store.state(library).model == NAME else folder_of(library)

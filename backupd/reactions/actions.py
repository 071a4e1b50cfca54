"""The verbs of reactions. Whoever sees a story may say something to it, readers too."""

from backupd import family
from backupd.core.errors import Forbidden
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.reactions import store
from backupd.reactions.records import Kind, Reactions


def react(library: Library, viewer: Viewer, story: int, kind: Kind = "heart") -> Reactions:
    """Say `kind` to a story, in place of what one said before; a frame gives hearts alone. Raises Absent, Forbidden."""
    if viewer.frame and kind != "heart":
        raise Forbidden("reactions.frames_give_hearts", back="/frame")
    with library.database.writing():
        store.must_see(library, viewer, story)
        if store.say(library, viewer, story, kind):
            who = store.author(viewer)
            line = family.happened(
                library, viewer.family, "reacted", person=who["person"], device=who["device"], story=story
            )
            store.note_line(library, viewer, story, line)
        return store.of_story(library, viewer, story)


def take_back(library: Library, viewer: Viewer, story: int) -> Reactions:
    """Unsay it. Raises Absent."""
    with library.database.writing():
        store.must_see(library, viewer, story)
        if store.unsay(library, viewer, story):
            family.happened(
                library,
                viewer.family,
                "reaction_taken_back",
                person=viewer.id if viewer.somebody else None,
                story=story,
            )
        return store.of_story(library, viewer, story)

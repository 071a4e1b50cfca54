"""The verbs of reactions. Whoever sees a story may say something to it, readers too."""

from backupd import family
from backupd.core.errors import Forbidden, Refused
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.reactions import store
from backupd.reactions.records import Kind, Reactions

LONGEST_COMMENT = 1000


def react(library: Library, viewer: Viewer, story: int, kind: Kind = "heart") -> Reactions:
    """Say `kind` to a story, in place of what one said before; a frame gives hearts alone. Raises Absent, Forbidden."""
    if viewer.frame and kind != "heart":
        raise Forbidden("reactions.frames_give_hearts", back="/frame")
    with library.database.writing():
        store.of_story(library, viewer, story)
        if store.say(library, viewer, story, kind):
            who = store.author(viewer)
            family.happened(
                library, viewer.family, "reacted", person=who["person"], device=who["device"], story=story
            )
        return store.of_story(library, viewer, story)


def comment(library: Library, viewer: Viewer, story: int, text: str) -> int:
    """Say something to a story in words; its number. Raises Absent, Forbidden for a frame, Refused for no words
    or too many."""
    if viewer.frame:
        raise Forbidden("reactions.frames_give_hearts", back="/frame")
    text = text.strip()
    if not text:
        raise Refused("reactions.comment_empty")
    if len(text) > LONGEST_COMMENT:
        raise Refused("reactions.comment_too_long", most=LONGEST_COMMENT)
    with library.database.writing():
        store.of_story(library, viewer, story)
        happening = family.happened(library, viewer.family, "commented", person=viewer.id, story=story)
        return store.add_comment(library, viewer, story, happening, text)


def take_back(library: Library, viewer: Viewer, story: int) -> Reactions:
    """Unsay it. Raises Absent."""
    with library.database.writing():
        store.of_story(library, viewer, story)
        store.unsay(library, viewer, story)
        return store.of_story(library, viewer, story)

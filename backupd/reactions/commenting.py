"""The verbs of comments: say, change, take away, bring back. Whoever sees a story may say something to it."""

from datetime import timedelta
from pathlib import Path

from backupd import albums, family, media
from backupd.core.clock import stamp
from backupd.core.errors import Absent, Forbidden, Refused
from backupd.core.library import Library
from backupd.core.staging import Staged
from backupd.family import Person, Viewer
from backupd.reactions import comment_store, store
from backupd.reactions.records import Comment, Draft, Mention, Talk
from backupd.reactions.writing import mentioned, tidy

BROUGHT_BACK_WITHIN = timedelta(days=1)


def talk(
    library: Library, viewer: Viewer, story: int, before: int | None = None, limit: int = comment_store.PAGE
) -> Talk:
    """What is said under a story: the latest, or those before a comment. Raises Absent."""
    store.must_see(library, viewer, story)
    found = comment_store.of_story(library, viewer, story, before, limit)
    earlier = comment_store.earlier(library, viewer, story, found[0].id) if len(found) == limit else 0
    since = stamp(library.clock.now() - BROUGHT_BACK_WITHIN)
    return Talk(
        story=story,
        comments=found,
        earlier=earlier,
        removed=comment_store.removed(library, viewer, story, since),
        people=[
            Person(one["id"], one["name"], one["colour"], one["face"])
            for one in comment_store.people(library, viewer).values()
        ],
        may_write=viewer.somebody,
    )


def comment(library: Library, viewer: Viewer, story: int, draft: Draft) -> Comment:
    """Say something to a story: words, a photo, a voice note, or several of these. Raises Absent, Forbidden for a frame,
    Refused for nothing, for too many words, and for a file that can be neither seen nor heard; such a file goes again."""
    if viewer.frame:
        raise Forbidden("reactions.frames_give_hearts", back="/frame")
    try:
        store.must_see(library, viewer, story)
        text = _checked(draft)
        _draw(library, draft)
    except Refused:
        forget(library, draft)
        raise
    written = Draft(text, draft.photo, draft.voice)
    with library.database.writing():
        store.must_see(library, viewer, story)
        happening = family.happened(library, viewer.family, "commented", person=viewer.id, story=story)
        number = comment_store.add(library, viewer, story, happening, written, albums.fold(text))
        for each in filter(None, (draft.photo, draft.voice)):
            comment_store.forget_file(library, each)
        _mention(library, viewer, story, number, text)
    return comment_store.comment(library, viewer, number)


def _checked(draft: Draft) -> str:
    text = tidy(draft.text)
    if not text and draft.photo is None and draft.voice is None:
        raise Refused("comments.empty")
    return text


def _draw(library: Library, draft: Draft) -> None:
    """Look at what came with it while its writer still waits: who sent a broken file is told so at once."""
    try:
        if draft.photo is not None:
            drawn = media.develop(library, media.darkroom(library), draft.photo)
            if drawn.kind != "photo" or not drawn.rendered:
                raise Refused("comments.not_a_photo")
        if draft.voice is not None:
            media.hear(library, draft.voice)
    except (media.Unreadable, media.DarkroomDied) as error:
        raise Refused(error.reason) from error


def keep_file(library: Library, staged: Staged, name: str) -> int:
    """Keep what came for a comment, remembered as such until the comment is written; its media."""
    with library.database.writing():
        kept = media.keep(library, staged, name).id
        comment_store.note_file(library, kept)
    return kept


def forget(library: Library, draft: Draft) -> None:
    """Files of a comment that was not made go, unless somebody else has them too."""
    for each in (draft.photo, draft.voice):
        if each is not None and not media.purge(library, each):
            with library.database.writing():
                comment_store.forget_file(library, each)


def change(library: Library, viewer: Viewer, number: int, text: str) -> Comment:
    """Other words for one's own comment; whom they newly mention is told. Raises Absent, Forbidden, Refused."""
    text = tidy(text)
    with library.database.writing():
        before = comment_store.comment(library, viewer, number)
        if not before.mine:
            raise Forbidden("comments.not_yours", back=f"/stories/{before.story}#comments")
        if not text and before.photo is None and before.voice is None:
            raise Refused("comments.empty")
        if text != before.text:
            comment_store.change(library, number, text, albums.fold(text))
            _mention(library, viewer, before.story, number, text)
            family.happened(library, viewer.family, "comment_changed", person=viewer.id, story=before.story)
    return comment_store.comment(library, viewer, number)


def _mention(library: Library, viewer: Viewer, story: int, number: int, text: str) -> None:
    """Note whom the text mentions, by the viewer's names or their own; each is told once."""
    known = comment_store.people(library, viewer) | comment_store.mentioned_already(library, viewer, number)
    names = {person: (row["name"], row["own"]) for person, row in known.items()}
    told = comment_store.told(library, number)
    noted: list[tuple[Mention, int | None]] = []
    for one in mentioned(text, names):
        if one.person not in told:
            about = {"about_person": one.person, "story": story}
            told[one.person] = family.happened(library, viewer.family, "mentioned", person=viewer.id, **about)
        noted.append((one, told[one.person]))
    comment_store.note_mentions(library, number, noted)


def take_away(library: Library, viewer: Viewer, number: int) -> Comment:
    """One's own, or for an owner anybody's; it can be brought back for a while. Raises Absent, Forbidden."""
    with library.database.writing():
        said = comment_store.comment(library, viewer, number)
        if not said.may_remove:
            raise Forbidden("comments.not_yours", back=f"/stories/{said.story}#comments")
        comment_store.put_away(library, number, viewer.id)
        family.happened(library, viewer.family, "comment_removed", person=viewer.id, story=said.story)
    return said


def bring_back(library: Library, viewer: Viewer, number: int) -> Comment:
    """Raises Absent for what this viewer did not take away, or what is gone for good."""
    with library.database.writing():
        story = comment_store.story_of_removed(library, viewer, number)
        comment_store.bring_back(library, number)
        family.happened(library, viewer.family, "comment_restored", person=viewer.id, story=story)
    return comment_store.comment(library, viewer, number)


def listen(library: Library, viewer: Viewer, number: int) -> Path:
    """Where its voice note lies as browsers play it. Raises Absent."""
    voice = comment_store.attached(library, viewer, number, "voice")
    try:
        return media.hear(library, voice)
    except (media.Unreadable, media.DarkroomDied) as error:
        raise Absent("media.voice_broken") from error

"""What a guest, who came by a link, may do about what they gave: take it back for a day."""

from datetime import timedelta

from backupd.albums import history, story_store
from backupd.albums.actions import refresh_event
from backupd.albums.records import Story
from backupd.core.clock import moment, stamp
from backupd.core.errors import Absent, Forbidden
from backupd.core.library import Library
from backupd.family import Viewer

REGRET = timedelta(hours=24)


def may_take_back(library: Library, story: Story) -> bool:
    return library.clock.now() - moment(story.added) < REGRET


def take_back(library: Library, guest: Viewer, number: int) -> None:
    """Put a guest's own story into the family's trash, where it waits as everything does. Raises Absent for others'
    stories, Forbidden after a day."""
    told = story_store.story(library, guest, number)
    if told.guest != -guest.id:
        raise Absent("sharing.link_over")
    if not may_take_back(library, told):
        raise Forbidden("sharing.too_late")
    kind, person = "guest_took_back", told.contributor
    with history.recorded(library, guest.family, person, kind, told.album, story=number) as record:
        record.watch("story", number)
        library.database.connection.execute(
            "UPDATE story SET trashed = ?, trashed_by = ?, nights = 0 WHERE id = ?",
            (stamp(library.clock.now()), person, number),
        )
        record.about["guest"] = told.guest
        refresh_event(library.database.connection, told.album)

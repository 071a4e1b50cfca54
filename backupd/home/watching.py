"""The box speaks up: what 집 shows when somebody looks is told to people when nobody does."""

from backupd import family, intake, notify
from backupd.core.library import Library
from backupd.core.trusted import trusted_now
from backupd.home.box import grave, lighter, unseen


def watch_box(library: Library) -> None:
    """Look at the box and at each family's drop folders. A job, every ten minutes."""
    clock = {"clock": trusted_now(library) is None}
    notify.note_troubles(library, {**grave(library), **lighter(library), **clock})
    for circle in family.families(library):
        people = family.members(library, circle.id)
        looking = family.stand_in(library, people[0].id, circle.id) if people else None
        if looking:
            folders = intake.drop_folders(library, looking)
            notify.note_troubles(library, {"folder_offline": unseen(folders)}, circle.id)

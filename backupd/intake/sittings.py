"""How a sitting stands, as this viewer may see it: what was made, what was here already, what was refused and why."""

from pathlib import Path

import msgspec

from backupd import albums, family, media
from backupd.core.errors import Absent
from backupd.core.library import Library
from backupd.core.settings import DropFolder
from backupd.family import Viewer
from backupd.intake import actions, sitting_store, sources, store
from backupd.intake.folders import title_of
from backupd.intake.records import DropState, Line, Sitting, Summary, Unread, Where

LINES = 200


def sitting(library: Library, viewer: Viewer, batch_id: int, after: int = 0) -> Sitting:
    """Raises Absent for a sitting of another family; what went into a time capsule is told there, what took a turn is
    told to whoever took it."""
    batch = store.batch(library, batch_id)
    if batch is None or batch.family != viewer.family or batch.capsule:
        raise Absent
    if batch.turn and batch.person != viewer.id:
        raise Absent
    counts = sitting_store.counts(library, batch_id)
    lines = sitting_store.told_lines(library, batch_id, after, LINES + 1)
    person = family.member(library, viewer.family, batch.person, viewer.id)
    mine = actions.may_look_after(viewer, batch)
    return Sitting(
        id=batch.id,
        door=batch.door,
        person=batch.person,
        person_name=person.name if person else None,
        begun=batch.begun,
        source=batch.source if mine else None,
        finished=counts.waiting == 0 and (batch.closed is not None or batch.door == "browser"),
        counts=counts,
        albums=sitting_store.made(library, viewer.id, viewer.family, batch_id),
        lines=[_placed(library, viewer, line, mine) for line in lines[:LINES]],
        offers=sitting_store.offers(library, viewer.id, viewer.family, batch_id, LINES),
        more=lines[LINES].id if len(lines) > LINES else None,
    )


def _placed(library: Library, viewer: Viewer, line: Line, mine: bool) -> Line:
    """Where its bytes are, through the gate. Others' refused files are told of, not handed out."""
    if line.outcome == "refused":
        return line if mine else msgspec.structs.replace(line, media=None)
    places = albums.where_is(library, viewer.id, viewer.family, line.media) if line.media else []
    return msgspec.structs.replace(
        line,
        media=line.media if places else None,
        places=[Where(place.album, place.title, place.story) for place in places[:5]],
    )


def lately(library: Library, viewer: Viewer, most: int = 10) -> list[Summary]:
    """The family's last sittings, newest first."""
    return sitting_store.summaries(library, viewer.id, viewer.family, most)


def refused_original(library: Library, viewer: Viewer, arrival_id: int) -> tuple[Path, str]:
    """The bytes we still hold of a refused file and the name it came with, for whoever brought it or an owner."""
    arrival = actions.refused_arrival(library, viewer, arrival_id)
    path = media.original_path(library, arrival.media) if arrival.media else None
    if path is None or not path.exists():
        raise Absent
    return path, arrival.name


def refusals(library: Library, viewer: Viewer, most: int = 20) -> list[Line]:
    """Refused files nobody has put away: this person's, and for an owner everybody's."""
    return sitting_store.refused(library, viewer.family, viewer.id, viewer.owner, most)


def drop_folders(library: Library, viewer: Viewer) -> list[DropState]:
    """The drop folders that fill this family's albums."""
    return [sources.state_of(library, folder) for folder in _fed(library, viewer)]


def unread(library: Library, viewer: Viewer, most: int = 20) -> list[Unread]:
    """Files in this family's drop folders that could not be opened."""
    found = [
        file for folder in _fed(library, viewer) for file in sources.unreadable_of(library, folder, most)
    ]
    return found[:most]


def _fed(library: Library, viewer: Viewer) -> list[DropFolder]:
    return [one for one in library.settings.drop_folders if _same(one.family, viewer.family_name)]


def _same(name: str, other: str) -> bool:
    return title_of(name).casefold() == title_of(other).casefold()

"""Two people write about one album at once: what only one of them changed stands, what both changed they choose. Pure."""

from typing import Any

import msgspec

from backupd.albums.events import write
from backupd.albums.records import Album, AlbumForm, Dated

FIELDS = (("title",), ("description",), ("category",), ("dated", "begins", "until"))
"""What is changed or not as one thing; a date is."""


def as_form(album: Album) -> AlbumForm:
    """The album as its form shows it."""
    dated: Dated = "unknown" if album.event_precision == "unknown" else "chosen"
    begins, until = (write(day, album.event_precision) for day in (album.event_from, album.event_to))
    return AlbumForm(
        title=album.title,
        description=album.description,
        category=str(album.category or ""),
        dated=dated if album.event_chosen else "stories",
        begins=begins,
        until="" if until == begins else until,
        version=album.version,
    )


def as_opened(form: AlbumForm) -> str:
    """A form as it goes along with itself, to be compared when it comes back."""
    return msgspec.json.encode(msgspec.structs.replace(form, was="")).decode()


def meet(mine: AlbumForm, theirs: AlbumForm) -> tuple[AlbumForm, bool]:
    """My form with what only they changed since I opened it, and whether we changed the same thing differently: there
    mine stays. Without the form as it was opened, whatever differs is a collision."""
    try:
        was = msgspec.json.decode(mine.was, type=AlbumForm)
    except msgspec.DecodeError:
        was = None
    taken: dict[str, Any] = {}
    collided = False
    for field in FIELDS:
        if not was or _of(mine, field) != _of(was, field):
            collided |= _of(mine, field) != _of(theirs, field) and (
                not was or _of(theirs, field) != _of(was, field)
            )
        else:
            taken |= {name: getattr(theirs, name) for name in field}
    return msgspec.structs.replace(mine, **taken), collided


def _of(form: AlbumForm, field: tuple[str, ...]) -> tuple[str, ...]:
    """What is written there, without what does not matter: a date that is not chosen, space, line ends."""
    if field[0] == "dated" and form.dated != "chosen":
        return (form.dated,)
    return tuple("\n".join(getattr(form, name).split("\r\n")).strip() for name in field)

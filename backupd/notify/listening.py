"""What happened in the features below, read from the ledger and told to whom it concerns: never to who did it."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from backupd import albums, family, reactions
from backupd.core.library import Library
from backupd.notify.posting import post
from backupd.notify.records import Kind, Letter
from backupd.notify.wishes import wishes_of

AT_ONCE = 100

_NEXT = """
    SELECT happening.* FROM happening
    WHERE id > (SELECT happening FROM ledger_read) AND id <= (SELECT max(id) FROM happening) ORDER BY id LIMIT ?
"""
_SEEING = """
    SELECT viewer FROM {view} WHERE viewer IN (SELECT value FROM json_each(?)) AND family = ? AND id = ?
"""


@dataclass(frozen=True)
class Happened:
    """A line of the ledger, and who is in its family."""

    id: int
    family: int
    kind: str
    person: int | None
    about_person: int | None
    device: int | None
    album: int | None
    story: int | None
    amount: int | None
    guest: int | None
    members: tuple[int, ...]
    owners: tuple[int, ...]
    contributor: int | None


@dataclass(frozen=True)
class Telling:
    """How one kind of happening is told: the words, to whom, with what in them, about what, leading where."""

    kind: Kind
    words: str
    to: Callable[[Happened], tuple[int | None, ...]]
    values: Callable[[Happened], dict[str, int | None]]
    link: Callable[[Happened], str]
    about: Callable[[Happened], tuple[str, int] | None] = lambda happened: None


def _others(happened: Happened) -> tuple[int | None, ...]:
    return tuple(one for one in happened.members if one != happened.person)


def _contributor(happened: Happened) -> tuple[int | None, ...]:
    return () if happened.contributor == happened.person else (happened.contributor,)


def _caring(happened: Happened) -> tuple[int | None, ...]:
    """Who looks after frames: the owners, and whoever let this one in."""
    return tuple({*happened.owners, happened.person, happened.about_person})


def _caring_others(happened: Happened) -> tuple[int | None, ...]:
    return tuple(one for one in _caring(happened) if one != happened.person)


def _device(happened: Happened) -> dict[str, int | None]:
    return {"device": happened.device}


def _album(happened: Happened) -> tuple[str, int] | None:
    return None if happened.album is None else ("album", happened.album)


def _story(happened: Happened) -> tuple[str, int] | None:
    return None if happened.story is None else ("story", happened.story)


def _album_page(happened: Happened) -> str:
    return "/albums" if happened.album is None else f"/albums/{happened.album}"


def _photos(happened: Happened) -> dict[str, int | None]:
    return {"person": happened.person, "count": happened.amount, "album": happened.album}


def _who(happened: Happened) -> dict[str, int | None]:
    return {"person": happened.person}


def _whom(happened: Happened) -> dict[str, int | None]:
    return {"person": happened.about_person}


TELLINGS: dict[str, Telling] = {
    "photos_added": Telling("photos", "notify.photos", _others, _photos, _album_page, _album),
    "photos_added_apart": Telling("photos", "notify.photos_apart", _others, _photos, lambda _: "/photos"),
    "guest_added": Telling(
        "photos", "notify.guest_photos", lambda each: each.members,
        lambda each: {"guest": each.guest, "count": each.amount, "album": each.album}, _album_page, _album,
    ),
    "person_joined": Telling("membership", "notify.joined", _others, _who, lambda each: f"/family/members/{each.person}"),
    "person_left": Telling("membership", "notify.left", _others, _who, lambda _: "/family"),
    "person_removed": Telling("membership", "notify.removed", _others, _whom, lambda _: "/family"),
    "device_joined": Telling(
        "membership", "notify.device", lambda each: (each.person,),
        _device, lambda each: f"/devices/{each.device}",
    ),
    "frame_joined": Telling(
        "membership", "notify.frame", _caring, _device, lambda each: f"/family/frames/{each.device}"
    ),
    "frame_ended": Telling("membership", "notify.frame_over", _caring_others, _device, lambda _: "/family"),
    "joining_closed": Telling("box", "notify.joining_closed", lambda each: each.owners, lambda _: {}, lambda _: "/family"),
    "files_refused": Telling(
        "box", "notify.files_refused", lambda each: tuple({*each.owners, each.person}),
        lambda each: {"count": each.amount}, lambda _: "/box",
    ),
    "import_finished": Telling(
        "box", "notify.import_finished", lambda each: tuple({*each.owners, each.person}),
        lambda each: {"person": each.person, "count": each.amount}, lambda _: "/box",
    ),
    "reacted": Telling(
        "reaction", "notify.reacted", _contributor, _who, lambda each: f"/stories/{each.story}", _story
    ),
    "reacted_unnamed": Telling(
        "reaction", "notify.hearted", lambda each: (each.contributor,), lambda _: {}, lambda each: f"/stories/{each.story}",
        _story,
    ),
    "commented": Telling(
        "comment", "notify.commented", _contributor, lambda each: {"person": each.person, "comment": each.id},
        lambda each: f"/stories/{each.story}#comments", _story,
    ),
    "mentioned": Telling(
        "mention", "notify.mentioned", lambda each: (each.about_person,),
        lambda each: {"person": each.person, "comment": each.id}, lambda each: f"/stories/{each.story}#comments", _story,
    ),
}  # fmt: skip


def listen(library: Library) -> None:
    """Read on in the ledger from where it was read before; each batch in a transaction of its own."""
    while rows := library.database.connection.execute(_NEXT, (AT_ONCE,)).fetchall():
        circles = {number: _circle(library, number) for number in {row["family"] for row in rows}}
        letters = [
            letter for row in rows for letter in _letters(library, _happened(library, dict(row), circles))
        ]
        with library.database.writing() as connection:
            post(library, letters)
            connection.execute("UPDATE ledger_read SET happening = ?", (rows[-1]["id"],))


def _circle(library: Library, number: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    people = family.members(library, number)
    return tuple(one.id for one in people), tuple(one.id for one in people if one.role == "owner")


def _happened(
    library: Library, row: dict, circles: dict[int, tuple[tuple[int, ...], tuple[int, ...]]]
) -> Happened:
    members, owners = circles[row["family"]]
    contributor = None
    if row["kind"] in ("reacted", "commented"):
        contributor = albums.contributor_of(library, row["story"])
    known = {name: row[name] for name in Happened.__dataclass_fields__ if name in row}
    return Happened(**known, members=members, owners=owners, contributor=contributor)


def _letters(library: Library, happened: Happened) -> Iterator[Letter]:
    telling = _telling(happened)
    if telling is None:
        return
    about = telling.about(happened)
    called = _called(library, happened) if happened.kind == "commented" else set()
    people = [one for one in telling.to(happened) if one in happened.members and one not in called]
    values = {name: value for name, value in telling.values(happened).items() if value is not None}
    for person in _seeing(library, happened, people, about):
        yield Letter(
            telling.kind,
            _key(happened),
            person,
            happened.family,
            telling.words,
            values,
            telling.link(happened),
            about=about,
        )


def _called(library: Library, happened: Happened) -> set[int]:
    """Whom the comment calls by name, and who hears of that; not twice of the same words."""
    named = reactions.mentioned_in(library, happened.id)
    return {one for one in named if wishes_of(library, one).kinds["mention"] != "off"}


def _key(happened: Happened) -> str:
    """Who thinks again about a reaction is told of once."""
    if happened.kind == "reacted":
        return f"reacted-{happened.story}-{happened.person or 0}-{happened.device or 0}"
    return f"happening-{happened.id}"


def _telling(happened: Happened) -> Telling | None:
    if happened.kind == "photos_added" and happened.album is None:
        return TELLINGS["photos_added_apart"]
    if happened.kind == "reacted" and happened.person is None:
        return TELLINGS["reacted_unnamed"]
    return TELLINGS.get(happened.kind)


def _seeing(
    library: Library, happened: Happened, people: Sequence[int | None], about: tuple[str, int] | None
) -> list[int]:
    """Those of them whom the gate lets see what it is about; asked once more when it is sent."""
    if about is None:
        return [one for one in people if one is not None]
    sql = _SEEING.format(view={"album": "visible_albums", "story": "visible_stories"}[about[0]])
    return library.database.column(sql, (json.dumps(people), happened.family, about[1]))

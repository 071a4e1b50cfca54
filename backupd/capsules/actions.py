"""The verbs on capsules: make, move its moment, put into the trash and bring back, look."""

import secrets

from backupd import family
from backupd.capsules import moments, store, vault
from backupd.capsules.letters import tell_made
from backupd.capsules.records import LONGEST_TEXT, LONGEST_TITLE, Capsule, NewCapsule, NewMoment
from backupd.core.clock import stamp
from backupd.core.errors import Absent, Conflict, Forbidden, Refused
from backupd.core.library import Library
from backupd.family import Viewer

LARGEST = 1 << 53  # what JavaScript still counts exactly
IDENTITY = "capsule {number}"
"""For what an identity is sealed with the box's key; it is bound to its capsule."""


def make(library: Library, viewer: Viewer, wanted: NewCapsule) -> int:
    """A capsule with a key of its own. Its maker is in it; whoever must not know of it is not."""
    must_contribute(viewer)
    title = " ".join(wanted.title.split())
    if not title:
        raise Refused("capsules.title_missing")
    if len(title) > LONGEST_TITLE or len(wanted.purpose) > LONGEST_TEXT:
        raise Refused("capsules.too_long")
    moment = moments.said(wanted.day, wanted.time, wanted.zone or viewer.time_zone, library.clock.now())
    places = _places(library, viewer, wanted)
    identity, recipient = vault.new_key()
    number = secrets.randbelow(LARGEST) + 1
    key = library.secrets.seal(identity.encode(), IDENTITY.format(number=number))
    now = stamp(library.clock.now())
    with library.database.writing() as connection:
        connection.execute(
            """INSERT INTO capsule (id, family, title, purpose, opens, zone, wall, show_who, made_by, made, recipient,
                                    identity) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (number, viewer.family, title, wanted.purpose.strip(), stamp(moment.instant), moment.zone, moment.wall,
             wanted.show_who, viewer.id, now, recipient, key),
        )  # fmt: skip
        connection.executemany(
            "INSERT INTO capsule_person VALUES (?, ?, ?)",
            [(number, person, place) for person, place in places.items()],
        )
        note(library, number, "made", viewer.id)
        tell_made(library, store.capsule(library, viewer, number))
    return number


def _places(library: Library, viewer: Viewer, wanted: NewCapsule) -> dict[int, str]:
    members = {one.id: one for one in family.members(library, viewer.family)}
    everybody = [person for person, one in members.items() if one.role != "reader"]
    inside = everybody if wanted.people is None else wanted.people
    if viewer.id in wanted.hidden:
        raise Refused("capsules.not_from_yourself")
    if not {*inside, *wanted.hidden} <= members.keys():
        raise Absent
    adding = {person: "inside" for person in inside if members[person].role != "reader"}
    return adding | dict.fromkeys(wanted.hidden, "hidden") | {viewer.id: "inside"}


def move(library: Library, viewer: Viewer, number: int, wanted: NewMoment) -> None:
    """Another moment: only its maker, and only while nobody else has put something in; the history tells."""
    with library.database.writing() as connection:
        capsule = _sealed(library, viewer, number)
        if not capsule.mine:
            raise Forbidden("capsules.only_maker_moves", back=f"/capsules/{number}")
        if store.filled_by_others(library, number, capsule.made_by):
            raise Conflict("capsules.others_added", back=f"/capsules/{number}")
        moment = moments.said(wanted.day, wanted.time, wanted.zone or capsule.zone, library.clock.now())
        connection.execute(
            "UPDATE capsule SET opens = ?, zone = ?, wall = ?, reminded = NULL WHERE id = ?",
            (stamp(moment.instant), moment.zone, moment.wall, number),
        )
        note(library, number, "moment", viewer.id, before=capsule.opens, after=stamp(moment.instant))


def put_away(library: Library, viewer: Viewer, number: int) -> None:
    """Into the trash for thirty days: its maker or an owner, while nobody else has put something in. Once its maker has
    left, nobody."""
    with library.database.writing() as connection:
        capsule = _sealed(library, viewer, number)
        if not (capsule.mine or viewer.owner) or not capsule.maker_here:
            raise Forbidden("capsules.only_maker_deletes", back=f"/capsules/{number}")
        if store.filled_by_others(library, number, capsule.made_by):
            raise Conflict("capsules.others_added_keep", back=f"/capsules/{number}")
        connection.execute(
            "UPDATE capsule SET trashed = ?, trashed_by = ?, nights = 0 WHERE id = ?",
            (stamp(library.clock.now()), viewer.id, number),
        )
        note(library, number, "trashed", viewer.id)


def restore(library: Library, viewer: Viewer, number: int) -> None:
    with library.database.writing() as connection:
        if number not in {each.id for each in store.trashed(library, viewer)}:
            raise Absent
        connection.execute("UPDATE capsule SET trashed = NULL, trashed_by = NULL WHERE id = ?", (number,))
        note(library, number, "restored", viewer.id)


def look(library: Library, viewer: Viewer, number: int) -> Capsule:
    """Somebody looks into it for the first time; they stand in the list of first looks."""
    with library.database.writing() as connection:
        capsule = store.capsule(library, viewer, number)
        if capsule.state != "open":
            raise Conflict("capsules.still_sealed", back=f"/capsules/{number}")
        connection.execute(
            "INSERT OR IGNORE INTO capsule_look VALUES (?, ?, ?)",
            (number, viewer.id, stamp(library.clock.now())),
        )
    return capsule


def _sealed(library: Library, viewer: Viewer, number: int) -> Capsule:
    capsule = store.capsule(library, viewer, number)
    must_contribute(viewer)
    if capsule.state != "sealed":
        raise Conflict("capsules.open_already", back=f"/capsules/{number}")
    return capsule


def must_contribute(viewer: Viewer) -> None:
    """Readers see that it is there, count down and look once it is open."""
    if not viewer.contributes:
        raise Forbidden("problems.readers_look")


def note(
    library: Library,
    capsule: int,
    kind: str,
    person: int | None,
    before: str | None = None,
    after: str | None = None,
) -> None:
    """A line of the capsule's history, in the verb's transaction."""
    library.database.connection.execute(
        "INSERT INTO capsule_change (capsule, at, kind, person, before, after) VALUES (?, ?, ?, ?, ?, ?)",
        (capsule, stamp(library.clock.now()), kind, person, before, after),
    )

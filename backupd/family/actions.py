"""The verbs of family life: names, roles, leaving, founding another family, and how a person wants pages to be."""

from backupd.core.errors import Absent, Conflict, Forbidden
from backupd.core.library import Library
from backupd.family import devices, frames, passes, register, store
from backupd.family.ledger import happened
from backupd.family.names import folded, tidy
from backupd.family.records import Preferences, Role, Viewer


def rename_family(library: Library, viewer: Viewer, name: str) -> None:
    _must_own(viewer)
    name = tidy(name, "family.family_name_needed")
    with library.database.writing() as connection:
        connection.execute("UPDATE family SET name = ? WHERE id = ?", (name, viewer.family))
        happened(library, viewer.family, "family_renamed", person=viewer.id)


def found_another(library: Library, viewer: Viewer, name: str) -> int:
    """An owner founds another family on this box, is its owner, and sees it on this device at once."""
    _must_own(viewer)
    name = tidy(name, "family.family_name_needed")
    with library.database.writing():
        family = register.add_family(library, name)
        register.add_membership(library, family, viewer.id, "owner")
        register.put_on_device(library, viewer.device, viewer.id, family)
        happened(library, family, "family_founded", person=viewer.id)
    return family


def change_role(library: Library, viewer: Viewer, person: int, role: Role) -> None:
    """An owner says who is an owner, a member or a reader. The last owner stays one."""
    _must_own(viewer)
    with library.database.writing():
        _must_be_here(library, viewer, person)
        if role != "owner" and store.owners(library, viewer.family) == [person]:
            raise Conflict("family.last_owner", back=f"/family/members/{person}")
        register.set_role(library, viewer.family, person, role)
        if role == "reader":
            register.take_back_codes(library, viewer.family, person)
            passes.end_passes_of(library, viewer.family, person)
        happened(library, viewer.family, "role_changed", person=viewer.id, about_person=person)


def remove(library: Library, viewer: Viewer, person: int) -> None:
    """An owner takes somebody else out of the family: devices, codes, tickets, links and the frames they let in end at
    once, photos stay."""
    _must_own(viewer)
    with library.database.writing():
        _must_be_here(library, viewer, person)
        if person == viewer.id:
            raise Conflict("family.leave_instead", back="/family/leaving")
        _end(library, viewer.family, person)
        frames.end_frames_of(library, viewer, person)
        happened(library, viewer.family, "person_removed", person=viewer.id, about_person=person)


def leave(library: Library, viewer: Viewer, successor: int | None = None) -> None:
    """The viewer goes; what they gave stays. The last owner names another owner first. Raises Conflict without one."""
    with library.database.writing():
        if store.owners(library, viewer.family) == [viewer.id]:
            _hand_over(library, viewer, successor)
        _end(library, viewer.family, viewer.id)
        happened(library, viewer.family, "person_left", person=viewer.id)


def _hand_over(library: Library, viewer: Viewer, successor: int | None) -> None:
    if successor is None or successor == viewer.id:
        raise Conflict("family.name_another_owner", back="/family/leaving")
    _must_be_here(library, viewer, successor)
    register.set_role(library, viewer.family, successor, "owner")
    happened(library, viewer.family, "role_changed", person=viewer.id, about_person=successor)


def _end(library: Library, family: int, person: int) -> None:
    register.end_membership(library, family, person)
    register.take_back_codes(library, family, person)
    passes.end_passes_of(library, family, person)
    elsewhere = store.circles(library, person)
    for device in store.devices_of(library, person):
        if elsewhere:
            devices.fall(library, device.id)
        else:
            devices.take_off(library, device.id, person)


def prefer(library: Library, viewer: Viewer, wanted: Preferences) -> None:
    """How this person is called, and how every page looks to them on every device."""
    name = tidy(wanted.name)
    with library.database.writing() as connection:
        _must_be_free(library, viewer, name)
        connection.execute(
            "UPDATE person SET name = ?, language = ?, text_size = ?, contrast = ?, motion = ?, easy = ? WHERE id = ?",
            (
                name,
                wanted.language,
                wanted.text_size,
                wanted.contrast,
                wanted.motion,
                wanted.easy,
                viewer.id,
            ),
        )


def new_face(library: Library, viewer: Viewer, media: int | None) -> None:
    """The picture that stands for this person; None takes it away."""
    with library.database.writing() as connection:
        connection.execute("UPDATE person SET face = ? WHERE id = ?", (media, viewer.id))


def drop_face(library: Library, media: int) -> None:
    """A picture that cannot be shown is nobody's face."""
    with library.database.writing() as connection:
        connection.execute("UPDATE person SET face = NULL WHERE face = ?", (media,))


def person_named(library: Library, family_name: str, person_name: str) -> tuple[int, int]:
    """(family, person) by their names, making what is not there: for imports and drop folders on the box itself.

    The first person of a family made so is its owner; they come in by a code of `backupd invite`.
    """
    family_name, person_name = tidy(family_name, "family.family_name_needed"), tidy(person_name)
    with library.database.writing():
        known = {folded(one.name): one.id for one in reversed(store.families(library))}
        family = known.get(folded(family_name)) or register.add_family(library, family_name)
        people = {folded(one.name): one.id for one in store.members(library, family)}
        if folded(person_name) in people:
            return family, people[folded(person_name)]
        role: Role = "member" if people else "owner"
        person = register.add_person(library, family, person_name, library.settings.language, role)
        happened(library, family, "person_joined", person=person)
    return family, person


def _must_own(viewer: Viewer) -> None:
    if not viewer.owner:
        raise Forbidden("family.owners_only", back="/family")


def _must_be_here(library: Library, viewer: Viewer, person: int) -> None:
    if store.role(library, viewer.family, person) is None:
        raise Absent


def _must_be_free(library: Library, viewer: Viewer, name: str) -> None:
    for circle in store.circles(library, viewer.id):
        for one in store.members(library, circle.id):
            if one.id != viewer.id and folded(one.name) == folded(name):
                raise Conflict("me.name_taken", name=name)

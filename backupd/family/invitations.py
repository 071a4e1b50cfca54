"""Family codes: who may make which."""

from backupd.core.errors import Absent, Forbidden, Refused
from backupd.core.library import Library
from backupd.family import codes, register, store
from backupd.family.forms import Asked
from backupd.family.names import folded
from backupd.family.records import Circle, FamilyCode, Invitation, NewRole, Viewer


def invite_whom(library: Library, viewer: Viewer, asked: Asked) -> Invitation:
    """A code for whoever was asked for: a frame, another device of somebody, or somebody new."""
    if asked.frame:
        return invite_frame(library, viewer)
    if asked.person is not None:
        return invite_device(library, viewer, asked.person)
    return invite(library, viewer, asked.role)


def invite(library: Library, viewer: Viewer, role: NewRole = "member") -> Invitation:
    """A code that lets new people in as `role` for a minute. Readers invite nobody; nobody makes an owner so."""
    if not viewer.contributes:
        raise Forbidden("family.readers_invite_nobody", back="/family")
    return _made(library, viewer.family, None, role, viewer.id)


def invite_frame(library: Library, viewer: Viewer) -> Invitation:
    """A code that lets one TV or tablet in, once, as a frame of the family. Whoever may invite may make it."""
    if not viewer.contributes:
        raise Forbidden("family.readers_invite_nobody", back="/family")
    return _made(library, viewer.family, None, "member", viewer.id, frame=True)


def invite_device(library: Library, viewer: Viewer, person: int) -> Invitation:
    """A code that lets one more device of somebody in, once. Made by that person, or by an owner.

    A device sees all its person sees: so an owner may make it only where they are an owner of every family that
    person is in, and for another owner only an owner may. Raises Absent, or Forbidden with the reason.
    """
    asked = store.member(library, viewer.family, person, viewer.id)
    if asked is None:
        raise Absent
    if person != viewer.id:
        _must_answer_for(library, viewer, person, asked.name)
    return _made(library, viewer.family, person, "member", viewer.id)


def _must_answer_for(library: Library, viewer: Viewer, person: int, name: str) -> None:
    if not viewer.owner:
        raise Forbidden("family.device_code_owners_only", name=name, back="/family")
    mine = {circle.id for circle in store.circles(library, viewer.id) if circle.role == "owner"}
    if not {circle.id for circle in store.circles(library, person)} <= mine:
        raise Forbidden("family.device_code_other_family", name=name, back="/family")


def invite_at_the_box(
    library: Library, family: str | None = None, person: str | None = None, role: NewRole = "member"
) -> Invitation:
    """`backupd invite` on the box: a code for new people, or for another device of the person named.

    Raises Refused when the family or the person is not clear from what was given.
    """
    circle = _family_named(library, family)
    found = _member_named(library, circle, person) if person else None
    return _made(library, circle.id, found, role, None)


def _family_named(library: Library, name: str | None) -> Circle:
    known = [Circle(one.id, one.name, "owner") for one in store.families(library)]
    found = [circle for circle in known if name is None or folded(circle.name) == folded(name)]
    if not known:
        raise Refused("family.box_is_empty")
    if not found:
        raise Refused("family.no_such_family", name=name, names=", ".join(circle.name for circle in known))
    if len(found) > 1:
        raise Refused("family.which_family", names=", ".join(circle.name for circle in found))
    return found[0]


def _member_named(library: Library, circle: Circle, name: str) -> int:
    people = store.members(library, circle.id)
    found = next((one.id for one in people if folded(one.name) == folded(name)), None)
    if found is None:
        names = ", ".join(one.name for one in people)
        raise Refused("family.nobody_named", name=name, family=circle.name, names=names)
    return found


def _made(
    library: Library,
    family: int,
    person: int | None,
    role: NewRole,
    made_by: int | None,
    frame: bool = False,
) -> Invitation:
    with library.database.writing():
        register.forget_old_codes(library)
        taken = {code.code for code in store.live_codes(library)}
        boot, now = library.clock.boot(), library.clock.since_boot()
        code = FamilyCode(0, codes.draw(taken), family, person, role, made_by, boot, now, frame)
        register.replace_codes(library, code)
        made = register.add_code(library, code)
        living = next(code for code in store.live_codes(library) if code.id == made)
    return store.shown(library, living, made_by or 0)

"""Names: what one person calls another, and the SQL through which every page and message asks for it."""

from backupd.core.errors import Absent, Conflict
from backupd.core.library import Library
from backupd.family import store
from backupd.family.ledger import happened
from backupd.family.names import folded, tidy
from backupd.family.records import Called, Viewer

_WRITE = """
    INSERT INTO calling (caller, person, name) VALUES (:caller, :person, :name)
    ON CONFLICT (caller, person) DO UPDATE SET name = excluded.name
"""


def call(library: Library, viewer: Viewer, person: int, name: str) -> Called:
    """From now on the viewer calls this person so; an empty name: as the person calls themselves. Raises Absent for
    somebody of no family of theirs and for oneself, Conflict for a name that means another already."""
    own = store.member(library, viewer.family, person)
    if own is None or person == viewer.id:
        raise Absent
    name = tidy(name) if name.strip() else own.name
    _must_be_free(library, viewer, person, name)
    with library.database.writing() as connection:
        if name == own.name:
            connection.execute("DELETE FROM calling WHERE caller = ? AND person = ?", (viewer.id, person))
        else:
            connection.execute(_WRITE, {"caller": viewer.id, "person": person, "name": name})
        happened(library, viewer.family, "person_called", person=viewer.id)
    return Called(person, name, own.name)


def _must_be_free(library: Library, viewer: Viewer, person: int, name: str) -> None:
    for one in store.members(library, viewer.family, viewer.id):
        if one.id != person and folded(name) in (folded(one.name), folded(one.own_name or one.name)):
            raise Conflict("names.called_so_already", back=f"/family/members/{person}", name=name)

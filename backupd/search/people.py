"""Who can be meant by a name: people who are or were in the family, by their name or by what one calls them, guests
who gave something by a link, and those whose face has a name."""

from collections.abc import Iterable

import msgspec

from backupd import faces
from backupd.core.library import Library
from backupd.family import Viewer, called_name
from backupd.search.folding import plain_name
from backupd.search.grams import Pattern, mark

PEOPLE = f"""
    SELECT person.id, person.name, {called_name()} AS called FROM person CROSS JOIN membership
    ON membership.person = person.id AND membership.family = :family ORDER BY person.id
"""
GUESTS = """
    SELECT guest.id, guest.name FROM pass CROSS JOIN guest ON guest.pass = pass.id
    WHERE pass.family = :family AND guest.name IS NOT NULL AND EXISTS (
        SELECT 1 FROM visible_stories AS gave WHERE gave.viewer = :viewer AND gave.family = :family AND gave.guest = guest.id)
    ORDER BY guest.id
"""


class Named(msgspec.Struct, frozen=True):
    """Somebody with what they are called, the name that is shown first; person and guest gave, somebody is on pictures."""

    names: tuple[str, ...]
    person: int | None = None
    guest: int | None = None
    somebody: int | None = None

    @property
    def name(self) -> str:
        return self.names[0]

    @property
    def mark(self) -> str:
        """The token of what they gave, or are on."""
        if self.somebody is not None:
            return mark("face", self.somebody)
        return mark("by", self.person) if self.person is not None else mark("guest", self.guest)


def everybody(library: Library, viewer: Viewer) -> list[Named]:
    """Everybody whom this viewer's family knows by a name."""
    connection = library.database.connection
    people = connection.execute(PEOPLE, {"viewer": viewer.id, "family": viewer.family}).fetchall()
    guests = connection.execute(GUESTS, {"viewer": viewer.id, "family": viewer.family}).fetchall()
    return [
        *(Named(tuple(dict.fromkeys((row["called"], row["name"]))), person=row["id"]) for row in people),
        *(Named((row["name"],), guest=row["id"]) for row in guests),
        *(Named(names, somebody=number) for number, names in faces.names(library, viewer)),
    ]


def called(people: Iterable[Named], word: Pattern) -> list[Named]:
    """Those in whose name a word is found."""
    return [each for each in people if any(word.confirms(plain_name(name)) for name in each.names)]

"""The first set-up: whoever holds the printed token, or sits at the box, founds the first family."""

import base64
import hmac
import secrets

from backupd.core.errors import Conflict, Forbidden
from backupd.core.library import Library
from backupd.family import devices, register, store
from backupd.family.doorway import token_hash
from backupd.family.ledger import happened
from backupd.family.names import tidy
from backupd.family.records import Entrant, LetIn, SetupKey


def setup_token(library: Library) -> str | None:
    """A new 128-bit token in groups of four while there is no family, else None. An earlier one is dead."""
    token = base64.b32encode(secrets.token_bytes(16)).decode().rstrip("=")
    with library.database.writing() as connection:
        connection.execute("DELETE FROM setup_token")
        if not store.empty(library):
            return None
        connection.execute("INSERT INTO setup_token VALUES (?)", (token_hash(token),))
    return "-".join(token[start : start + 4] for start in range(0, len(token), 4))


def entitled(library: Library, key: SetupKey) -> bool:
    """Whether this key founds the first family: at the box, or by the token (typed in any case, with or without
    its hyphens)."""
    if key.at_the_box:
        return True
    typed = "".join(letter for letter in (key.token or "").upper() if letter.isalnum())
    kept = library.database.value("SELECT token_hash FROM setup_token")
    return kept is not None and hmac.compare_digest(kept, token_hash(typed))


def found(library: Library, key: SetupKey, family_name: str, entrant: Entrant) -> LetIn:
    """The first family, its first owner and their first device; the token is dead afterwards.

    Raises Conflict where a family already is, Forbidden for a wrong key.
    """
    family_name = tidy(family_name, "family.family_name_needed")
    name = tidy(entrant.name)
    with library.database.writing() as connection:
        if not store.empty(library):
            raise Conflict("family.already_set_up", back="/welcome")
        if not entitled(library, key):
            raise Forbidden("family.setup_token_wrong", back="/welcome")
        connection.execute("DELETE FROM setup_token")
        family = register.add_family(library, family_name)
        person = register.add_person(library, family, name, entrant.language, "owner")
        let_in = devices.let_in(library, person, family, entrant)
        happened(library, family, "family_founded", person=person, device=let_in.device)
    return let_in

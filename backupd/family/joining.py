"""Joining: a right code is exchanged for a ticket, a ticket for a device. Every guess passes one limiter."""

from backupd.core.errors import Conflict, Forbidden, Refused
from backupd.core.library import Library
from backupd.family import codes, devices, frames, guesses, register, store
from backupd.family.doorway import new_token, token_hash
from backupd.family.joining_records import Doorstep, Ticket
from backupd.family.ledger import happened
from backupd.family.names import folded, tidy
from backupd.family.records import Entrant, LetIn, Viewer


def knock(library: Library, typed: str, address: str) -> str:
    """A ticket for whoever typed a living code: a token for ten minutes, to be kept in a cookie.

    Raises TooMany while joining is closed, Forbidden for a code that is wrong or over (they look alike), Refused for
    what is no code at all, which is not counted as a guess.
    """
    code = codes.read(typed)
    if len(code) != codes.DIGITS:
        raise Refused("family.code_six_digits")
    token = new_token()
    with library.database.writing():
        guesses.must_be_open(library, address)
        right = codes.matching(store.live_codes(library), code)
        if right:
            register.add_ticket(library, token_hash(token), right.id)
        else:
            guesses.note_wrong(library, address)
    if right is None:
        raise Forbidden("family.code_wrong")
    return token


def ticket(library: Library, token: str | None) -> Ticket:
    """What the ticket allows. Raises Refused when it is over, used up or taken back."""
    found = store.ticket(library, token)
    if found is None:
        raise Refused("family.ticket_over", back="/welcome")
    return found


def doorstep(library: Library, token: str | None, asking: Viewer | None) -> Doorstep:
    """What whoever holds the ticket is asked before they come in. Raises Refused when it is over."""
    allowed = ticket(library, token)
    known = asking if asking and asking.somebody else None
    if allowed.frame:
        holder = known.name if known else None
        return Doorstep(allowed.family_name, None, allowed.role, None, frame=True, holder=holder)
    here = known and store.role(library, allowed.family, known.id) is not None
    myself = known.name if known and not here and allowed.person is None else None
    return Doorstep(allowed.family_name, allowed.person_name, allowed.role, myself)


def enter(library: Library, token: str | None, entrant: Entrant) -> LetIn:
    """Exchange a ticket for a device in this browser: as the person the code names, as whom this browser already
    belongs to (`myself`), as somebody new with a name, or as a frame of the family with a name."""
    with library.database.writing():
        allowed = ticket(library, token)
        if allowed.frame:
            let_in = frames.let_in(library, allowed, entrant)
        else:
            person = _who_enters(library, allowed, entrant)
            let_in = devices.let_in(library, person, allowed.family, entrant)
        _use_up(library, allowed, let_in, token or "")
    return let_in


def _who_enters(library: Library, allowed: Ticket, entrant: Entrant) -> int:
    if allowed.person is not None:
        return allowed.person
    if entrant.myself and entrant.known:
        return _join_too(library, allowed, entrant.known.id)
    return _join_new(library, allowed, entrant)


def _join_too(library: Library, allowed: Ticket, person: int) -> int:
    """Somebody the box knows joins one more family; who is in it already keeps their role."""
    if store.role(library, allowed.family, person) is None:
        register.add_membership(library, allowed.family, person, allowed.role)
        happened(library, allowed.family, "person_joined", person=person)
    return person


def _join_new(library: Library, allowed: Ticket, entrant: Entrant) -> int:
    """Two people of one name in a family cannot be told apart, and mostly they are one who has a second device."""
    name = tidy(entrant.name)
    if any(folded(one.name) == folded(name) for one in store.members(library, allowed.family)):
        raise Conflict("family.name_taken", name=name)
    person = register.add_person(library, allowed.family, name, entrant.language, allowed.role)
    happened(library, allowed.family, "person_joined", person=person)
    return person


def _use_up(library: Library, allowed: Ticket, let_in: LetIn, token: str) -> None:
    register.burn_ticket(library, token_hash(token))
    if allowed.frame:
        register.use_up_code(library, allowed.code)
    if allowed.person is not None:
        register.use_up_code(library, allowed.code)
        register.tell_other_devices(library, allowed.person, let_in.device)
        happened(library, let_in.family, "device_joined", person=allowed.person, device=let_in.device)

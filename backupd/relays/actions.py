"""The verbs on rolling pictures: begin, pass, skip, nominate, join, leave, end early."""

from backupd import albums, family
from backupd.core.clock import stamp
from backupd.core.errors import Absent, Conflict, Forbidden, Refused
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.relays import letters, order, store, turns
from backupd.relays.records import (
    IDEAS,
    LONGEST,
    LONGEST_PROMPT,
    LONGEST_TITLE,
    MOST_ROUNDS,
    SHORTEST,
    NewRelay,
    Relay,
    Turn,
)


def make(library: Library, viewer: Viewer, wanted: NewRelay) -> int:
    """It begins at once, with the first turn. Raises Refused with a sentence about the first thing that cannot be."""
    must_contribute(viewer)
    title = _usable(wanted)
    people = _people(library, viewer, wanted.people)
    prompt = "" if wanted.idea else wanted.prompt.strip()
    with library.database.writing() as connection:
        album = _album(library, viewer, title, prompt, hidden=wanted.hidden)
        made = connection.execute(
            """INSERT INTO relay (family, title, prompt, idea, minutes, rounds, shuffled, hidden, album, made_by, made)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (viewer.family, title, prompt, wanted.idea or None, wanted.minutes, wanted.rounds, wanted.shuffled,
             wanted.hidden, album, viewer.id, stamp(library.clock.now())),
        )  # fmt: skip
        relay = int(made.lastrowid or 0)
        connection.executemany(
            "INSERT INTO relay_person (relay, person, place) VALUES (?, ?, ?)",
            [(relay, person, place) for place, person in enumerate(people)],
        )
        if wanted.shuffled:
            turns.shuffle(library, relay)
        family.happened(library, viewer.family, "relay_begun", person=viewer.id, album=album)
        letters.tell_made(library, relay)
        turns.advance(library, relay)
    return relay


def _usable(wanted: NewRelay) -> str:
    """The title as it is kept."""
    title = " ".join(wanted.title.split())
    if not title:
        raise Refused("relays.title_missing")
    if len(title) > LONGEST_TITLE or len(wanted.prompt) > LONGEST_PROMPT:
        raise Refused("relays.too_long", title=LONGEST_TITLE, prompt=LONGEST_PROMPT)
    if wanted.idea and wanted.idea not in IDEAS:
        raise Refused("relays.no_such_idea")
    if not SHORTEST <= wanted.minutes <= LONGEST:
        raise Refused("relays.span_unusable")
    if not 1 <= wanted.rounds <= MOST_ROUNDS:
        raise Refused("relays.rounds_unusable", most=MOST_ROUNDS)
    return title


def _people(library: Library, viewer: Viewer, wanted: list[int] | None) -> list[int]:
    members = {one.id: one.role for one in family.members(library, viewer.family)}
    adding = [person for person, role in members.items() if role != "reader"]
    people = list(dict.fromkeys(adding if wanted is None else wanted))
    if not set(people) <= members.keys():
        raise Absent
    people = [person for person in people if person in adding]
    if len(people) < 2:
        raise Refused("relays.too_few")
    return people


def _album(library: Library, viewer: Viewer, title: str, prompt: str, *, hidden: bool) -> int:
    make = albums.sealed_album if hidden else albums.new_album
    album = make(library, viewer.family, viewer.id, title, description=prompt)
    albums.take_turns(library, album, begun=True)
    return album


def pass_on(library: Library, viewer: Viewer, number: int, turn: int) -> None:
    """I let it go by this time."""
    with library.database.writing():
        _, mine = _my_turn(library, viewer, number, turn)
        turns.end(library, mine, "passed")


def nominate(library: Library, viewer: Viewer, number: int, turn: int, person: int) -> None:
    """Whoever has the turn says who comes next; person 0 takes it back."""
    with library.database.writing() as connection:
        relay, mine = _my_turn(library, viewer, number, turn)
        people, had = store.taking_part(library, number), store.had(library, number)
        if person and person not in order.may_be_nominated(people, had, relay.rounds, mine.person):
            raise Refused("relays.cannot_be_next", back=f"/relays/{number}")
        connection.execute("UPDATE relay SET nominee = ? WHERE id = ?", (person or None, number))


def skip(library: Library, viewer: Viewer, number: int, turn: int) -> None:
    """Whoever began it, or an owner, lets somebody's turn go by who cannot take it."""
    with library.database.writing():
        relay = _running(library, viewer, number)
        if not may_lead(viewer, relay):
            raise Forbidden("relays.only_maker_skips", back=f"/relays/{number}")
        turns.end(library, _that_turn(library, number, turn), "skipped")


def join(library: Library, viewer: Viewer, number: int) -> None:
    """Midway: behind the others, from the round that runs."""
    with library.database.writing() as connection:
        _running(library, viewer, number)
        connection.execute(
            """INSERT INTO relay_person (relay, person, place)
               SELECT :relay, :person, coalesce(max(place), 0) + 1 FROM relay_person WHERE relay = :relay
               ON CONFLICT (relay, person) DO UPDATE SET gone = NULL, place = excluded.place WHERE gone IS NOT NULL""",
            {"relay": number, "person": viewer.id},
        )


def leave(library: Library, viewer: Viewer, number: int) -> None:
    """What I added stays. Where it was my turn, the next one comes."""
    with library.database.writing() as connection:
        relay = _running(library, viewer, number)
        if not relay.inside:
            raise Conflict("relays.not_inside", back=f"/relays/{number}")
        connection.execute(
            "UPDATE relay_person SET gone = ? WHERE relay = ? AND person = ?",
            (stamp(library.clock.now()), number, viewer.id),
        )
        connection.execute(
            "UPDATE relay SET nominee = NULL WHERE id = ? AND nominee = ?", (number, viewer.id)
        )
        held = store.held(library, number)
        if held and held.person == viewer.id:
            turns.end(library, held, "left")


def end_early(library: Library, viewer: Viewer, number: int) -> None:
    """Whoever began it, or an owner; a hidden one only while nobody but its maker has added, for else the end would show
    what nobody is to see yet."""
    with library.database.writing() as connection:
        relay = _running(library, viewer, number)
        if not may_lead(viewer, relay):
            raise Forbidden("relays.only_maker_ends", back=f"/relays/{number}")
        if not may_end(library, viewer, relay):
            raise Conflict("relays.others_added", back=f"/relays/{number}")
        connection.execute(
            "UPDATE relay_turn SET state = 'skipped', ended = ? WHERE relay = ? AND state = 'holding'",
            (stamp(library.clock.now()), number),
        )
        connection.execute(
            """UPDATE relay SET state = 'finishing', nominee = NULL,
               rounds = (SELECT coalesce(max(round), 1) FROM relay_turn WHERE relay = :relay) WHERE id = :relay""",
            {"relay": number},
        )
        connection.execute(
            "UPDATE relay_person SET gone = ? WHERE relay = ? AND gone IS NULL",
            (stamp(library.clock.now()), number),
        )
        turns.finish(library, number)


def may_lead(viewer: Viewer, relay: Relay) -> bool:
    return viewer.contributes and (relay.mine or viewer.owner)


def may_end(library: Library, viewer: Viewer, relay: Relay) -> bool:
    if not may_lead(viewer, relay) or relay.state != "running":
        return False
    others = (
        """SELECT 1 FROM relay_turn WHERE relay = ? AND person <> ? AND state IN ('coming', 'done') LIMIT 1"""
    )
    return not relay.hidden or library.database.value(others, (relay.id, viewer.id)) is None


def must_contribute(viewer: Viewer) -> None:
    """Readers see whose turn it is, and the strip."""
    if not viewer.contributes:
        raise Forbidden("problems.readers_look")


def _running(library: Library, viewer: Viewer, number: int) -> Relay:
    relay = store.relay(library, viewer, number)
    must_contribute(viewer)
    if relay.state != "running":
        raise Conflict("relays.ended_already", back=f"/relays/{number}")
    return relay


def _my_turn(library: Library, viewer: Viewer, number: int, turn: int) -> tuple[Relay, Turn]:
    relay = _running(library, viewer, number)
    held = _that_turn(library, number, turn)
    if held.person != viewer.id:
        raise Forbidden("relays.not_your_turn", back=f"/relays/{number}")
    return relay, held


def _that_turn(library: Library, number: int, turn: int) -> Turn:
    """The turn that was looked at, if it still runs; another one's is never passed on by mistake."""
    held = store.held(library, number)
    if held is None or held.id != turn:
        raise Conflict("relays.turn_moved_on", back=f"/relays/{number}")
    return held

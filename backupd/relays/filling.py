"""Taking a turn: the first file that is wholly here takes it, what was sent together with it joins it, and nobody else's
can. It takes the turn in the transaction that keeps the file, so that of two who press at once one finds it taken."""

from collections.abc import Iterator
from contextlib import contextmanager

from backupd import albums, family
from backupd.core.clock import stamp
from backupd.core.errors import Absent, Conflict, Forbidden, Over, Refused
from backupd.core.library import Library
from backupd.core.trusted import trusted_now
from backupd.family import Viewer
from backupd.relays import letters, store, turns
from backupd.relays.actions import must_contribute
from backupd.relays.records import Placed, Relay, Turn


def must_have_turn(library: Library, viewer: Viewer, number: int) -> tuple[Relay, Turn]:
    """The relay and this viewer's turn in it. Raises Absent, Forbidden while it is another's, Conflict when this viewer
    has filled it already, Over when it is too late."""
    relay = store.relay(library, viewer, number)
    must_contribute(viewer)
    if relay.state != "running":
        raise Over("relays.ended_already", back=f"/relays/{number}")
    held = store.held(library, number)
    if held is None or held.person != viewer.id:
        raise _not_mine(library, viewer, number)
    _must_be_in_time(library, held)
    return relay, held


def still_sending(library: Library, number: int) -> None:
    """Bytes of this turn move: what was begun in time may come to its end."""
    with library.database.writing() as connection:
        connection.execute(
            "UPDATE relay_turn SET sending = ? WHERE id = ? AND state = 'holding'",
            (stamp(library.clock.now()), number),
        )


def take(library: Library, person: int, number: int, sitting: int, files: int = 1) -> None:
    """Files of this turn are kept; the turn passes on. Inside the caller's transaction, together with their rows. More
    files of the same sitting join it, ten in all. Raises Conflict, Over, Refused."""
    turn = store.turn(library, number)
    if turn is None or turn.person != person:
        raise Absent
    if turn.files + files > albums.MOST_CLIPS:
        raise Refused("relays.too_many", most=albums.MOST_CLIPS, back=f"/relays/{turn.relay}")
    if turn.sitting != sitting:
        _begin_taking(library, turn, sitting)
    library.database.connection.execute(
        "UPDATE relay_turn SET files = files + ? WHERE id = ?", (files, number)
    )


def look_again(library: Library, number: int) -> None:
    """A file of this turn that could not be opened is looked at once more, unless its turn came back meanwhile. Inside the
    caller's transaction. Raises Conflict."""
    turn = store.turn(library, number)
    if turn is None:
        raise Absent
    if turn.state != "nothing":
        return
    had = [
        each
        for each in store.had(library, turn.relay)
        if (each.person, each.round) == (turn.person, turn.round)
    ]
    if any(each.state != "nothing" for each in had):
        raise Conflict("relays.turn_moved_on", back=f"/relays/{turn.relay}")
    library.database.connection.execute("UPDATE relay_turn SET state = 'coming' WHERE id = ?", (number,))


def may_take(library: Library, number: int, sitting: int) -> Turn:
    """Before a byte of it is sent, and before it is kept: whether this sitting may fill that turn."""
    turn = store.turn(library, number)
    if turn is None:
        raise Absent
    if turn.sitting != sitting:
        _must_be_free(library, turn)
    return turn


def _begin_taking(library: Library, turn: Turn, sitting: int) -> None:
    _must_be_free(library, turn)
    connection = library.database.connection
    connection.execute("UPDATE relay_turn SET sitting = ? WHERE id = ?", (sitting, turn.id))
    row = connection.execute("SELECT family, album FROM relay WHERE id = ?", (turn.relay,)).fetchone()
    family.happened(library, row["family"], "relay_turn_taken", person=turn.person, album=row["album"])
    turns.end(library, turn, "coming")


def _must_be_free(library: Library, turn: Turn) -> None:
    back = f"/relays/{turn.relay}"
    if turn.state in ("coming", "done"):
        raise Conflict("relays.filled_already", back=back)
    if turn.state != "holding":
        raise Over("relays.turn_over", back=back)
    _must_be_in_time(library, turn)


def _must_be_in_time(library: Library, turn: Turn) -> None:
    if turns.is_over(turn.deadline, turn.sending, trusted_now(library)):
        raise Over("relays.turn_over", back=f"/relays/{turn.relay}")


def _not_mine(library: Library, viewer: Viewer, number: int) -> Refused:
    """Why this viewer has no turn now: they filled it a moment ago, it ran out, or it is another's."""
    back = f"/relays/{number}"
    frames = store.frames(library, viewer, number)
    last = next((each for each in reversed(frames) if each.person == viewer.id), None)
    holder = frames[-1].name if frames else ""
    if last and last.number == len(frames) - 1:
        if last.state in ("coming", "done"):
            return Conflict("relays.filled_already", back=back)
        if last.state in ("late", "skipped"):
            return Over("relays.turn_over", back=back)
    return Forbidden("relays.others_turn", who=holder, back=back)


def place(library: Library, number: int, given: Placed) -> int:
    """A file that was looked at goes into the strip: the story of its turn, or a part of it; its number. Inside the
    caller's transaction."""
    turn = store.turn(library, number)
    assert turn is not None
    with _open_to_us(library, turn):
        story = _join(library, turn, given) or _tell(library, turn, given)
    library.database.connection.execute(
        "UPDATE relay_turn SET state = 'done', story = ? WHERE id = ?", (story, number)
    )
    turns.finish(library, turn.relay)
    return story


def story_of(library: Library, number: int) -> int | None:
    """The story that a turn is making, as far as it has come; for what is sent together."""
    turn = store.turn(library, number)
    return turn.story if turn else None


@contextmanager
def _open_to_us(library: Library, turn: Turn) -> Iterator[None]:
    """The strip of this turn open to this transaction, whether it is sealed or not."""
    row = library.database.connection.execute("SELECT * FROM relay WHERE id = ?", (turn.relay,)).fetchone()
    if not row["hidden"] or row["state"] == "ended":
        yield
        return
    with albums.behind_the_seal(library, row["album"]):
        yield


def _join(library: Library, turn: Turn, given: Placed) -> int | None:
    if turn.story is None or albums.room_in(library, turn.story) == 0:
        return None
    added = albums.fill_story(
        library,
        story=turn.story,
        media=given.media,
        name=given.name,
        place=given.place,
        moment=given.moment,
    )
    return added.story or added.already_in


def _tell(library: Library, turn: Turn, given: Placed) -> int:
    album = library.database.value("SELECT album FROM relay WHERE id = ?", (turn.relay,))
    added = albums.add_story(
        library, album=album, contributor=turn.person, media=[given.media], description=given.description,
        names=[given.name], moment=given.moment,
    )  # fmt: skip
    story = added.story or added.already_in
    assert story is not None
    return story


def come_to_nothing(library: Library, number: int) -> None:
    """None of its files could be opened: they have not had their turn, and it comes back to them next. Inside the
    caller's transaction."""
    turn = store.turn(library, number)
    if turn is None or turn.state != "coming":
        return
    library.database.connection.execute("UPDATE relay_turn SET state = 'nothing' WHERE id = ?", (number,))
    if turn.person in store.taking_part(library, turn.relay):
        letters.tell_nothing(library, turn.relay, number, turn.person)
    turns.finish(library, turn.relay)


def coming(library: Library) -> list[int]:
    """Turns whose files are still being looked at."""
    return library.database.column("SELECT id FROM relay_turn WHERE state = 'coming' ORDER BY id")

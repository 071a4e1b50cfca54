"""The first door: what a browser sends, file by file, into one sitting."""

from collections.abc import Callable
from contextlib import ExitStack

import msgspec

from backupd import albums, relays
from backupd.core.errors import Absent, Refused
from backupd.core.library import Library
from backupd.core.numbers import written_number
from backupd.core.staging import Staged
from backupd.family import Viewer
from backupd.intake import actions, destinations, store
from backupd.intake.records import Arrival, Goal, Wishes
from backupd.intake.wishing import from_fields, wishes


class Sent(msgspec.Struct, frozen=True):
    """What the sender is told: `fields` go with the next request of the same sitting, `address` is where to go at the
    end, `already` are the places where the sender's family has these bytes already."""

    fields: dict[str, str]
    address: str
    arrivals: list[Arrival]
    already: list[albums.Place]


class Upload:
    """One form being received. Its files are kept as they come; where they go is decided when the form is complete."""

    def __init__(self, library: Library, viewer: Viewer, expected: int) -> None:
        actions.must_contribute(viewer)
        library.files.must_take(expected)
        self._library = library
        self._viewer = viewer
        self._batch: int | None = None
        self._arrivals: list[Arrival] = []
        self._already: list[albums.Place] = []

    def open_part(self, field: str, name: str) -> "ArrivingFile":
        return ArrivingFile(self._library, self._take, name)

    def _take(self, staged: Staged, name: str) -> None:
        if self._batch is None:
            self._batch = actions.open_batch(
                self._library, self._viewer.family, self._viewer.id, "browser", decided=False
            )
        arrival = actions.take_in(self._library, self._batch, staged, name, place=len(self._arrivals))
        self._arrivals.append(arrival)
        if arrival.media:
            self._already += albums.where_is(
                self._library, self._viewer.id, self._viewer.family, arrival.media
            )

    def finish(self, fields: dict[str, str], *, more: bool) -> Sent:
        """Put the files where the form says. `more`: the same sitting goes on with other requests.

        A single file that is refused raises its reason: its sender waits for just that.
        """
        if self._batch is None:
            raise Refused("intake.nothing_chosen", back="/add")
        if more and all(arrival.outcome == "refused" for arrival in self._arrivals):
            raise Refused(self._arrivals[0].reason or "media.not_media")
        with self._library.database.writing():
            wished = wishes(self._library, self._viewer, from_fields(fields))
        batch = self._sitting(fields)
        self._must_not_be_all_refused(wished)
        actions.decide(
            self._library, self._batch, into=batch, wishes=wished, closed=not more,
            also=lambda files: self._take_turn(wished, batch, files),
        )  # fmt: skip
        self._batch = None
        onward = {"batch": str(batch), "album": str(wished.album or "")}
        arrivals = [self._now(arrival) for arrival in self._arrivals]
        address = f"/relays/{fields['relay']}" if wished.turn else f"/arrivals/{batch}"
        return Sent(onward, address, arrivals, self._already)

    def _must_not_be_all_refused(self, wished: Wishes) -> None:
        """Rubbish takes no turn."""
        if wished.turn and all(arrival.outcome == "refused" for arrival in self._arrivals):
            raise Refused(self._arrivals[0].reason or "media.not_media", back="/relays")

    def _take_turn(self, wished: Wishes, batch: int, files: int) -> None:
        if wished.turn:
            relays.take(self._library, self._viewer.id, wished.turn, batch, files)

    def give_up(self) -> None:
        """The form did not come to its end: nothing was promised, nothing is left."""
        if self._batch is not None:
            actions.give_up(self._library, self._batch)
        self._batch = None

    def _now(self, arrival: Arrival) -> Arrival:
        return store.arrival(self._library, arrival.id) or arrival

    def _sitting(self, fields: dict[str, str]) -> int:
        """The sitting these files belong to: the one an earlier request of the same form began, else this one."""
        assert self._batch is not None
        given = written_number(fields.get("batch", ""))
        if given is None:
            return self._batch
        batch = store.batch(self._library, given)
        mine = batch and batch.person == self._viewer.id and batch.family == self._viewer.family
        if not batch or not mine or batch.door != "browser" or batch.decided is None or batch.turn:
            raise Absent  # a turn is taken by `relay`, in time, and never by way of a sitting begun in it
        return batch.id


class ArrivingFile:
    """A file of the form on its way into the originals' filesystem."""

    def __init__(self, library: Library, take: Callable[[Staged, str], None], name: str) -> None:
        self._take = take
        self._name = name
        self._open = ExitStack()
        self._staging = self._open.enter_context(library.files.staging())

    def write(self, piece: bytes) -> None:
        self._staging.write(piece)

    def whole(self) -> None:
        with self._open:
            self._take(self._staging.finish(), self._name)

    def cut(self) -> None:
        self._open.close()


class Choice(msgspec.Struct, frozen=True):
    """The albums to choose from: few with their covers, the likeliest first, then all the others."""

    places: list[albums.Album]
    others: list[albums.Album]
    last: int | None


def choice(library: Library, viewer: Viewer, first: int | None, most: int = 4) -> Choice:
    """The album asked for, those this person added to last, then the newest on the shelf."""
    shelf = {album.id: album for album in albums.shelf(library, viewer) if not album.in_turns}
    lately = store.last_used_albums(library, viewer.id, viewer.family, most)
    wanted = dict.fromkeys([*([first] if first else []), *lately, *shelf])
    places = [shelf[album] for album in wanted if album in shelf][:most]
    near = {place.id for place in places}
    others = [
        album for album in albums.titles(library, viewer) if album.id not in near and not album.in_turns
    ]
    return Choice(places, others, next(iter(lately), None))


def goal(library: Library, viewer: Viewer, story: int) -> Goal:
    """The story that files are to become clips of. Raises Absent."""
    found = destinations.goal(library, viewer.id, viewer.family, story)
    if found is None:
        raise Absent
    return found

"""A family with a rolling picture that runs, and photos that can be added to it."""

from dataclasses import dataclass
from pathlib import Path

import httpx
import msgspec
import pytest

from backupd.core.library import Library
from backupd.family import Viewer
from backupd.relays import actions, looking
from backupd.relays.records import NewRelay, Seen
from backupd.relays.timekeeping import keep_turns
from tests import people
from tests.conftest import SetClock
from tests.media.making import photo


@dataclass
class House:
    """mother, father and the daughter take turns in this order, a day each; the grandmother does not."""

    library: Library
    clock: SetClock
    folder: Path
    mother: Viewer
    father: Viewer
    daughter: Viewer
    grandmother: Viewer
    relay: int = 0

    def begin(self, **wanted: object) -> int:
        plan = NewRelay("우리 집 하늘", idea="sky", people=[self.mother.id, self.father.id, self.daughter.id])
        self.relay = actions.make(self.library, self.mother, msgspec.structs.replace(plan, **wanted))
        return self.relay

    def picture(self, name: str) -> bytes:
        width = 640 + sum(map(ord, name)) % 64  # so that no two are the same
        return photo(self.folder / name, (width, 480)).read_bytes()

    def press(self, who: Viewer, *names: str, line: str = "", content: bytes | None = None) -> httpx.Response:
        """The plain form, as the add page sends it; what came is looked at before this returns."""
        files = [("files", (name, content or self.picture(name), "image/jpeg")) for name in names]
        with people.client_for(self.library, who) as phone:
            sent = phone.post(
                f"/add?relay={self.relay}",
                data={"relay": str(self.relay), "description": line},
                files=files,
            )
        self.library.jobs.drain()
        return sent

    def take(self, who: Viewer, name: str, line: str = "") -> None:
        sent = self.press(who, name, line=line)
        assert sent.status_code == 303, sent.text
        assert sent.headers["location"] == f"/relays/{self.relay}"

    def later(self, **span: float) -> None:
        """Time goes by, and the clockwork looks."""
        self.clock.forward(**span)
        keep_turns(self.library)

    def seen(self, who: Viewer | None = None) -> Seen:
        return looking.seen(self.library, who or self.mother, self.relay)

    @property
    def holder(self) -> str | None:
        held = self.seen().holder
        return held.name if held else None

    @property
    def states(self) -> list[str]:
        return [frame.state for frame in self.seen().frames]

    @property
    def turn(self) -> int:
        held = self.seen().holder
        assert held is not None
        return held.id

    def letters(self, who: Viewer) -> list[str]:
        sql = "SELECT words FROM letter WHERE person = ? AND kind = 'relay' ORDER BY id"
        return [words.removeprefix("relays.told_") for words in self.library.database.column(sql, (who.id,))]


@pytest.fixture
def empty_house(library: Library, clock: SetClock, tmp_path: Path) -> House:
    mother = people.found_family(library)
    rest = [people.join(library, mother, name) for name in ("아빠", "지우", "할머니")]
    return House(library, clock, tmp_path, mother, *rest)


@pytest.fixture
def house(empty_house: House) -> House:
    empty_house.begin()
    return empty_house

"""Forms of rolling pictures, as browsers send them: a switch that is off sends nothing, one tick comes by itself."""

from typing import Annotated, Any

from litestar.enums import RequestEncodingType
from litestar.params import Body
from msgspec import Struct

from backupd.core.numbers import written_number
from backupd.relays.records import NewRelay, Nomination, Passing

OWN = "own"
"""The choice of an idea that means a prompt of one's own."""


class RelayForm(Struct):
    """people: who stands first, second, third; 0 where nobody does."""

    title: str = ""
    idea: str = "sky"
    prompt: str = ""
    people: list[int] | int = []
    ordered: str = "given"
    minutes: str = "1440"
    rounds: str = "1"
    hidden: str = ""

    def wanted(self) -> NewRelay:
        return NewRelay(
            title=self.title,
            idea="" if self.idea == OWN or self.prompt.strip() else self.idea,
            prompt=self.prompt,
            people=[person for person in _all_of(self.people) if person],
            shuffled=self.ordered == "shuffled",
            minutes=written_number(self.minutes) or 0,
            rounds=written_number(self.rounds) or 0,
            hidden=self.hidden == "hidden",
        )


def _all_of(ticked: Any) -> list[int]:
    return ticked if isinstance(ticked, list) else [ticked]


FORM = Body(media_type=RequestEncodingType.URL_ENCODED)
RelayBody = Annotated[RelayForm, FORM]
PassingBody = Annotated[Passing, FORM]
NominationBody = Annotated[Nomination, FORM]

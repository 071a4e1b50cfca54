"""Forms of capsules, as browsers send them: a switch that is off sends nothing, one tick comes by itself."""

from typing import Annotated, Any

from litestar.enums import RequestEncodingType
from litestar.params import Body
from msgspec import Struct

from backupd.capsules.records import NewCapsule, NewMoment


class CapsuleForm(Struct):
    title: str = ""
    purpose: str = ""
    day: str = ""
    time: str = "09:00"
    zone: str = ""
    people: list[int] | int = []
    hidden: list[int] | int = []
    show_who: str = ""

    def wanted(self) -> NewCapsule:
        """Whoever must not know of it is not in it, ticked or not."""
        hidden = _all_of(self.hidden)
        people = [person for person in _all_of(self.people) if person not in hidden]
        return NewCapsule(
            self.title, self.purpose, self.day, self.time, self.zone, people, hidden, bool(self.show_who)
        )


def _all_of(ticked: Any) -> list[int]:
    return ticked if isinstance(ticked, list) else [ticked]


FORM = Body(media_type=RequestEncodingType.URL_ENCODED)
CapsuleBody = Annotated[CapsuleForm, FORM]
MomentBody = Annotated[NewMoment, FORM]

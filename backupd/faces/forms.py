"""What forms and JSON bodies of faces hold."""

from typing import Annotated, Literal

import msgspec
from litestar.enums import RequestEncodingType
from litestar.params import Body


class Wish(msgspec.Struct, frozen=True):
    """Whether the box looks for faces for this family, waits, or erases all it knows of them."""

    to: Literal["on", "paused", "off"]


class Naming(msgspec.Struct, frozen=True):
    """person: of the family; without one, `name` as written. born: a year, or ""."""

    person: str | int = ""
    name: str = ""
    born: str | int = ""


class Joining(msgspec.Struct, frozen=True):
    """Who is the same."""

    other: int


class Moving(msgspec.Struct, frozen=True):
    """Faces that are not theirs. to: `nobody`, `new`, or the number of somebody."""

    face: list[int] | int = []
    to: str | int = "nobody"

    @property
    def faces(self) -> list[int]:
        """A form with one tick sends one number, not a list."""
        return [self.face] if isinstance(self.face, int) else self.face


class Answer(msgspec.Struct, frozen=True):
    said: Literal["yes", "no", "later"]


class Whose(msgspec.Struct, frozen=True):
    """Who has it now, somebody's number; asks: a question that has to be answered first."""

    somebody: int | None = None
    asks: int | None = None


_FORM = Body(media_type=RequestEncodingType.URL_ENCODED)
WishForm = Annotated[Wish, _FORM]
NamingForm = Annotated[Naming, _FORM]
JoiningForm = Annotated[Joining, _FORM]
MovingForm = Annotated[Moving, _FORM]
AnswerForm = Annotated[Answer, _FORM]

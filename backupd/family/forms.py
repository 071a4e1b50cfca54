"""What people send, by form or as JSON; the same fields in both."""

from typing import Annotated

from litestar.enums import RequestEncodingType
from litestar.params import Body, QueryParameter
from msgspec import Struct

from backupd.family.records import NewRole, Role


class Setup(Struct):
    family_name: str = ""
    name: str = ""
    token: str = ""


class Code(Struct):
    code: str = ""
    next: str = "/"


class Newcomer(Struct):
    """myself "yes": whom this browser belongs to comes in; else somebody new, by name."""

    name: str = ""
    myself: str = ""
    next: str = "/"


class Name(Struct):
    name: str = ""


class Chosen(Struct):
    person: int
    next: str = "/"


class Whose(Struct):
    """Whose part of a device ends; None: the viewer's own."""

    person: int | None = None


class Asked(Struct):
    """Whom a code is for: somebody new as `role`, another device of `person`, or a `frame` ("yes")."""

    role: NewRole = "member"
    person: int | None = None
    frame: str | bool = ""


class NewPlace(Struct):
    role: Role


class Farewell(Struct):
    """Who is the owner after the last one has left."""

    successor: int | None = None


class Wanted(Struct):
    family: int


There = Annotated[str, QueryParameter(name="next")]
_FORM = Body(media_type=RequestEncodingType.URL_ENCODED)
SetupForm = Annotated[Setup, _FORM]
CodeForm = Annotated[Code, _FORM]
NewcomerForm = Annotated[Newcomer, _FORM]
NameForm = Annotated[Name, _FORM]
ChosenForm = Annotated[Chosen, _FORM]
WhoseForm = Annotated[Whose, _FORM]
AskedForm = Annotated[Asked, _FORM]
NewPlaceForm = Annotated[NewPlace, _FORM]
FarewellForm = Annotated[Farewell, _FORM]
WantedForm = Annotated[Wanted, _FORM]

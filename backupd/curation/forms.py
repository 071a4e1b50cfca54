"""Form bodies as handlers take them, and what the form that proposes is filled with."""

from typing import Annotated

import msgspec
from litestar.enums import RequestEncodingType
from litestar.params import Body

from backupd import albums, family
from backupd.albums import Album
from backupd.core.library import Library
from backupd.core.numbers import written_number
from backupd.curation.bodies import Chosen, Moved, Naming, Several, Ticked, VoteState
from backupd.curation.records import AMOUNTS, Source, Wish
from backupd.family import Member, Viewer

FORM = Body(media_type=RequestEncodingType.URL_ENCODED)


class WishForm(msgspec.Struct, frozen=True):
    """What the form sends: one tick is no list, and an empty choice is ""."""

    source: Source = "albums"
    album: list[str] | str = []
    category: str = ""
    person: str = ""
    month: str = ""
    year: str = ""
    amount: str = ""

    def wish(self) -> Wish:
        ticked = [self.album] if isinstance(self.album, str) else self.album
        numbers = [written_number(each) for each in ticked if each]
        return Wish(
            self.source,
            [each if each is not None else 0 for each in numbers],
            written_number(self.category),
            written_number(self.person),
            {"month": self.month, "year": self.year}.get(self.source, "").strip(),
            written_number(self.amount or AMOUNTS[1]) or 0,
        )


WishBody = Annotated[WishForm, FORM]
ChosenForm = Annotated[Chosen, FORM]
MovedForm = Annotated[Moved, FORM]
SeveralForm = Annotated[Several, FORM]
TickedForm = Annotated[Ticked, FORM]
VoteForm = Annotated[VoteState, FORM]
NamingForm = Annotated[Naming, FORM]


class Offer(msgspec.Struct, frozen=True):
    """What the form offers. years: those with an event, the newest first."""

    albums: list[Album]
    categories: list
    people: list[Member]
    years: list[str]
    month: str


def offer(library: Library, viewer: Viewer) -> Offer:
    titles = albums.titles(library, viewer)
    now = viewer.here(library.clock.now())
    spans = {each.event_to[:4] for each in titles if each.event_to}
    return Offer(
        titles,
        albums.family_categories(library, viewer),
        family.members(library, viewer.family, viewer.id),
        sorted({*spans, f"{now:%Y}"}, reverse=True),
        f"{now:%Y-%m}",
    )

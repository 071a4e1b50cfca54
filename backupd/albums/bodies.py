"""Form bodies as handlers take them: url-encoded, read into the structs of forms.py."""

from typing import Annotated

from litestar.enums import RequestEncodingType
from litestar.params import Body, QueryParameter

from backupd.albums.forms import CategoryName, CategoryStep, Move, Ordering, Selection, Step, Telling
from backupd.albums.records import AlbumForm

FORM = Body(media_type=RequestEncodingType.URL_ENCODED)

AlbumFormBody = Annotated[AlbumForm, FORM]
TellingForm = Annotated[Telling, FORM]
MoveForm = Annotated[Move, FORM]
SelectionForm = Annotated[Selection, FORM]
OrderingForm = Annotated[Ordering, FORM]
StepForm = Annotated[Step, FORM]
CategoryStepForm = Annotated[CategoryStep, FORM]
CategoryNameForm = Annotated[CategoryName, FORM]

Origin = Annotated[str | None, QueryParameter(name="from")]
"""photos: the story was opened from the timeline, and one leafs on in it."""

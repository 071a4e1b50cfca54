"""Form bodies as handlers take them: url-encoded, read into the structs of forms.py."""

from typing import Annotated

from litestar.enums import RequestEncodingType
from litestar.params import Body

from backupd.albums.forms import CategoryName, CategoryStep, Description, Move, Ordering, Selection, Step
from backupd.albums.records import AlbumForm

FORM = Body(media_type=RequestEncodingType.URL_ENCODED)

AlbumFormBody = Annotated[AlbumForm, FORM]
DescriptionForm = Annotated[Description, FORM]
MoveForm = Annotated[Move, FORM]
SelectionForm = Annotated[Selection, FORM]
OrderingForm = Annotated[Ordering, FORM]
StepForm = Annotated[Step, FORM]
CategoryStepForm = Annotated[CategoryStep, FORM]
CategoryNameForm = Annotated[CategoryName, FORM]

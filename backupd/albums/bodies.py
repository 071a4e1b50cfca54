"""Form bodies as handlers take them: url-encoded, read into the structs of forms.py."""

from typing import Annotated

from litestar.enums import RequestEncodingType
from litestar.params import Body

from backupd.albums.choosing import Arranging, Choice, Dating, Locating, Merging, Selection, Splitting
from backupd.albums.forms import CategoryName, CategoryStep, Move, Ordering, Step, Telling
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
ChoiceForm = Annotated[Choice, FORM]
DatingForm = Annotated[Dating, FORM]
LocatingForm = Annotated[Locating, FORM]
SplittingForm = Annotated[Splitting, FORM]
MergingForm = Annotated[Merging, FORM]
ArrangingForm = Annotated[Arranging, FORM]

"""What albums, stories, categories and things in the trash are. The same object goes to the template and to JSON."""

from typing import Literal

import msgspec

from backupd.albums.coordinates import Whereabouts
from backupd.albums.edit_records import Edit
from backupd.albums.pictures import Motion, Picture

EventPrecision = Literal["day", "month", "year", "decade", "unknown"]
Dated = Literal["stories", "chosen", "unknown"]
Order = Literal["taken", "hand"]


class AlbumForm(msgspec.Struct, frozen=True):
    """What a person writes about an album. `begins` and `until` are dates as people write them (events.read);
    dated: stories (the date follows them), chosen (as written), unknown. category: a number, or "" for none.
    version: the one the person was looking at; was: the form as they opened it, as JSON, "" where it is not known."""

    title: str
    description: str = ""
    category: str = ""
    dated: Dated = "stories"
    begins: str = ""
    until: str = ""
    version: int = 0
    was: str = ""


class Added(msgspec.Struct, frozen=True):
    """What add_story did: a new story, or `already_in`, the story of that album that holds this media."""

    story: int | None
    already_in: int | None = None


class Place(msgspec.Struct, frozen=True):
    """Where a media is, as far as the viewer may see."""

    album: int
    title: str
    story: int


class Category(msgspec.Struct, frozen=True):
    """One of the family's own shelves, and how many albums stand on it."""

    id: int
    name: str
    position: int
    albums: int = 0


class Contributor(msgspec.Struct, frozen=True):
    """Somebody who added stories to an album; stays with it when they leave the family. face is a media id.
    guest_name: a guest gave them, by a link of this person's."""

    id: int
    name: str
    colour: int
    face: int | None
    stories: int = 0
    guest_name: str | None = None

    @property
    def picture(self) -> str | None:
        """The address of their face."""
        return f"/people/{self.id}/face" if self.face and not self.guest_name else None


class Album(msgspec.Struct, frozen=True):
    """An album on the shelf or opened. event_from and event_to are days, event_precision says how much of them is
    meant; `cover` is the story somebody chose (None: chosen for you), `picture` what the cover shows. in_turns: only
    whoever has the turn adds to it."""

    id: int
    title: str
    description: str
    event_from: str | None
    event_to: str | None
    event_precision: EventPrecision
    event_chosen: bool
    event_key: str
    category: int | None
    category_name: str | None
    ordered: Order
    cover: int | None
    made_by: int | None
    made: str
    version: int
    media: int = 0
    picture: Picture | None = None
    in_turns: bool = False


class Story(msgspec.Struct, frozen=True):
    """A story and its face, the first of its `clips` media; `films` are the films of live photos among them, not counted as
    clips. place: what people wrote of where it was; place_ko, place_en: what that place is called. taken is local wall time with `offset` from UTC. stacked: how many lie in its stack, itself included. guest,
    guest_name: who gave it by a link that the contributor made."""

    id: int
    album: int
    contributor: int
    contributor_name: str
    contributor_colour: int
    contributor_face: int | None
    description: str
    taken: str | None
    offset: str | None
    precision: str
    moment: str
    position: float
    added: str
    clips: int
    picture: Picture
    stack: int | None = None
    stacked: int = 1
    guest: int | None = None
    guest_name: str | None = None
    films: int = 0
    place: str = ""
    place_ko: str | None = None
    place_en: str | None = None

    def where(self, language: str) -> str:
        """The place in the words of the family, else what it is called; '' where nobody knows."""
        return self.place or (self.place_ko if language == "ko" else self.place_en) or ""

    @property
    def moves(self) -> bool:
        """The face is a photo that plays when it is touched."""
        return self.films > 0 or self.picture.motion in ("needed", "made")

    @property
    def contributor_picture(self) -> str | None:
        return f"/people/{self.contributor}/face" if self.contributor_face and self.guest is None else None


class Clip(msgspec.Struct, frozen=True):
    """One media of a story, at its place in it, with the name its file came under. brought_by: whoever added it to
    somebody else's story. moves: the photo whose film it is."""

    place: int
    name: str
    mime: str | None
    size: int
    camera: str | None
    picture: Picture
    brought_by: int | None = None
    brought_by_name: str | None = None
    moves: int | None = None


class Around(msgspec.Struct, frozen=True):
    """Where a story stands in its album's order, and the stories near it."""

    position: int
    total: int
    before: list[Story]
    after: list[Story]


class Shelf(msgspec.Struct, frozen=True):
    """A page of the shelf; `next` continues it."""

    albums: list[Album]
    categories: list[Category]
    years: list[str]
    next: str | None


class Opened(msgspec.Struct, frozen=True):
    """An album with a page of its stories; `next` continues it, `first` is False on a later page."""

    album: Album
    contributors: list[Contributor]
    stories: list[Story]
    next: str | None
    first: bool
    may_trash: bool


class Seen(msgspec.Struct, frozen=True):
    """A story as the viewer shows it: its media, the one in front, what the family made of that, what is near it, and
    where else that media is. in_timeline: one leafs in the timeline, not in the album."""

    story: Story
    album: Album
    clips: list[Clip]
    shown: Clip
    edit: Edit
    around: Around
    places: list[Place]
    may_trash: bool
    where: Whereabouts
    motion: Motion | None = None
    in_timeline: bool = False
    stack: list["Lying"] = []


class Lying(msgspec.Struct, frozen=True):
    """A story in a stack; the one on top comes first."""

    story: int
    picture: Picture


class MediaFile(msgspec.Struct, frozen=True):
    """What is needed to send a media's files. own_film: `film` of the unedited one; edit and edition: what the family
    made of it."""

    id: int
    name: str
    mime: str | None
    kind: str | None
    state: str
    rendered: int
    film: str | None
    own_film: str | None
    edit: int | None
    edition: int | None
    motion: str | None = None

"""JSON addresses of stories, categories and the trash."""

from litestar import get, post

from backupd.albums import actions, arranging, categories, looking, stories, story_store, trash
from backupd.albums.bodies import Origin
from backupd.albums.forms import CategoryName, CategoryStep, Move, Step, Telling
from backupd.albums.looks import look
from backupd.albums.records import Category, Seen, Story
from backupd.albums.trash_records import Trash
from backupd.core.library import Library
from backupd.family import Viewer


@get("/stories/{number:int}", sync_to_thread=True)
def show(library: Library, viewer: Viewer, number: int, clip: int = 0, origin: Origin = None) -> Seen:
    """A story with its media, its neighbours and the other albums it is in. from=photos: neighbours in the timeline."""
    seen = looking.seen(library, viewer, number, clip, origin == "photos")
    look(library, viewer, seen.album.id)
    return seen


@get("/stories/{number:int}/description", sync_to_thread=True)
def words(library: Library, viewer: Viewer, number: int) -> Story:
    """A story, for writing its words."""
    actions.must_contribute(viewer)
    return story_store.story(library, viewer, number)


@post("/stories/{number:int}/description", sync_to_thread=True, status_code=200)
def describe(library: Library, viewer: Viewer, number: int, data: Telling) -> Story:
    """Write a story's words, and when it was: 2019-08-05 14:05, 2019-08, 1990s, or nothing for unknown."""
    stories.tell(library, viewer, number, data)
    return story_store.story(library, viewer, number)


@get("/stories/{number:int}/move", sync_to_thread=True)
def where_to(library: Library, viewer: Viewer, number: int) -> list[looking.Goal]:
    """The albums a story can go to."""
    return looking.goals(library, viewer, story_store.story(library, viewer, number).album)


@post("/stories/{number:int}/move", sync_to_thread=True, status_code=200)
def move(library: Library, viewer: Viewer, number: int, data: Move) -> list[looking.Goal]:
    """Move a story to another album, or let both have it."""
    stories.send_story(library, viewer, number, data)
    return looking.goals(library, viewer, 0)


@post("/stories/{number:int}/cover", sync_to_thread=True, status_code=204)
def on_the_cover(library: Library, viewer: Viewer, number: int) -> None:
    """Make a story the cover of its album."""
    actions.choose_cover(library, viewer, stories.cover_story(library, viewer, number), number)


@post("/stories/{number:int}/position", sync_to_thread=True, status_code=204)
def place(library: Library, viewer: Viewer, number: int, data: Step) -> None:
    """Put a story first, last, or one place earlier or later."""
    arranging.step_story(library, viewer, number, data.step)


@post("/stories/{number:int}/trash", sync_to_thread=True, status_code=204)
def put_away(library: Library, viewer: Viewer, number: int) -> None:
    """Put a story into the trash for thirty days."""
    trash.trash_stories(library, viewer, [number])


@get("/categories", sync_to_thread=True)
def shelves(library: Library, viewer: Viewer) -> list[Category]:
    """The family's own categories in their order."""
    return categories.shelves(library, viewer)


@post("/categories", sync_to_thread=True)
def add(library: Library, viewer: Viewer, data: CategoryName) -> list[Category]:
    """A new category, last in the order."""
    categories.add_category(library, viewer, data.name)
    return categories.shelves(library, viewer)


@post("/categories/{number:int}", sync_to_thread=True, status_code=200)
def rename(library: Library, viewer: Viewer, number: int, data: CategoryName) -> list[Category]:
    """Another name for a category."""
    categories.rename_category(library, viewer, number, data.name)
    return categories.shelves(library, viewer)


@post("/categories/{number:int}/position", sync_to_thread=True, status_code=200)
def place_category(library: Library, viewer: Viewer, number: int, data: CategoryStep) -> list[Category]:
    """One place earlier or later."""
    categories.place_category(library, viewer, number, data.step)
    return categories.shelves(library, viewer)


@post("/categories/{number:int}/removal", sync_to_thread=True, status_code=200)
def remove(library: Library, viewer: Viewer, number: int) -> list[Category]:
    """Remove a category; its albums stay."""
    categories.remove_category(library, viewer, number)
    return categories.shelves(library, viewer)


@get("/trash", sync_to_thread=True)
def trashed(library: Library, viewer: Viewer, after: str | None = None) -> Trash:
    """What this person may bring back, a hundred stories at a time."""
    return looking.trash(library, viewer, after)


@post("/trash/stories/{number:int}/restoration", sync_to_thread=True, status_code=200)
def restore_story(library: Library, viewer: Viewer, number: int, instead: int | None = None) -> Story:
    """Bring a story back; `instead`: the story that the same photo, sent once more, made meanwhile."""
    trash.restore_story(library, viewer, number, instead)
    return story_store.story(library, viewer, number)


@post("/trash/albums/{number:int}/restoration", sync_to_thread=True, status_code=204)
def restore_album(library: Library, viewer: Viewer, number: int) -> None:
    """Bring an album back."""
    trash.restore_album(library, viewer, number)


@post("/trash/emptying", sync_to_thread=True, status_code=204)
def empty(library: Library, viewer: Viewer) -> None:
    """Let go of everything in the trash at once; only owners."""
    trash.empty_trash(library, viewer)


routes = [
    show, words, describe, where_to, move, on_the_cover, place, put_away,
    shelves, add, rename, place_category, remove, trashed, restore_story, restore_album, empty,
]  # fmt: skip

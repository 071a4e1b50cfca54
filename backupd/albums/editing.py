"""The verbs on edits: change, remove. What a family makes of a picture is a recipe; another family sees none of it."""

from pathlib import Path

from backupd import media
from backupd.albums import drawing, edit_store, store, story_store
from backupd.albums.actions import must_contribute
from backupd.albums.edit_records import Edit, EditForm, EditOrder
from backupd.albums.history import recorded
from backupd.albums.records import MediaFile
from backupd.core.clock import stamp
from backupd.core.errors import Absent, Conflict, Refused
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.media import Crop, Recipe


class EditedMeanwhile(Conflict):
    """Somebody edited the picture after this person opened it; `edit` is what it is now."""

    def __init__(self, edit: Edit, story: int) -> None:
        super().__init__("edits.changed_meanwhile", back=f"/stories/{story}")
        self.edit = edit


def edit_clip(library: Library, viewer: Viewer, story: int, clip: int, order: EditOrder) -> None:
    """Edit the `clip`-th media of a story. Raises EditedMeanwhile when the version that was looked at is not the one
    that stands and they differ, Refused with a sentence for a recipe that cannot be carried out."""
    must_contribute(viewer)
    with library.database.writing():
        now = edit_store.edit_of_clip(library, viewer, story, clip)
        recipe = _usable(now, order.recipe)
        if order.version not in (None, now.version) and recipe != now.recipe:
            raise EditedMeanwhile(now, story)
        albums = [
            story_store.story(library, viewer, story).album,
            *_albums(library, viewer.family, viewer.id, now),
        ]
        number = _write(library, viewer.family, viewer.id, now, recipe, albums, story)
    _ring(library, now, number)


def remove_edit(library: Library, viewer: Viewer, story: int, clip: int) -> None:
    """Show the `clip`-th media of a story as it came."""
    edit_clip(library, viewer, story, clip, EditOrder(Recipe()))


def edit_media(library: Library, family: int, person: int, number: int, recipe: Recipe) -> None:
    """Edit a media that came with a recipe, once it stands in an album of the family; call it after the transaction
    that put it there. Raises Refused where the recipe cannot be carried out and Absent where this person does not see
    the media; the picture stays as it came then."""
    with library.database.writing():
        now = edit_store.edit(library, family, person, number)
        usable = _usable(now, recipe)
        places = store.where_is(library, person, family, number)
        albums = [place.album for place in places]
        edit = _write(library, family, person, now, usable, albums, places[0].story)
    _ring(library, now, edit)


def _albums(library: Library, family: int, person: int, now: Edit) -> list[int]:
    """Every album that shows the picture tells of the change."""
    return [place.album for place in store.where_is(library, person, family, now.media)]


def _usable(now: Edit, recipe: Recipe) -> Recipe | None:
    if not (now.rendered and now.width and now.height):
        raise Refused("edits.cannot_show")
    if now.animated and recipe != Recipe():
        raise Refused("edits.animated")
    return media.usable_recipe(recipe, now.kind, (now.width, now.height), now.duration)


def _write(
    library: Library,
    family: int,
    person: int,
    now: Edit,
    recipe: Recipe | None,
    albums: list[int],
    story: int,
) -> int:
    text, at = recipe and media.written_recipe(recipe), stamp(library.clock.now())
    kind = "picture_edited" if recipe else "picture_unedited"
    with recorded(library, family, person, kind, *albums, story=story) as record:
        connection = library.database.connection
        connection.execute(
            "INSERT OR IGNORE INTO edit (family, media, edited) VALUES (?, ?, ?)", (family, now.media, at)
        )
        found = connection.execute(
            "SELECT id FROM edit WHERE family = ? AND media = ?", (family, now.media)
        ).fetchone()
        record.watch("edit", found["id"])
        connection.execute(
            "UPDATE edit SET recipe = ?, edited_by = ?, edited = ? WHERE id = ? AND recipe IS NOT ?",
            (text, person, at, found["id"], text),
        )
    return int(found["id"])


def _ring(library: Library, now: Edit, edit: int) -> None:
    library.jobs.later(drawing.job_for(now.kind), edit)


def full_jpeg(library: Library, viewer: Viewer, number: int) -> Path:
    """A photo as this family sees it, as one JPEG at full size; drawn when first asked for, which takes seconds.
    Raises Absent for a film, Refused or Offline where it cannot be drawn."""
    now = edit_store.edit(library, viewer.family, viewer.id, number)
    if now.kind != "photo" or not now.rendered:
        raise Absent
    recipe = None if now.state == "failed" else now.recipe
    name = drawing.edit_name(viewer.family, now.version) if recipe else "unedited"
    try:
        return media.full_picture(library, number, name, recipe)
    except (media.DarkroomDied, media.Unreadable) as error:
        raise Refused(error.reason) from error


def edited_picture(library: Library, viewer: Viewer, number: int) -> Path:
    """An edited media as one JPEG: a photo at full size, of a film the poster of its kept part. Raises as `full_jpeg`."""
    now = edit_store.edit(library, viewer.family, viewer.id, number)
    if now.kind == "photo":
        return full_jpeg(library, viewer, number)
    return media.edited_path(library, number, drawing.edit_name(viewer.family, now.version), "preview")


def edited_film(library: Library, viewer: Viewer, found: MediaFile) -> Path:
    """Where the film of a media lies or will lie as this family made it."""
    return media.edited_path(library, found.id, drawing.edit_name(viewer.family, found.edition), "film")


def read_form(form: EditForm, now: Edit) -> Recipe:
    """The recipe a form means. Raises Refused for what cannot be read."""
    if form.turn not in (0, 90, 180, 270) or form.turned_from not in (0, 90, 180, 270):
        raise Refused("edits.not_a_recipe")
    return Recipe(
        turn=form.turn,  # type: ignore[arg-type]
        straighten=form.straighten,
        crop=_crop(form, now),
        light=form.light,
        warmth=form.warmth,
        begin=_seconds(form.begin) or None,
        end=_seconds(form.end),
        mute=bool(form.mute),
    )


def _crop(form: EditForm, now: Edit) -> Crop | None:
    if form.shape not in ("free", "whole"):
        return media.centred(form.shape, (now.width or 1, now.height or 1), form.turn)
    if form.shape == "whole" or not form.crop.strip():
        return None
    try:
        left, top, width, height = (float(part) for part in form.crop.split())
    except ValueError as error:
        raise Refused("edits.crop_outside") from error
    return media.turned_crop(Crop(left, top, width, height), form.turn - form.turned_from)


def _seconds(text: str) -> float | None:
    """ "12.5", "1:05" or nothing."""
    try:
        minutes, _, rest = text.strip().rpartition(":")
        return (float(minutes) * 60 if minutes else 0.0) + float(rest) if text.strip() else None
    except ValueError as error:
        raise Refused("edits.time_unreadable") from error

"""The HTML addresses of editing one picture or film."""

from typing import Annotated

from litestar import Request, Response, get, post
from litestar.response import Redirect

from backupd.albums import edit_store, editing, story_store
from backupd.albums.actions import must_contribute
from backupd.albums.bodies import FORM
from backupd.albums.edit_records import Edit, EditForm, EditOrder, Removal
from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http.answers import go, page
from backupd.media import Recipe, written_recipe

EditFormBody = Annotated[EditForm, FORM]
RemovalBody = Annotated[Removal, FORM]


@get("/stories/{number:int}/edit", sync_to_thread=True)
def edit(request: Request, library: Library, viewer: Viewer, number: int, clip: int = 0) -> Response[str]:
    must_contribute(viewer)
    now = edit_store.edit_of_clip(library, viewer, number, clip)
    return _form(request, library, viewer, number, now, as_form(now, clip))


@post("/stories/{number:int}/edit", sync_to_thread=True, status_code=303)
def save(
    request: Request, library: Library, viewer: Viewer, number: int, data: EditFormBody
) -> Response[str] | Redirect:
    must_contribute(viewer)
    now = edit_store.edit_of_clip(library, viewer, number, data.clip)
    try:
        order = EditOrder(editing.read_form(data, now), data.version)
        editing.edit_clip(library, viewer, number, data.clip, order)
    except editing.EditedMeanwhile as meanwhile:
        return _both(request, library, viewer, number, data, meanwhile.edit, order.recipe)
    except Refused as refusal:
        if not refusal.key.startswith("edits."):
            raise
        return _form(request, library, viewer, number, now, data, refusal)
    return go(_back(number, data.clip))


@post("/stories/{number:int}/edit/removal", sync_to_thread=True, status_code=303)
def remove(library: Library, viewer: Viewer, number: int, data: RemovalBody) -> Redirect:
    editing.remove_edit(library, viewer, number, data.clip)
    return go(_back(number, data.clip))


def _back(story: int, clip: int) -> str:
    return f"/stories/{story}?clip={clip}" if clip else f"/stories/{story}"


def as_form(now: Edit, clip: int) -> EditForm:
    """The edit as its form shows it."""
    return form_of(now.recipe or Recipe(), now.version, clip)


def form_of(recipe: Recipe, version: int, clip: int) -> EditForm:
    crop = recipe.crop
    return EditForm(
        version=version,
        clip=clip,
        turn=recipe.turn,
        turned_from=recipe.turn,
        straighten=recipe.straighten,
        light=recipe.light,
        warmth=recipe.warmth,
        shape="free" if crop else "whole",
        crop=f"{crop.left} {crop.top} {crop.width} {crop.height}" if crop else "",
        begin=str(recipe.begin or ""),
        end="" if recipe.end is None else str(recipe.end),
        mute="yes" if recipe.mute else "",
    )


def _form(
    request: Request,
    library: Library,
    viewer: Viewer,
    number: int,
    now: Edit,
    form: EditForm,
    refusal: Refused | None = None,
) -> Response[str]:
    story = story_store.story(library, viewer, number)
    context = {"story": story, "now": now, "form": form, "refusal": refusal, "back": _back(number, form.clip)}
    return page(request, "edits/edit.html", status=refusal.status if refusal else 200, **context)


def _both(
    request: Request,
    library: Library,
    viewer: Viewer,
    number: int,
    form: EditForm,
    now: Edit,
    mine: Recipe,
) -> Response[str]:
    """Both side by side; saving mine again carries the version that was looked at now."""
    theirs = now.recipe or Recipe()
    context = {
        "story": story_store.story(library, viewer, number),
        "now": now,
        "theirs": theirs,
        "theirs_written": written_recipe(theirs),
        "mine": mine,
        "mine_written": written_recipe(mine),
        "form": form_of(mine, now.version, form.clip),
        "back": _back(number, form.clip),
    }
    return page(request, "edits/both.html", status=409, **context)


routes = [edit, save, remove]

"""HTML addresses of adding: the upload page, the page of a sitting, and what can be done about refused files."""

import anyio
from litestar import Request, Response, Router, get, post
from litestar.types import ASGIApp

from backupd import capsules, relays
from backupd.core.errors import Absent
from backupd.core.library import Library
from backupd.core.numbers import written_number
from backupd.family import Viewer
from backupd.http import answers
from backupd.http.problems import wants_json
from backupd.http.ranges import RangedFile
from backupd.http.uploads import FormReader, pour
from backupd.intake import actions, begun, sittings
from backupd.intake.sealed import SealedUpload
from backupd.intake.uploading import Sent, Upload, choice, goal


@get("/add", sync_to_thread=True)
def add(
    request: Request,
    library: Library,
    viewer: Viewer,
    album: int | None = None,
    story: int | None = None,
    capsule: int | None = None,
    relay: int | None = None,
) -> Response[str]:
    """Choose photos, choose the album, done. story: they become clips of it, capsule: they are sealed in it, relay: they
    take this viewer's turn in it, and there is nothing to choose."""
    actions.must_contribute(viewer)
    library.files.must_take(0)
    offered = choice(library, viewer, album)
    return answers.page(
        request,
        "add/add.html",
        places=offered.places,
        others=offered.others,
        last=offered.last,
        chosen=album,
        goal=goal(library, viewer, story) if story is not None else None,
        capsule=capsules.must_take(library, viewer, capsule) if capsule is not None else None,
        relay=relays.must_have_turn(library, viewer, relay)[0] if relay is not None else None,
        unfinished=begun.unfinished(library, viewer),
        here="/add",
    )


@post("/add/unfinished/{upload_id:str}/removal", sync_to_thread=True)
def give_up(library: Library, viewer: Viewer, upload_id: str) -> Response:
    """Put an unfinished upload away, from whichever device it came."""
    begun.put_away(library, viewer, upload_id)
    return answers.go("/add")


@post("/add", request_max_body_size=None, status_code=200)
async def upload(request: Request, library: Library, viewer: Viewer) -> Response:
    """The whole form at once without a script; one file a request, answered in JSON, with one."""
    sent = await received(request, library, viewer)
    if not wants_json(request):
        return answers.go(sent.address)
    words = request.app.state.renderer.words
    note = (
        words.say(answers.language_of(request), "intake.already_here", title=sent.already[0].title)
        if sent.already
        else None
    )
    return Response({"fields": sent.fields, "address": sent.address, "note": note})


async def received(request: Request, library: Library, viewer: Viewer) -> Sent:
    """Everything the body holds, on disk before anything is answered; or nothing of it."""
    more = wants_json(request)
    upload = await anyio.to_thread.run_sync(door_for, request, library, viewer)
    reader = FormReader(request.headers.get("content-type", ""), upload.open_part)
    try:
        await pour(request, reader)
        return await anyio.to_thread.run_sync(lambda: upload.finish(reader.fields, more=more))
    finally:
        await anyio.to_thread.run_sync(upload.give_up)


def door_for(request: Request, library: Library, viewer: Viewer) -> Upload | SealedUpload:
    """?capsule=7 is known before the first byte: what is to be sealed never lies among the originals. So is ?relay=7:
    nobody sends a whole film for a turn that is another's."""
    expected = request.content_length or 0
    capsule = request.query_params.get("capsule")
    relay = written_number(request.query_params.get("relay", ""))
    if relay is not None:
        relays.still_sending(library, relays.must_have_turn(library, viewer, relay)[1].id)
    if capsule is None:
        return Upload(library, viewer, expected)
    number = written_number(capsule)
    if number is None:
        raise Absent
    return SealedUpload(library, viewer, expected, number)


@get("/arrivals/{batch:int}", sync_to_thread=True)
def arrivals(request: Request, library: Library, viewer: Viewer, batch: int, after: int = 0) -> Response[str]:
    """How far a sitting is, and what became of each file that is worth a line."""
    sitting = sittings.sitting(library, viewer, batch, after)
    template = "arrivals/_sitting.html" if answers.fragment_wanted(request) else "arrivals/sitting.html"
    return answers.page(request, template, sitting=sitting, here="/add")


@post("/refusals/{arrival:int}/trial", sync_to_thread=True)
def try_again(library: Library, viewer: Viewer, arrival: int) -> Response:
    """Look at a refused file once more."""
    return answers.go(f"/arrivals/{actions.try_again(library, viewer, arrival).batch}")


@post("/refusals/{arrival:int}/dismissal", sync_to_thread=True)
def dismiss(library: Library, viewer: Viewer, arrival: int) -> Response:
    """Put a refused file away."""
    return answers.go(f"/arrivals/{actions.dismiss(library, viewer, arrival).batch}")


@get("/refusals/{arrival:int}/original", sync_to_thread=True)
def original(library: Library, viewer: Viewer, arrival: int) -> ASGIApp:
    """The refused file as it came."""
    return refused_file(library, viewer, arrival)


def refused_file(library: Library, viewer: Viewer, arrival: int) -> RangedFile:
    path, name = sittings.refused_original(library, viewer, arrival)
    return RangedFile(path, "application/octet-stream", f"refused-{arrival}", download_as=name)


pages = Router("/", route_handlers=[add, give_up, upload, arrivals, try_again, dismiss, original])

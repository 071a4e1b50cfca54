"""The Litestar app: the sitemap, who is asking, how errors look."""

from litestar import Litestar, Request, get
from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import HTTPException, NotAuthorizedException
from litestar.handlers import BaseRouteHandler
from litestar.openapi import OpenAPIConfig

from backupd import (
    __version__,
    albums,
    book,
    capsules,
    curation,
    faces,
    family,
    frame,
    home,
    intake,
    memories,
    notify,
    reactions,
    reels,
    relays,
    search,
    sharing,
)
from backupd.core.errors import Absent, Refused
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http import assets, health, openapi, problems
from backupd.http.doors import Doors, Hosts
from backupd.http.render import Renderer

SITEMAP = (
    home,
    memories,
    albums,
    intake,
    capsules,
    relays,
    search,
    faces,
    book,
    family,
    sharing,
    reactions,
    frame,
    notify,
    curation,
    reels,
)


def build(library: Library, renderer: Renderer, hosts: Hosts, worker: health.Worker) -> Litestar:
    return furnish(site(), library, renderer, hosts, worker)


def site() -> Litestar:
    """Every address, and no box behind it yet. Making it takes a second or two."""
    return Litestar(
        route_handlers=[
            *(feature.pages for feature in SITEMAP),
            *(feature.api for feature in SITEMAP),
            intake.resumable,
            assets.serve,
            health.up,
            openapi.readable,
            openapi.schema,
            nowhere,
        ],
        guards=[closed_unless_open],
        dependencies={
            "library": Provide(the_library, sync_to_thread=False),
            "viewer": Provide(the_viewer, sync_to_thread=False),
        },
        exception_handlers={
            Refused: problems.refused,
            OverflowError: problems.no_such_number,
            RecursionError: problems.endless,
            HTTPException: problems.web_error,
            NotAuthorizedException: problems.join_first,
            Exception: problems.unexpected,
        },
        openapi_config=OpenAPIConfig(
            title="BackUP",
            version=__version__,
            path="/api/_litestar",
            render_plugins=[],
            use_handler_docstrings=True,
        ),
        request_max_body_size=2_000_000,
        logging_config=None,
    )


def furnish(
    app: Litestar, library: Library, renderer: Renderer, hosts: Hosts, worker: health.Worker
) -> Litestar:
    """Everything a handler may ask for stands in the app's state or arrives as an argument. Doors and doorway stand
    before the routes, so that unknown addresses and wrong methods pass them too."""
    app.state = State(
        {"library": library, "renderer": renderer, "hosts": hosts, "worker": worker, "beside": beside}
    )
    app.asgi_handler = Doors(family.Doorway(app.asgi_handler, library), hosts)
    return app


def beside(library: Library, viewer: Viewer) -> dict[str, object]:
    """What every page of the family carries: how much is new to whoever looks."""
    return {"news": reactions.unread(library, viewer)}


async def closed_unless_open(connection: ASGIConnection, handler: BaseRouteHandler) -> None:
    """Every address needs a person of the family unless it declares `open=True`; `guest=True` for those who came by a
    link and nobody else; `frame=True` for frames too (STYLE.md rule 6). Litestar would give a guard that is not async
    a thread for every request."""
    viewer = connection.scope["state"].get("viewer")
    if handler.opt.get("guest"):
        if viewer is None or not viewer.guest:
            raise Absent("sharing.link_over")
    elif not handler.opt.get("open"):
        let_in = viewer is not None and (viewer.somebody or (viewer.frame and handler.opt.get("frame")))
        if not let_in:
            raise NotAuthorizedException


def the_library(request: Request) -> Library:
    return request.app.state.library


def the_viewer(request: Request, library: Library) -> Viewer | None:
    """Asks for the library only to come after it: Litestar makes a group of tasks, and two threads of work for the event
    loop, where it may look for two things at once."""
    return request.scope["state"].get("viewer")


@get("/{path:path}", opt={"open": True}, include_in_schema=False, sync_to_thread=False)
def nowhere(path: str) -> None:
    """Any other address: a page of ours that says so, in the viewer's language and frame."""
    raise Absent

"""JSON addresses of messages and channels."""

from litestar import Request, Router, get, post

from backupd.core.library import Library
from backupd.family import Viewer
from backupd.notify import connecting, hearts, kakao_login, overview, store
from backupd.notify.forms import Carried, LoginForm, NewChannel
from backupd.notify.overview import Messages, Returned, Tried
from backupd.notify.records import Channel, Undelivered, Wishes
from backupd.notify.wishes import wish


@get("/me/messages", sync_to_thread=True)
def show(library: Library, viewer: Viewer) -> Messages:
    """How the viewer is told things."""
    return overview.messages(library, viewer)


@post("/me/messages", sync_to_thread=True, status_code=204)
def choose(library: Library, viewer: Viewer, data: Wishes) -> None:
    """Which kinds come at once, in a digest or not at all, and when."""
    wish(library, viewer.id, data)


@post("/me/channels", sync_to_thread=True)
def connect(request: Request, library: Library, viewer: Viewer, data: NewChannel) -> Channel:
    """Connect a channel. What is secret in it is never told again."""
    address = f"{request.url.scheme}://{request.headers.get('host', '')}/me/channels/kakao"
    number = connecting.connect(library, viewer, data.kind, data.given() | {"redirect": address})
    return store.channel_of(library, viewer.id, number)


@get("/me/channels/{number:int}", sync_to_thread=True)
def channel(library: Library, viewer: Viewer, number: int) -> Channel:
    return store.channel_of(library, viewer.id, number)


@post("/me/channels/{number:int}/test", sync_to_thread=True, status_code=200)
def try_out(library: Library, viewer: Viewer, number: int) -> Tried:
    """Send a test message, and wait a little for what becomes of it."""
    return Tried(connecting.try_out(library, viewer, number))


@post("/me/channels/{number:int}/removal", sync_to_thread=True, status_code=204)
def disconnect(library: Library, viewer: Viewer, number: int) -> None:
    connecting.disconnect(library, viewer, number)


@get("/me/channels/kakao", sync_to_thread=True)
def returned(library: Library, viewer: Viewer, carried: Carried = "") -> Returned:
    """The channel for which somebody was sent to Kakao's page."""
    return Returned(kakao_login.channel_of_state(library, viewer, carried))


@post("/me/channels/{number:int}/login", sync_to_thread=True, status_code=204)
def sign_in(library: Library, viewer: Viewer, number: int, data: LoginForm) -> None:
    """Exchange the code that Kakao gave."""
    kakao_login.sign_in(library, viewer, number, data.code)


@get("/me/undelivered", sync_to_thread=True)
def undelivered(library: Library, viewer: Viewer) -> list[Undelivered]:
    """Messages that were given up."""
    return overview.undelivered(library, viewer)


@post("/me/undelivered/{number:int}/retry", sync_to_thread=True, status_code=204)
def try_again(library: Library, viewer: Viewer, number: int) -> None:
    connecting.try_again(library, viewer, number)


@get("/heart/{token:str}", opt={"open": True}, sync_to_thread=True, status_code=204)
def heart(library: Library, token: str) -> None:
    """Whether a heart link is still in force."""
    hearts.whose(library, token)


@post("/heart/{token:str}", opt={"open": True}, sync_to_thread=True, status_code=204)
def give_heart(library: Library, token: str) -> None:
    """Give the heart that the link is for."""
    hearts.give(library, token)


api = Router(
    "/api",
    tags=["messages"],
    route_handlers=[
        show, choose, connect, channel, try_out, disconnect, returned, sign_in, undelivered, try_again, heart,
        give_heart,
    ],
)  # fmt: skip

"""알림: the channels of 나, what comes by them and when, what did not arrive; and the heart link of a message."""

import msgspec
from litestar import Request, Response, Router, get, post

from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http.answers import go, page
from backupd.notify import connecting, hearts, kakao_login, overview, store, webhook
from backupd.notify.forms import Carried, ChannelSent, LoginSent, NewChannel, WishesForm, WishesSent
from backupd.notify.records import ChannelKind, Hours
from backupd.notify.wishes import wish

PROVIDERS = {
    "naver": ("smtp.naver.com", "465", "tls"),
    "gmail": ("smtp.gmail.com", "465", "tls"),
    "daum": ("smtp.daum.net", "465", "tls"),
    "kakao": ("smtp.kakao.com", "465", "tls"),
    "other": ("", "465", "tls"),
}


@get("/me/messages", sync_to_thread=True)
def show(request: Request, library: Library, viewer: Viewer, saved: bool = False) -> Response:
    return _overview(request, library, viewer, saved=saved)


@post("/me/messages", sync_to_thread=True)
def choose(request: Request, library: Library, viewer: Viewer, data: WishesSent) -> Response:
    try:
        wish(library, viewer.id, data.wishes())
    except Refused as refusal:
        return _overview(request, library, viewer, refusal, data)
    return go("/me/messages?saved=true")


def _overview(
    request: Request,
    library: Library,
    viewer: Viewer,
    refusal: Refused | None = None,
    sent: WishesForm | None = None,
    saved: bool = False,
) -> Response:
    found = overview.messages(library, viewer)
    wishes = sent.wishes() if sent else found.wishes
    return page(
        request,
        "notify/messages.html",
        status=refusal.status if refusal else 200,
        found=found,
        wishes=wishes,
        usual=Hours(),
        now=viewer.here(library.clock.now()),
        problem=refusal,
        saved=saved,
        here="/family",
    )


@get("/me/channels/new", sync_to_thread=True)
def new(request: Request, library: Library, kind: ChannelKind = "telegram", provider: str = "") -> Response:
    """The steps to one kind of channel, one after the other."""
    return _form(request, library, NewChannel(kind, provider=provider))


@post("/me/channels", sync_to_thread=True)
def connect(request: Request, library: Library, viewer: Viewer, data: ChannelSent) -> Response:
    try:
        number = connecting.connect(
            library, viewer, data.kind, data.given() | {"redirect": _return_to(request)}
        )
    except Refused as refusal:
        return _form(request, library, data, refusal)
    return go(f"/me/channels/{number}")


def _form(request: Request, library: Library, sent: NewChannel, refusal: Refused | None = None) -> Response:
    """What was typed stands there again, but for secrets."""
    if refusal and not sent.provider:
        sent = msgspec.structs.replace(sent, provider="other")
    return page(
        request,
        "notify/new.html",
        status=refusal.status if refusal else 200,
        sent=sent,
        providers=list(PROVIDERS),
        server=PROVIDERS.get(sent.provider),
        body=sent.template or webhook.PLAIN,
        return_to=_return_to(request),
        schemes=library.settings.notify.schemes,
        problem=refusal,
        here="/family",
    )


def _return_to(request: Request) -> str:
    """Where Kakao's page leads back to; it must be named in the app's settings there."""
    return f"{request.url.scheme}://{request.headers.get('host', '')}/me/channels/kakao"


@get("/me/channels/{number:int}", sync_to_thread=True)
def channel(request: Request, library: Library, viewer: Viewer, number: int, tried: str = "") -> Response:
    return _channel(request, library, viewer, number, tried=tried)


def _channel(
    request: Request,
    library: Library,
    viewer: Viewer,
    number: int,
    refusal: Refused | None = None,
    tried: str = "",
    code: str = "",
) -> Response:
    found = store.channel_of(library, viewer.id, number)
    return page(
        request,
        "notify/channel.html",
        status=refusal.status if refusal else 200,
        channel=found,
        login=kakao_login.login_page(library, viewer, number) if found.kind == "kakao" else None,
        now=viewer.here(library.clock.now()),
        problem=refusal,
        tried=tried,
        code=code,
        here="/family",
    )


@post("/me/channels/{number:int}/test", sync_to_thread=True)
def try_out(library: Library, viewer: Viewer, number: int) -> Response:
    return go(f"/me/channels/{number}?tried={connecting.try_out(library, viewer, number) or 'fine'}")


@post("/me/channels/{number:int}/removal", sync_to_thread=True)
def disconnect(library: Library, viewer: Viewer, number: int) -> Response:
    connecting.disconnect(library, viewer, number)
    return go("/me/messages")


@get("/me/channels/kakao", sync_to_thread=True)
def returned(
    request: Request, library: Library, viewer: Viewer, code: str = "", carried: Carried = ""
) -> Response:
    """Kakao's page leads here; one button does the rest."""
    number = kakao_login.channel_of_state(library, viewer, carried)
    return _channel(request, library, viewer, number, code=code)


@post("/me/channels/{number:int}/login", sync_to_thread=True)
def sign_in(request: Request, library: Library, viewer: Viewer, number: int, data: LoginSent) -> Response:
    try:
        kakao_login.sign_in(library, viewer, number, data.code)
    except Refused as refusal:
        if refusal.status == 404:
            raise
        return _channel(request, library, viewer, number, refusal)
    return go(f"/me/channels/{number}")


@get("/me/undelivered", sync_to_thread=True)
def undelivered(request: Request, library: Library, viewer: Viewer) -> Response:
    return page(
        request,
        "notify/undelivered.html",
        found=overview.undelivered(library, viewer),
        now=viewer.here(library.clock.now()),
        here="/family",
    )


@post("/me/undelivered/{number:int}/retry", sync_to_thread=True)
def try_again(library: Library, viewer: Viewer, number: int) -> Response:
    connecting.try_again(library, viewer, number)
    return go("/me/undelivered")


@get("/heart/{token:str}", opt={"open": True}, sync_to_thread=True)
def heart(request: Request, library: Library, token: str, given: bool = False) -> Response:
    """One big button and no picture: programs that show previews of links open them, too."""
    hearts.whose(library, token)
    answer = page(request, "notify/heart.html", token=token, given=given)
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@post("/heart/{token:str}", opt={"open": True}, sync_to_thread=True)
def give_heart(library: Library, token: str) -> Response:
    hearts.give(library, token)
    return go(f"/heart/{token}?given=true")


pages = Router(
    "/",
    route_handlers=[
        show, choose, new, connect, channel, try_out, disconnect, returned, sign_in, undelivered, try_again, heart,
        give_heart,
    ],
)  # fmt: skip

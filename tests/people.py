"""People for tests, made the way people come in: by setting up the box, by a family code, by a ticket."""

import subprocess
import sys
from copy import copy
from functools import cache
from pathlib import Path

from litestar import Litestar
from litestar.events import SimpleEventEmitter
from litestar.testing import TestClient

from backupd import app
from backupd.core.library import Library
from backupd.family import Viewer, doorway, invitations, joining, person_named, register, setup
from backupd.family.records import Entrant, LetIn, SetupKey
from backupd.http.doors import Hosts
from backupd.http.render import Renderer

ROOT = Path(__file__).parents[1]
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.0 Mobile/15E148 Safari/604.1"
)


def found_family(
    library: Library, name: str = "김씨네", person: str = "엄마", language: str = "ko"
) -> Viewer:
    """The first family of an empty box; the viewer is its owner."""
    entrant = Entrant(person, language, "엄마 폰")
    return _viewer(library, setup.found(library, SetupKey(at_the_box=True), name, entrant))


def another_family(library: Library, name: str = "외가", person: str = "이모") -> Viewer:
    """One more family on a box, with its owner's first device."""
    person_named(library, name, person)
    return _viewer(library, _enter(library, invitations.invite_at_the_box(library, name, person).code))


def join(library: Library, host: Viewer, name: str, role: str = "member", language: str = "ko") -> Viewer:
    """Somebody new types the code that `host` made, on a device of their own."""
    return _viewer(library, _enter(library, invitations.invite(library, host, role).code, name, language))


def another_device(library: Library, viewer: Viewer) -> Viewer:
    """The same person on one more device, by a code they made themselves."""
    return _viewer(library, _enter(library, invitations.invite_device(library, viewer, viewer.id).code))


def share_device(library: Library, viewer: Viewer, name: str) -> Viewer:
    """Somebody new joins on the device that `viewer` holds: a shared tablet."""
    code = invitations.invite(library, viewer).code
    return _viewer(library, _enter(library, code, name, asking=viewer))


def light_frame(
    library: Library, host: Viewer, name: str = "거실 액자", asking: Viewer | None = None
) -> Viewer:
    """A TV takes the code that `host` made, and is a frame of the family."""
    return _viewer(
        library, _enter(library, invitations.invite_frame(library, host).code, name, asking=asking)
    )


def _enter(
    library: Library, code: str, name: str = "", language: str = "ko", asking: Viewer | None = None
) -> LetIn:
    ticket = joining.knock(library, code, "192.168.0.7")
    return joining.enter(library, ticket, Entrant(name, language, "아이폰 · Safari", asking))


def _viewer(library: Library, let_in: LetIn) -> Viewer:
    found = doorway.viewer(library, let_in.token)
    assert found is not None
    return found


def again(library: Library, viewer: Viewer) -> Viewer | None:
    """Who the device of `viewer` shows now, or None once it shows nobody."""
    return doorway.viewer(library, key_of(library, viewer))


def key_of(library: Library, viewer: Viewer) -> str:
    """A token for the device of `viewer`, as their browser would hold it in its cookie."""
    token = doorway.new_token()
    with library.database.writing():
        register.set_token(library, viewer.device, doorway.token_hash(token))
    return token


@cache
def renderer() -> Renderer:
    subprocess.run([sys.executable, ROOT / "scripts" / "hatch_build.py"], check=True, capture_output=True)
    return Renderer(ROOT / "web")


class Awake:
    """A worker that is well."""

    alive = True


def client_for(library: Library, viewer: Viewer | None = None, **headers: str) -> TestClient:
    """A browser on the box's own app: signed in as `viewer`, or a stranger's. Forms carry the right Origin."""
    served = site_of(library, Hosts((), lambda: "backup.local"))
    client = TestClient(served, base_url="http://backup.local")
    client.follow_redirects = False
    asks = {"origin": "http://backup.local", "user-agent": PHONE, "accept": "text/html"}
    client.headers.update(asks | headers)
    if viewer:
        client.cookies.set(doorway.COOKIE, key_of(library, viewer), domain="backup.local")
    return client


def site_of(library: Library, hosts: Hosts) -> Litestar:
    """The box's own app. Its addresses are made once for all tests of a process: that takes longer than most of them.
    What Litestar starts and ends with an app is each one's own."""
    served = copy(site())
    served.asgi_router = copy(served.asgi_router)
    served.asgi_router.app = served
    served.event_emitter = SimpleEventEmitter(listeners=())
    return app.furnish(served, library, renderer(), hosts, Awake())


@cache
def site() -> Litestar:
    return app.site()


__all__ = [
    "ROOT",
    "again",
    "another_device",
    "another_family",
    "client_for",
    "found_family",
    "join",
    "key_of",
    "light_frame",
    "share_device",
    "site",
    "site_of",
]


def dump(library):
    """Every value of every table, as text; tables that only SQLite's full-text index can read are left out."""
    run = library.database.connection.execute
    tables = run(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    ).fetchall()
    for (name,) in map(tuple, tables):
        for row in run(f'SELECT * FROM "{name}"'):
            yield " ".join(value.hex() if isinstance(value, bytes) else str(value) for value in tuple(row))

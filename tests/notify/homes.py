"""Channels for tests, connected as people connect them."""

from backupd.core.library import Library
from backupd.family import Viewer
from backupd.notify import connecting, kakao_login
from backupd.notify.records import KINDS, Hours, Wishes
from backupd.notify.wishes import wish, wishes_of
from tests.notify.stand_ins import KEY, TOKEN, Letterbox, Service


def mailbox(library: Library, viewer: Viewer, server: Letterbox, to: str = "mum@example.org") -> int:
    given = {"to": to, "host": "127.0.0.1", "port": server.port, "security": "none"}
    return connecting.connect(library, viewer, "email", given)


def telegram(library: Library, viewer: Viewer) -> int:
    return connecting.connect(library, viewer, "telegram", {"token": TOKEN})


def kakao(library: Library, viewer: Viewer) -> int:
    given = {"key": KEY, "redirect": "http://backup.local/me/channels/kakao"}
    number = connecting.connect(library, viewer, "kakao", given)
    kakao_login.sign_in(library, viewer, number, "the-code")
    return number


def webhook(library: Library, viewer: Viewer, service: Service, template: str = "", key: str = "") -> int:
    given = {"url": f"{service.url}/hook", "template": template, "key": key}
    return connecting.connect(library, viewer, "webhook", given)


def all_at_once(library: Library, viewer: Viewer, **hours: str) -> None:
    """Everything on, no quiet hours."""
    wish(
        library,
        viewer.id,
        Wishes(dict.fromkeys(KINDS, "on"), Hours(**{"quiet_from": "00:00", "quiet_until": "00:00", **hours})),
    )


def wants(library: Library, viewer: Viewer, kind: str, how: str) -> None:
    now = wishes_of(library, viewer.id)
    wish(library, viewer.id, Wishes({**now.kinds, kind: how}, now.hours))


def parcels(library):
    """Every delivery there is, as its row."""
    return [dict(row) for row in library.database.connection.execute("SELECT * FROM parcel ORDER BY id")]

"""The verbs of channels: connect one, try it, take it away. Only their own person does; nobody reads a secret again."""

import re
import secrets
import time
from urllib.parse import urlsplit

from backupd.core.clock import stamp
from backupd.core.errors import Absent, Refused
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.notify import routing, store, telegram, webhook
from backupd.notify.guarding import must_be_elsewhere
from backupd.notify.outbox import deliver
from backupd.notify.posting import post
from backupd.notify.records import ChannelKind, Letter
from backupd.notify.sending import keep

MOST = 12
PATIENCE = 12.0
_MAIL = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+")
_SCHEME = re.compile(r"[a-z][a-z0-9]+")


def connect(library: Library, viewer: Viewer, kind: ChannelKind, given: dict[str, str]) -> int:
    """A new channel of the viewer's. Raises Refused with what is wrong in what was given."""
    given = {name: value.strip() for name, value in given.items()}
    secret, shown = _READ[kind](library, given)
    now = stamp(library.clock.now())
    with library.database.writing() as connection:
        if len(store.channels_of(library, viewer.id)) >= MOST:
            raise Refused("notify.too_many_channels", most=MOST)
        made = connection.execute(
            "INSERT INTO channel (person, kind, sealed, shown, made) VALUES (?, ?, x'', ?, ?)",
            (viewer.id, kind, shown, now),
        ).lastrowid
        keep(library, int(made or 0), secret)
    return int(made or 0)


def disconnect(library: Library, viewer: Viewer, number: int) -> None:
    """What waits for it goes with it. Raises Absent."""
    with library.database.writing() as connection:
        store.channel_of(library, viewer.id, number)
        connection.execute("DELETE FROM channel WHERE id = ?", (number,))


def try_out(library: Library, viewer: Viewer, number: int, patience: float = PATIENCE) -> str | None:
    """Send a test message and wait a little for what becomes of it: None when it went out, else what is wrong;
    "slow" when nobody knows yet. Raises Absent."""
    store.channel_of(library, viewer.id, number)
    parcel = _test(library, viewer, number)
    library.jobs.later(deliver, number)
    until = time.monotonic() + patience
    while time.monotonic() < until:
        found = store.parcel(library, parcel)
        if found is None or found.state == "sent":
            return None
        if found.problem and not found.trying:
            _forget(library, parcel)
            return found.problem
        time.sleep(0.05)
    return "slow"


def _test(library: Library, viewer: Viewer, number: int) -> int:
    """A letter of its own, past wishes and quiet hours: somebody is waiting for it."""
    key = f"test-{secrets.token_hex(8)}"
    with library.database.writing() as connection:
        post(
            library, [Letter("channel", key, viewer.id, viewer.family, "notify.test", {"person": viewer.id})]
        )
        letter = library.database.value(
            "SELECT id FROM letter WHERE person = ? AND key = ?", (viewer.id, key)
        )
        connection.execute("UPDATE letter SET routed = 1 WHERE id = ?", (letter,))
        parcel = routing.new_parcel(library, number, stamp(library.clock.now()), digest=True)
        connection.execute("INSERT INTO delivery VALUES (?, ?, ?)", (letter, number, parcel))
        connection.execute("UPDATE parcel SET trying = 1, step = 2 WHERE id = ?", (parcel,))
        connection.execute("UPDATE channel SET ready = '' WHERE id = ?", (number,))
    return parcel


def _forget(library: Library, parcel: int) -> None:
    """A test that failed is over: whoever waited for it has seen it."""
    with library.database.writing() as connection:
        connection.execute("UPDATE parcel SET state = 'ended' WHERE id = ? AND state <> 'sent'", (parcel,))


def try_again(library: Library, viewer: Viewer, number: int) -> None:
    """A message that was given up goes out anew, whole. Raises Absent."""
    dead = next((each for each in store.undelivered(library, viewer.id) if each.id == number), None)
    if dead is None:
        raise Absent
    with library.database.writing() as connection:
        connection.execute(
            "UPDATE parcel SET state = 'waiting', due = ?, step = 0, attempts = 0, problem = NULL WHERE id = ?",
            (stamp(library.clock.now()), number),
        )
        connection.execute("UPDATE channel SET ready = '' WHERE id = ?", (dead.channel,))
    library.jobs.later(deliver, dead.channel)


def _telegram(library: Library, given: dict[str, str]) -> tuple[dict[str, str], str]:
    services = library.settings.notify
    token = telegram.token_in(given.get("token", ""))
    chat = given.get("chat", "") or telegram.chat_of(token, services)
    if not re.fullmatch(r"-?\d{1,20}|@\w{4,64}", chat):
        raise Refused("notify.telegram_chat_wrong")
    return {"token": token, "chat": chat}, telegram.name_of(token, services)


def _email(library: Library, given: dict[str, str]) -> tuple[dict[str, str], str]:
    to, user, host = given.get("to", ""), given.get("user", ""), given.get("host", "")
    sender = given.get("sender") or (user if _MAIL.fullmatch(user) else to)
    if not _MAIL.fullmatch(to) or not _MAIL.fullmatch(sender):
        raise Refused("notify.mail_address_wrong")
    port = given.get("port", "")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        raise Refused("notify.mail_server_wrong")
    must_be_elsewhere(host, library.settings.notify.private_targets)
    security = given.get("security", "tls")
    if security not in ("tls", "starttls", "none"):
        raise Refused("notify.mail_server_wrong")
    secret = {"to": to, "sender": sender, "host": host, "port": port, "security": security, "user": user}
    return {**secret, "password": given.get("password", "")}, to


def _kakao(library: Library, given: dict[str, str]) -> tuple[dict[str, str], str]:
    key = given.get("key", "")
    if not re.fullmatch(r"[0-9a-zA-Z]{16,64}", key):
        raise Refused("notify.kakao_key_wrong")
    secret = {
        "key": key,
        "client_secret": given.get("client_secret", ""),
        "redirect": given.get("redirect", ""),
    }
    return secret, ""


def _webhook(library: Library, given: dict[str, str]) -> tuple[dict[str, str], str]:
    url = given.get("url", "")
    host = _host_of(url)
    if not url.startswith(("https://", "http://")) or not host:
        raise Refused("notify.address_wrong")
    must_be_elsewhere(host, library.settings.notify.private_targets)
    template = webhook.must_be_json(given.get("template") or webhook.PLAIN)
    return {"url": url, "key": given.get("key", ""), "template": template}, host


def _apprise(library: Library, given: dict[str, str]) -> tuple[dict[str, str], str]:
    url = given.get("url", "")
    scheme, found, _ = url.partition("://")
    services = library.settings.notify
    if not found or not _SCHEME.fullmatch(scheme.lower()):
        raise Refused("notify.address_wrong")
    if scheme.lower() not in services.schemes:
        raise Refused("notify.scheme_not_allowed", scheme=scheme)
    if host := _host_of(url):
        must_be_elsewhere(host, services.private_targets)
    return {"url": url}, scheme.lower()


def _host_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


_READ = {"telegram": _telegram, "email": _email, "kakao": _kakao, "webhook": _webhook, "apprise": _apprise}

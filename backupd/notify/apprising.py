"""Telegram, and any service that Apprise knows. The only file that knows Apprise; imported where a message is sent,
in the worker, and nowhere else (35 MB)."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

import apprise
from apprise.attachment.file import AttachFile
from apprise.attachment.memory import AttachMemory

from backupd.core import log
from backupd.core.settings import Notify
from backupd.notify.guarding import guarded
from backupd.notify.masking import masked
from backupd.notify.messages import Message, cut
from backupd.notify.unsent import Unsent, of_status

TELEGRAM_CAPTION = 1000  # 1,024 with the marks that Apprise counts too
LONGEST = 3000
_STATUS = re.compile(r"error=(\d{3})\b|\((\d{3})\)|: (\d{3})[ :]")
_WAIT = re.compile(r"retry after (\d+)", re.IGNORECASE)


def send_telegram(secret: dict[str, str], message: Message, services: Notify) -> None:
    """sendPhoto with a caption, or sendMessage (core.telegram.org/bots/api). Raises Unsent."""
    service = _service(f"tgram://{secret['token']}/{secret['chat']}/?rto=25&cto=8", secret)
    setattr(service, "notify_url", f"{services.telegram}/bot")  # noqa: B010 - the plugin's own, not of its base
    addresses = [f"{message.button}: {message.link}"]
    addresses += [f"{message.heart_button}: {message.heart}"] if message.heart else []
    body = "\n".join(["", *addresses, message.foot])
    told = cut(f"{message.subject}\n{message.told}", TELEGRAM_CAPTION - len(body)) + body
    _notify(service, told, "", _attached(message), secret, services.private_targets)


def send_by_address(secret: dict[str, str], message: Message, services: Notify) -> None:
    """Raises Unsent."""
    service = _service(secret["url"], secret)
    body = cut(message.told, LONGEST) + f"\n{message.link}\n{message.foot}"
    attached = _attached(message) if service.attachment_support else None
    _notify(service, body, message.subject, attached, secret, services.private_targets)


def _attached(message: Message) -> apprise.AttachBase | None:
    """The film, or else the picture: services show one."""
    if message.film:
        return AttachFile(str(message.film), name=message.film_name, mimetype="video/mp4")
    if message.picture:
        return AttachMemory(content=message.picture, name="collage.jpg", mimetype="image/jpeg")
    return None


def _service(url: str, secret: dict[str, str]) -> apprise.NotifyBase:
    with _listening() as said:
        found = apprise.Apprise.instantiate(url, asset=_asset())
    if found is None:
        _write_down(said, secret)
        raise Unsent("refused")
    return found


def _asset() -> apprise.AppriseAsset:
    """app_id is the User-Agent of every request and must be ASCII (STACK.md); redirects could lead anywhere."""
    asset = apprise.AppriseAsset(
        app_id="BackUP", app_desc="BackUP", storage_mode="memory", secure_logging=True
    )
    asset.async_mode = False
    asset.http_redirects = False
    return asset


def _notify(
    service: apprise.NotifyBase,
    body: str,
    title: str,
    attachment: apprise.AttachBase | None,
    secret: dict[str, str],
    permitted: bool,
) -> None:
    attached = apprise.AppriseAttachment()
    if attachment:
        attached.add(attachment)
    with _listening() as said, guarded(permitted) as refused:
        fine = service.notify(
            body=body,
            title=title,
            body_format=apprise.NotifyFormat.TEXT,
            attach=attached if attachment else None,
        )
    if not fine:
        _write_down(said, secret)
        raise Unsent("forbidden") if refused else _why(said)


def _why(said: list[str]) -> Unsent:
    """Apprise tells a failure in its log alone: `error=413`, or a connection error without a number."""
    text = "\n".join(said)
    wait = _WAIT.search(text)
    for found in _STATUS.finditer(text):
        return of_status(int(next(filter(None, found.groups()))), int(wait[1]) if wait else None)
    return Unsent("unreachable")


def _write_down(said: list[str], secret: dict[str, str]) -> None:
    for sentence in said:
        log.named("notify").warning("%s", masked(sentence, secret))


class _Ear(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@contextmanager
def _listening() -> Iterator[list[str]]:
    """What Apprise says is heard here and goes nowhere else: at DEBUG it, and what it sends with, would name tokens."""
    logging.getLogger("urllib3").setLevel(logging.INFO)
    logger, ear = logging.getLogger("apprise"), _Ear()
    before = logger.handlers, logger.propagate, logger.level
    logger.handlers, logger.propagate = [ear], False
    logger.setLevel(logging.WARNING)
    try:
        yield ear.said
    finally:
        logger.handlers, logger.propagate = before[:2]
        logger.setLevel(before[2])

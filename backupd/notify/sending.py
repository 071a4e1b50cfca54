"""One message by one channel, each kind by its own service. What comes back is silence, or Unsent."""

import json

from backupd.core.library import Library
from backupd.core.secrets import SecretLost
from backupd.notify import kakao, mail, webhook
from backupd.notify.composing import renderer
from backupd.notify.messages import Message
from backupd.notify.records import Channel
from backupd.notify.unsent import Unsent

_SENDER = """
    SELECT family.name FROM membership JOIN family ON family.id = membership.family
    WHERE membership.person = ? AND membership.until IS NULL ORDER BY membership.since LIMIT 1
"""


def send(library: Library, channel: Channel, message: Message) -> None:
    """Raises Unsent."""
    secret, services = secret_of(library, channel.id), library.settings.notify
    match channel.kind:
        case "email":
            mail.send(
                secret,
                message,
                html_of(library, message),
                sender_of(library, channel),
                services,
                library.clock,
            )
        case "kakao":
            kakao.send(secret, message, services, library.clock, lambda new: keep(library, channel.id, new))
        case "webhook":
            webhook.send(secret, message, services.private_targets)
        case "telegram" | "apprise":
            from backupd.notify import apprising  # in the worker, at the first message: 35 MB

            by = apprising.send_telegram if channel.kind == "telegram" else apprising.send_by_address
            by(secret, message, services)


def html_of(library: Library, message: Message) -> str:
    return renderer(library).page(
        "notify/mail.html", language=message.language, message=message, collage=mail.COLLAGE
    )


def sender_of(library: Library, channel: Channel) -> str:
    """Messages come from the family."""
    return library.database.value(_SENDER, (channel.person,)) or "BackUP"


def secret_of(library: Library, channel: int) -> dict[str, str]:
    """Raises Unsent when the key file does not fit."""
    sealed = library.database.value("SELECT sealed FROM channel WHERE id = ?", (channel,))
    try:
        return json.loads(library.secrets.unseal(sealed, purpose(channel)))
    except SecretLost as error:
        raise Unsent("locked") from error


def keep(library: Library, channel: int, secret: dict[str, str]) -> None:
    """Write a secret down, sealed."""
    sealed = library.secrets.seal(json.dumps(secret).encode(), purpose(channel))
    with library.database.writing() as connection:
        connection.execute("UPDATE channel SET sealed = ? WHERE id = ?", (sealed, channel))


def purpose(channel: int) -> str:
    return f"channel {channel}"

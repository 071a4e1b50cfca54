"""E-mail: plain text, HTML and the collage inside it, by SMTP (RFC 5321, 5322, 2387).

Apprise would make a new Message-ID for every try; ours stays, so that a mailbox can tell a message it has already.
"""

import smtplib
import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import NamedTuple

from backupd.core.clock import Clock
from backupd.core.settings import Notify
from backupd.notify.guarding import guarded
from backupd.notify.messages import Message
from backupd.notify.unsent import Unsent

SECONDS = 15.0
COLLAGE = "collage@backup"


class Mailbox(NamedTuple):
    """How to send, and to whom. security: tls from the first byte, starttls, or none (a server at home)."""

    to: str
    sender: str
    host: str
    port: str
    security: str
    user: str
    password: str


def send(
    secret: dict[str, str], message: Message, html: str, name: str, services: Notify, clock: Clock
) -> None:
    """`name`: who it comes from, as the mailbox shows it. Raises Unsent."""
    mailbox = Mailbox(**{field: secret.get(field, "") for field in Mailbox._fields})
    letter = written(mailbox, message, html, name, clock)
    with guarded(services.private_targets) as refused:
        try:
            with _connected(mailbox) as server:
                if mailbox.user:
                    server.login(mailbox.user, mailbox.password)
                server.send_message(letter, from_addr=mailbox.sender, to_addrs=[mailbox.to])
        except smtplib.SMTPException as error:
            raise _unsent(error) from error
        except (OSError, ValueError) as error:
            raise Unsent("forbidden" if refused else "unreachable") from error


def _connected(mailbox: Mailbox) -> smtplib.SMTP:
    port = int(mailbox.port)
    if mailbox.security == "tls":
        return smtplib.SMTP_SSL(mailbox.host, port, timeout=SECONDS, context=ssl.create_default_context())
    server = smtplib.SMTP(mailbox.host, port, timeout=SECONDS)
    try:
        if mailbox.security == "starttls":
            server.starttls(context=ssl.create_default_context())
    except BaseException:
        server.close()
        raise
    return server


def written(mailbox: Mailbox, message: Message, html: str, name: str, clock: Clock) -> EmailMessage:
    """The letter as it travels. The collage is shown in the HTML part and is no attachment of its own."""
    letter = EmailMessage()
    letter["Subject"] = message.subject
    letter["From"] = Address(name, addr_spec=mailbox.sender)
    letter["To"] = mailbox.to
    letter["Date"] = format_datetime(clock.now())
    letter["Message-ID"] = message.message_id
    letter["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday reply, please
    letter.set_content(message.plain)
    letter.add_alternative(html, subtype="html")
    if message.picture:
        shown = list(letter.iter_parts())[1]
        shown.add_related(
            message.picture, "image", "jpeg", cid=f"<{COLLAGE}>", filename="collage.jpg", disposition="inline"
        )
    if message.film:
        letter.add_attachment(message.film.read_bytes(), "video", "mp4", filename=message.film_name)
    return letter


def _unsent(error: smtplib.SMTPException) -> Unsent:
    """By the reply code (RFC 5321 section 4.2, RFC 4954)."""
    match error:
        case smtplib.SMTPAuthenticationError():
            return Unsent("signed_out")
        case smtplib.SMTPRecipientsRefused():
            codes = [code for code, _ in error.recipients.values()]
            return Unsent("refused" if all(code >= 500 for code in codes) else "busy")
        case smtplib.SMTPResponseException() if error.smtp_code == 552:
            return Unsent("too_large")
        case smtplib.SMTPResponseException() if error.smtp_code >= 500:
            return Unsent("refused")
        case smtplib.SMTPResponseException():
            return Unsent("busy")
    return Unsent("unreachable")

"""What people send about messages, by form or as JSON."""

from typing import Annotated, Literal

import msgspec
from litestar.enums import RequestEncodingType
from litestar.params import Body, QueryParameter

from backupd.notify.records import KINDS, ChannelKind, Hours, How, Wishes


class WishesForm(msgspec.Struct, frozen=True):
    """How each kind is wanted, and when."""

    memory: How
    capsule: How
    relay: How
    photos: How
    reaction: How
    comment: How
    mention: How
    membership: How
    box: How
    channel: How
    quiet_from: str = "22:00"
    quiet_until: str = "08:00"
    digest_at: str = "19:00"

    def wishes(self) -> Wishes:
        hours = Hours(self.quiet_from, self.quiet_until, self.digest_at)
        return Wishes({kind: getattr(self, kind) for kind in KINDS}, hours)


class NewChannel(msgspec.Struct, frozen=True):
    """A way to reach the viewer. Which fields matter depends on `kind`: telegram: token, chat; email: to, host, port,
    security, user, password, sender; kakao: key, client_secret; webhook: url, key, template; apprise: url.
    provider: which mail server was chosen from the list."""

    kind: ChannelKind
    token: str = ""
    chat: str = ""
    to: str = ""
    host: str = ""
    port: str = ""
    security: Literal["tls", "starttls", "none"] = "tls"
    user: str = ""
    password: str = ""
    sender: str = ""
    key: str = ""
    client_secret: str = ""
    url: str = ""
    template: str = ""
    provider: str = ""

    def given(self) -> dict[str, str]:
        return {
            name: value
            for name, value in msgspec.structs.asdict(self).items()
            if name not in ("kind", "provider")
        }


class LoginForm(msgspec.Struct, frozen=True):
    """The code that Kakao gave, or the whole address it led to."""

    code: str = ""


_FORM = Body(media_type=RequestEncodingType.URL_ENCODED)
WishesSent = Annotated[WishesForm, _FORM]
ChannelSent = Annotated[NewChannel, _FORM]
LoginSent = Annotated[LoginForm, _FORM]
Carried = Annotated[str, QueryParameter(name="state")]
"""What we gave Kakao's page to carry; the name is reserved in handlers."""

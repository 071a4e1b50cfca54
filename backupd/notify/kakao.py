"""KakaoTalk 나에게 보내기 by Kakao's REST API (developers.kakao.com, "Kakao Login" and "Kakao Talk Message").

Apprise's own plugin keeps the token that Kakao rotates in a file of its own, unsealed; ours goes where the other
secrets are, before the message is sent.
"""

import json
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qs, urlencode, urlsplit

from backupd.core.clock import Clock, moment, stamp
from backupd.core.settings import Notify
from backupd.notify.calling import Answer, must_be_fine, post_form
from backupd.notify.messages import Message, cut
from backupd.notify.unsent import Unsent

LONGEST = 200
LONGEST_BUTTON = 8
SCOPE = "talk_message"
EARLY = timedelta(minutes=5)
Keep = Callable[[dict[str, str]], None]


def send(secret: dict[str, str], message: Message, services: Notify, clock: Clock, keep: Keep) -> None:
    """`keep` writes down renewed tokens at once. Raises Unsent."""
    secret = fresh(secret, services, clock, keep)
    answer = _told(secret, message, services)
    if answer.status == 401:  # taken back before its time
        secret = renewed(secret, services, clock, keep)
        answer = _told(secret, message, services)
    must_be_fine(answer)
    if answer.said.get("result_code", 0) != 0:
        raise Unsent("refused")


def _told(secret: dict[str, str], message: Message, services: Notify) -> Answer:
    return post_form(
        f"{services.kakao}/v2/api/talk/memo/default/send",
        {"template_object": json.dumps(template(message), ensure_ascii=False)},
        {"Authorization": f"Bearer {secret['access']}"},
        services.private_targets,
    )


def template(message: Message) -> dict:
    """The text template: 200 characters, one button."""
    link = {"web_url": message.link, "mobile_web_url": message.link}
    foot = f"\n{message.foot}"
    text = cut(f"{message.subject}\n{message.told}".strip(), LONGEST - len(foot)) + foot
    return {
        "object_type": "text",
        "text": text,
        "link": link,
        "button_title": cut(message.button, LONGEST_BUTTON),
    }


def fresh(secret: dict[str, str], services: Notify, clock: Clock, keep: Keep) -> dict[str, str]:
    """With an access token that still lives a little."""
    until = secret.get("access_until", "")
    now = clock.now()
    alive = until and now + EARLY < moment(until) < now + timedelta(days=2)
    return secret if alive and secret.get("access") else renewed(secret, services, clock, keep)


def renewed(secret: dict[str, str], services: Notify, clock: Clock, keep: Keep) -> dict[str, str]:
    """POST /oauth/token with the refresh token; a new one of these comes in its last month and must be kept."""
    if not secret.get("refresh"):
        raise Unsent("signed_out")
    asked = {"grant_type": "refresh_token", "refresh_token": secret["refresh"]}
    return _exchanged(secret, asked, services, clock, keep)


def signed_in(
    secret: dict[str, str], code: str, services: Notify, clock: Clock, keep: Keep
) -> dict[str, str]:
    """POST /oauth/token with the code that Kakao's page gave. Raises Unsent."""
    asked = {"grant_type": "authorization_code", "redirect_uri": secret["redirect"], "code": code}
    return _exchanged(secret, asked, services, clock, keep)


def _exchanged(
    secret: dict[str, str], asked: dict[str, str], services: Notify, clock: Clock, keep: Keep
) -> dict[str, str]:
    asked["client_id"] = secret["key"]
    if secret.get("client_secret"):
        asked["client_secret"] = secret["client_secret"]
    answer = post_form(f"{services.kakao_login}/oauth/token", asked, {}, services.private_targets)
    if answer.status in (400, 401):
        raise Unsent("signed_out")
    said = must_be_fine(answer).said
    if not isinstance(said.get("access_token"), str):
        raise Unsent("unknown")
    until = clock.now() + timedelta(seconds=int(said.get("expires_in", 0)))
    tokens = {"access": said["access_token"], "access_until": stamp(until)}
    if isinstance(said.get("refresh_token"), str):
        tokens["refresh"] = said["refresh_token"]
    secret = {**secret, **tokens}
    keep(secret)
    return secret


def login_address(secret: dict[str, str], state: str, services: Notify) -> str:
    """Where somebody signs in and lets us write to them."""
    asked = {
        "response_type": "code",
        "client_id": secret["key"],
        "redirect_uri": secret["redirect"],
        "scope": SCOPE,
        "state": state,
    }
    return f"{services.kakao_login}/oauth/authorize?{urlencode(asked)}"


def code_in(pasted: str) -> str:
    """The code, or the whole address that Kakao led to."""
    pasted = pasted.strip()
    return (parse_qs(urlsplit(pasted).query).get("code") or [""])[0] if "://" in pasted else pasted

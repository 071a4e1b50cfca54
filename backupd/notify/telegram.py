"""Connecting Telegram: the bot's token as BotFather says it, and the chat that pressed Start (core.telegram.org/bots/api)."""

import re

from backupd.core.errors import Refused
from backupd.core.settings import Notify
from backupd.notify.calling import Answer, call
from backupd.notify.unsent import Unsent

_TOKEN = re.compile(r"\d{5,20}:[A-Za-z0-9_-]{20,80}")


def token_in(pasted: str) -> str:
    """The token out of BotFather's whole message, if that was pasted. Raises Refused."""
    found = _TOKEN.search(pasted)
    if not found:
        raise Refused("notify.telegram_token_wrong")
    return found[0]


def chat_of(token: str, services: Notify) -> str:
    """The chat that wrote to the bot last (getUpdates). Raises Refused with what to do."""
    said = _asked(token, "getUpdates", services).said
    chats = [
        update["message"]["chat"]["id"]
        for update in said.get("result", [])
        if isinstance(update, dict) and "chat" in (update.get("message") or {})
    ]
    if not chats:
        raise Refused("notify.telegram_press_start")
    return str(chats[-1])


def name_of(token: str, services: Notify) -> str:
    """What the bot is called (getMe)."""
    found = _asked(token, "getMe", services).said.get("result") or {}
    return f"@{found['username']}" if found.get("username") else "Telegram"


def _asked(token: str, method: str, services: Notify) -> Answer:
    try:
        answer = call(f"{services.telegram}/bot{token}/{method}", None, {}, services.private_targets)
    except Unsent as unsent:
        raise Refused("notify.telegram_silent") from unsent
    if answer.status in (401, 404):  # what Telegram says to a token that it does not know
        raise Refused("notify.telegram_token_wrong")
    if answer.status != 200:
        raise Refused("notify.telegram_silent")
    return answer

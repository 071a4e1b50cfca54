"""Kakao Work, or anything else that takes JSON at an address: a body that its owner wrote, with named fields in it.

A template only replaces: {subject} {text} {link} {button} {heart} {foot} {picture} in strings of a JSON document, as
values that cannot break out of their string. {picture} is the collage as base64, or nothing.
"""

import base64
import json
import re

from backupd.core.errors import Refused
from backupd.notify.calling import must_be_fine, post_json
from backupd.notify.messages import Message

FIELDS = ("subject", "text", "link", "button", "heart", "foot", "picture")
_FIELD = re.compile(r"\{(" + "|".join(FIELDS) + r")\}")
PLAIN = '{"text": "{subject}\\n{text}\\n{link}"}'
LONGEST = 8000


def send(secret: dict[str, str], message: Message, permitted: bool) -> None:
    """Raises Unsent."""
    key = secret.get("key", "")
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    headers["X-Message-ID"] = message.message_id
    body = filled(json.loads(secret["template"]), fields_of(message))
    must_be_fine(post_json(secret["url"], body, headers, permitted))


def fields_of(message: Message) -> dict[str, str]:
    picture = base64.b64encode(message.picture).decode() if message.picture else ""
    named = {name: getattr(message, name) for name in FIELDS if name not in ("text", "picture")}
    return {**named, "text": message.told, "picture": picture}


def filled(template: object, fields: dict[str, str]) -> object:
    match template:
        case str():
            return _FIELD.sub(lambda found: fields[found[1]], template)
        case list():
            return [filled(each, fields) for each in template]
        case dict():
            return {key: filled(each, fields) for key, each in template.items()}
    return template


def must_be_json(template: str) -> str:
    """Raises Refused for what is no JSON object, or one that could not be told."""
    try:
        found = json.loads(template)
    except (ValueError, RecursionError) as error:
        raise Refused("notify.template_broken") from error
    if not isinstance(found, dict) or len(template) > LONGEST:
        raise Refused("notify.template_broken")
    return template

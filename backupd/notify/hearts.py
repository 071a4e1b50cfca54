"""A heart by one touch from a message: a signed link for one person and one story, and for nothing else.

It needs no login, for chat programs open links in browsers of their own. It lives 30 days and dies with the membership
it was made for; whoever left and came back needs a new one.
"""

import base64
import struct
from datetime import timedelta
from hmac import compare_digest

from backupd import family, reactions
from backupd.core.errors import Absent
from backupd.core.library import Library
from backupd.family import Viewer

LIVES = timedelta(days=30)
_PURPOSE = "reaction link"
_BODY = struct.Struct(">QQQI")  # person, family, story, day of the epoch it dies on
_SINCE = "SELECT since FROM membership WHERE person = ? AND family = ? AND until IS NULL"


def heart_path(library: Library, viewer: Viewer, story: int) -> str:
    dies = (library.clock.now() + LIVES).timestamp()
    body = _BODY.pack(viewer.id, viewer.family, story, int(dies // 86400) + 1)
    return f"/heart/{_written(body + _mark(library, body, viewer.id, viewer.family))}"


def whose(library: Library, token: str) -> tuple[Viewer, int]:
    """Who gives it, and to which story. Raises Absent for every link that is not in force; all look alike."""
    body, mark = _read(token)
    person, circle, story, dies = _BODY.unpack(body)
    alive = library.clock.now().timestamp() < dies * 86400
    fits = compare_digest(mark, _mark(library, body, person, circle))
    viewer = family.stand_in(library, person, circle) if alive and fits else None
    if viewer is None or not _sees(library, viewer, story):
        raise Absent("notify.heart_over")
    return viewer, story


def give(library: Library, token: str) -> None:
    """A heart, unless this person said something to the story already. Raises Absent."""
    viewer, story = whose(library, token)
    if reactions.of_story(library, viewer, story).mine is None:
        reactions.react(library, viewer, story, "heart")


def _sees(library: Library, viewer: Viewer, story: int) -> bool:
    sql = "SELECT 1 FROM visible_stories WHERE viewer = ? AND family = ? AND id = ?"
    return library.database.value(sql, (viewer.id, viewer.family, story)) is not None


def _mark(library: Library, body: bytes, person: int, circle: int) -> bytes:
    since = library.database.value(_SINCE, (person, circle)) or ""
    return library.secrets.sign(body + since.encode(), _PURPOSE)


def _written(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _read(token: str) -> tuple[bytes, bytes]:
    try:
        raw = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except ValueError as error:
        raise Absent("notify.heart_over") from error
    if len(raw) != _BODY.size + 16:
        raise Absent("notify.heart_over")
    return raw[: _BODY.size], raw[_BODY.size :]

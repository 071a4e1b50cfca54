"""From letters to one message: read through the gate at the moment of sending, with a collage, or as a digest."""

import json
from contextlib import nullcontext
from pathlib import Path

import msgspec

from backupd import albums, faces
from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.core.running import name_in_force, port_in_force
from backupd.http.render import Renderer
from backupd.notify import hearts, store
from backupd.notify.collage import LONGEST, MOST, SMALL, collage
from backupd.notify.messages import Line, Message
from backupd.notify.reading import Told, read
from backupd.notify.records import Channel, Kept, Parcel

MOST_LINES = 12
CARRIED = {"email": 15_000_000, "telegram": 45_000_000, "apprise": 15_000_000}
"""Bytes of a film that a channel takes: mailboxes refuse more than 20 to 25 MB in letters' own coding, Telegram's bots 50 MB."""
_LANGUAGE = "SELECT language FROM person WHERE id = ?"


def compose(library: Library, channel: Channel, parcel: Parcel) -> Message | None:
    """None when there is nothing left that this person may be told."""
    language = library.database.value(_LANGUAGE, (channel.person,))
    words = renderer(library).words
    letters = together(store.letters_in(library, parcel.id))
    told = [found for letter in letters if (found := read(library, words, language, letter))]
    if not told:
        return None
    return (
        _one(library, channel, parcel, language, told[0])
        if len(told) == 1
        else _many(library, parcel, language, told)
    )


def renderer(library: Library) -> Renderer:
    """Templates and words, read once in each process."""
    return library.lasting("notify renderer", lambda: nullcontext(Renderer()))


def together(letters: list[Kept]) -> list[Kept]:
    """The same thing told often is told once, with its counts added up: ten photos and ten more are twenty."""
    found: dict[tuple, Kept] = {}
    for letter in letters:
        values = json.loads(letter.filled)
        count = values.pop("count", None)
        alike = (
            letter.words,
            letter.family,
            letter.link,
            letter.about,
            letter.about_id,
            *sorted(values.items()),
        )
        if count is None:
            found[(letter.id,)] = letter
        elif alike in found:
            before = json.loads(found[alike].filled)
            filled = json.dumps({**before, "count": before["count"] + count})
            found[alike] = msgspec.structs.replace(found[alike], filled=filled, pictures=letter.pictures)
        else:
            found[alike] = letter
    return list(found.values())


def _one(library: Library, channel: Channel, parcel: Parcel, language: str, told: Told) -> Message:
    say = renderer(library).words.say
    heart = hearts.heart_path(library, told.reader, told.story) if told.reader and told.story else ""
    return Message(
        message_id=parcel.message_id,
        language=language,
        subject=told.subject,
        text=told.text,
        link=base(library) + told.link,
        button=told.button,
        foot=say(language, "notify.foot"),
        heart=base(library) + heart if heart else "",
        heart_button=say(language, "notify.heart") if heart else "",
        picture=_picture(library, [told], parcel.step),
        film=_film(library, channel, parcel, told),
    )


def _film(library: Library, channel: Channel, parcel: Parcel, told: Told) -> Path | None:
    """Where it is small enough, and at the first try alone: the link leads to it anyway."""
    path = library.files.derived / told.film
    if not told.film or parcel.step or not path.exists():
        return None
    return path if path.stat().st_size <= CARRIED.get(channel.kind, 0) else None


def _many(library: Library, parcel: Parcel, language: str, told: list[Told]) -> Message:
    say = renderer(library).words.say
    home = base(library)
    lines = [Line(each.text, home + each.link) for each in told[:MOST_LINES]]
    if len(told) > MOST_LINES:
        lines.append(Line(say(language, "notify.digest_more", count=len(told) - MOST_LINES), f"{home}/"))
    return Message(
        message_id=parcel.message_id,
        language=language,
        subject=say(language, "notify.digest_subject", count=len(told)),
        text=say(language, "notify.digest_text"),
        link=f"{home}/",
        button=say(language, "notify.open"),
        foot=say(language, "notify.foot"),
        lines=tuple(lines),
        picture=_picture(library, told, parcel.step),
    )


def _picture(library: Library, told: list[Told], step: int) -> bytes | None:
    """Step 0: a collage; 1: one small picture; from 2 on none. Everything through the gate."""
    if step >= 2:
        return None
    wanted = [(each.reader, number) for each in told for number in each.pictures if each.reader]
    found = []
    for reader, number in dict.fromkeys(wanted):
        try:
            path = albums.picture_path(library, reader, number, "preview")
        except Refused:
            continue
        found.append((path, faces.around(library, reader, [number]).get(number)))
        if len(found) == (MOST if step == 0 else 1):
            break
    return collage(found, LONGEST if step == 0 else SMALL)


def base(library: Library) -> str:
    """Where links lead: the configured address, else the box's name at home and the port, both as they are in force."""
    settings = library.settings
    if settings.notify.address:
        return settings.notify.address.rstrip("/")
    port = port_in_force(settings.data_folder) or settings.port
    name = name_in_force(settings.data_folder) or f"{settings.name}.local"
    return f"http://{name}" + ("" if port == 80 else f":{port}")

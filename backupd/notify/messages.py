"""A message as it leaves the house, in the words of its reader, whatever the channel makes of it."""

from pathlib import Path

import msgspec


class Line(msgspec.Struct, frozen=True):
    """One of many things told at once."""

    text: str
    address: str


class Message(msgspec.Struct, frozen=True):
    """subject: a line; text: a few sentences; lines: of a digest, each with its address. link, heart: whole addresses
    with the words on them, heart "" where there is none. foot: where links open. picture: a JPEG, or none; film: an MP4.
    message_id: the same at every try."""

    message_id: str
    language: str
    subject: str
    text: str
    link: str
    button: str
    foot: str
    lines: tuple[Line, ...] = ()
    heart: str = ""
    heart_button: str = ""
    picture: bytes | None = None
    film: Path | None = None

    @property
    def film_name(self) -> str:
        """After what the message is about, as a file can be called."""
        return f"{self.subject.replace('/', '-').strip(' .')}.mp4"

    @property
    def told(self) -> str:
        """The sentences without addresses."""
        return "\n".join([self.text, *(f"· {line.text}" for line in self.lines)]).strip()

    @property
    def plain(self) -> str:
        """Everything as plain text."""
        lines = [f"· {line.text}\n  {line.address}" for line in self.lines]
        heart = [f"{self.heart_button}: {self.heart}"] if self.heart else []
        parts = [self.text, "\n".join(lines), "\n".join([f"{self.button}: {self.link}", *heart]), self.foot]
        return "\n\n".join(part for part in parts if part)


def cut(text: str, longest: int) -> str:
    """At most so many characters, ending with a word where that is near, and an ellipsis."""
    if len(text) <= longest:
        return text
    kept = text[: longest - 1]
    head, gap, _ = kept.rpartition(" ")
    return (head if gap and len(head) > longest * 3 // 4 else kept).rstrip() + "…"

"""The headers of the tus resumable upload protocol 1.0.0 (tus.io/protocols/resumable-upload), read and written. Pure."""

import base64
import hashlib
from datetime import datetime
from email.utils import format_datetime
from typing import NamedTuple

import msgspec

from backupd.core.errors import Refused

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,checksum,expiration,termination"
ALGORITHMS = ("sha1", "sha256", "md5")
PIECE = "application/offset+octet-stream"
LARGEST = 256 * 1024**3
LONGEST_METADATA = 8192


class Misunderstood(Refused):
    """A header is missing or says nothing we can follow."""

    status = 400


class OtherVersion(Refused):
    """The client speaks another version of the protocol, or none."""

    status = 412


class NotAPiece(Refused):
    """A PATCH that does not carry bytes for an upload."""

    status = 415


class ChecksumMismatch(Refused):
    """The bytes are not those the client meant: 460 is the protocol's own status."""

    status = 460


class Metadata(msgspec.Struct, frozen=True):
    """What the client tells about the file. `plain` is the header as it came, given back on HEAD.

    modified is the browser's File.lastModified, milliseconds since 1970; place: where it stands in the tray;
    recipe: the light edit made there, as JSON.
    """

    plain: str = ""
    name: str = ""
    filetype: str = ""
    modified: int | None = None
    batch: int | None = None
    place: int | None = None
    recipe: str = ""


class Checksum(NamedTuple):
    algorithm: str
    digest: bytes

    def start(self) -> "hashlib._Hash":
        return hashlib.new(self.algorithm, usedforsecurity=False)


def length(headers: dict[str, str]) -> int:
    """Upload-Length of a creation. A length to be told later, and uploads in parts, are not offered here."""
    if "upload-defer-length" in headers:
        raise Misunderstood("resumable.length_later")
    if "upload-concat" in headers:
        raise Misunderstood("resumable.parts")
    return _number(headers, "upload-length", "resumable.no_length")


def offset(headers: dict[str, str]) -> int:
    return _number(headers, "upload-offset", "resumable.no_offset")


def batch(headers: dict[str, str]) -> int | None:
    """Our own Upload-Batch: the sitting to which an upload belongs that is continued on another day."""
    return _sitting(headers.get("upload-batch"))


def content_length(headers: dict[str, str]) -> int | None:
    """Bytes the body promises; None when it comes in chunks."""
    return (
        _number(headers, "content-length", "problems.not_understood") if "content-length" in headers else None
    )


def carries_piece(headers: dict[str, str]) -> bool:
    return headers.get("content-type") == PIECE


def must_be_piece(headers: dict[str, str]) -> None:
    if not carries_piece(headers):
        raise NotAPiece("resumable.not_a_piece")


def checksum(headers: dict[str, str]) -> Checksum | None:
    """Upload-Checksum of the bytes in this request, where the client sent one."""
    if "upload-checksum" not in headers:
        return None
    algorithm, _, coded = headers["upload-checksum"].partition(" ")
    if algorithm not in ALGORITHMS:
        raise Misunderstood("resumable.other_checksum", known=", ".join(ALGORITHMS))
    try:
        return Checksum(algorithm, base64.b64decode(coded, validate=True))
    except ValueError as error:
        raise Misunderstood("resumable.broken_checksum") from error


def metadata(plain: str) -> Metadata:
    """Upload-Metadata: pairs of a key and a base64 value, by commas. Names of any script arrive as UTF-8."""
    if len(plain) > LONGEST_METADATA:
        raise Misunderstood("resumable.metadata")
    told = dict(_pair(part) for part in plain.split(",") if part.strip())
    return Metadata(
        plain,
        name=told.get("filename", ""),
        filetype=told.get("filetype", ""),
        modified=_whole(told.get("lastmodified")),
        batch=_sitting(told.get("batch")),
        place=_whole(told.get("place")),
        recipe=told.get("recipe", ""),
    )


def expires(moment: datetime) -> str:
    """An instant as Upload-Expires carries it (RFC 9110 section 5.6.7)."""
    return format_datetime(moment, usegmt=True)


def _pair(part: str) -> tuple[str, str]:
    key, _, coded = part.strip().partition(" ")
    try:
        return key, base64.b64decode(coded, validate=True).decode("utf-8")
    except ValueError as error:
        raise Misunderstood("resumable.metadata") from error


def _whole(text: str | None) -> int | None:
    """A whole number that SQLite can hold, or None for anything else: what is only nice to know refuses nobody."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None


def _sitting(text: str | None) -> int | None:
    """The number of a sitting; those of time capsules are below zero."""
    number = _whole((text or "").removeprefix("-"))
    return -number if number is not None and text and text[0] == "-" else number


def _number(headers: dict[str, str], name: str, key: str) -> int:
    number = _whole(headers.get(name))
    if number is None:
        raise Misunderstood(key)
    return number

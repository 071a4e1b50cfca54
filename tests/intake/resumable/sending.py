"""A small tus client whose every header is in the test's hand, and a real server for it to talk to."""

import base64
import http.client
import io
import json
import random
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from typing import NamedTuple

from backupd.core.library import Library
from backupd.family import Viewer
from backupd.family.doorway import COOKIE
from backupd.http.doors import Hosts
from backupd.http.server import Server, bind
from tests import people
from tests.media import making

PIECE = {"Content-Type": "application/offset+octet-stream"}


class Answer(NamedTuple):
    status: int
    headers: Message
    body: bytes

    @property
    def offset(self) -> int:
        return int(self.headers["Upload-Offset"])

    @property
    def place(self) -> str:
        return self.headers["Location"]

    @property
    def said(self) -> dict:
        return json.loads(self.body)

    @property
    def reason(self) -> str:
        return self.said["reason"]


class Sender:
    """One device of `viewer`, at the address of a server."""

    def __init__(self, port: int, key: str, **always: str) -> None:
        self.port = port
        self.always = {
            "Tus-Resumable": "1.0.0",
            "Cookie": f"{COOKIE}={key}",
            "Origin": f"http://localhost:{port}",
            **always,
        }

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Answer:
        """One request on a connection of its own; header names are written with underscores."""
        told = self.always | {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            told = {name: value for name, value in told.items() if value} | {"Host": f"localhost:{self.port}"}
            connection.request(method, path, body, told)
            found = connection.getresponse()
            return Answer(found.status, found.headers, found.read())
        finally:
            connection.close()

    def create(
        self, length: int, body: bytes | None = None, *, name: str = "사진.jpg", **headers: str
    ) -> Answer:
        told = {"Upload_Length": str(length), "Upload_Metadata": metadata(filename=name)} | headers
        if body is not None:
            told |= {"Content_Type": PIECE["Content-Type"]}
        return self.ask("POST", "/uploads", body, **told)

    def begin(self, length: int, **headers: str) -> str:
        made = self.create(length, **headers)
        assert made.status == 201, made
        return made.place

    def send(self, place: str, offset: int, body: object, **headers: str) -> Answer:
        told = {"Upload_Offset": str(offset), "Content_Type": PIECE["Content-Type"]} | headers
        return self.ask("PATCH", place, body, **told)

    def where(self, place: str) -> int:
        found = self.ask("HEAD", place)
        assert found.status == 200, found
        return found.offset

    def open_piece(self, place: str, offset: int, promised: int, body: bytes) -> socket.socket:
        """Send the beginning of a piece and hold the connection, as a phone does that lost its Wi-Fi."""
        lines = self.always | {
            "Host": f"localhost:{self.port}", "Upload-Offset": str(offset), "Content-Length": str(promised), **PIECE,
        }  # fmt: skip
        head = f"PATCH {place} HTTP/1.1\r\n" + "".join(
            f"{name}: {value}\r\n" for name, value in lines.items()
        )
        held = socket.create_connection(("127.0.0.1", self.port), timeout=20)
        held.sendall(head.encode() + b"\r\n" + body)
        return held


@contextmanager
def served(library: Library) -> Iterator[int]:
    """The box's own app on a free port of this machine."""
    built = people.site_of(library, Hosts(()))
    with bind("127.0.0.1", 0) as listening, Server(built, listening):
        yield listening.getsockname()[1]


def sender(library: Library, port: int, viewer: Viewer, **always: str) -> Sender:
    return Sender(port, people.key_of(library, viewer), **always)


def metadata(**told: str) -> str:
    return ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in told.items())


def photo(size: int, seed: int = 1) -> bytes:
    """A real JPEG, made long by what comes after its end, as motion photos are."""
    file = io.BytesIO()
    making.scene(64, 48).save(file, "JPEG")
    head, rest = file.getvalue(), random.Random(seed)
    tail = size - len(head)
    return head + b"".join(rest.randbytes(min(1 << 20, tail - at)) for at in range(0, tail, 1 << 20))


def kept(library: Library) -> list[bytes]:
    """The bytes of every original that a row names."""
    found = library.database.column("SELECT path FROM media ORDER BY id")
    return [(library.files.originals / path).read_bytes() for path in found]


def lying_about(library: Library) -> list[str]:
    """Files of unfinished uploads on the disk."""
    folder = library.files.incoming / "unfinished"
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []

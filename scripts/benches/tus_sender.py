"""A lean tus client, so that the bench measures the box and not its counterpart: kernel to kernel by sendfile(2).

Run as a program: tus_sender.py PORT COOKIE SIDE_BY_SIDE < names of files. Prints its own CPU seconds at the end.
"""

import base64
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from threading import local

here = local()


def send(port: int, cookie: str, file: Path) -> None:
    """Creation with upload: one request a photo, on a connection that is kept."""
    if not hasattr(here, "connection"):
        here.connection = HTTPConnection("localhost", port)
    size = file.stat().st_size
    here.connection.putrequest("POST", "/uploads")
    for name, value in headers(port, cookie, file.name, size).items():
        here.connection.putheader(name, value)
    here.connection.endheaders()
    with file.open("rb") as body:
        here.connection.sock.sendfile(body)
    answer = here.connection.getresponse()
    said = answer.read()
    if answer.status != 201 or answer.headers["Upload-Offset"] != str(size):
        raise RuntimeError(f"{file.name}: {answer.status} {said.decode()}")


def headers(port: int, cookie: str, name: str, size: int) -> dict[str, str]:
    return {
        "Tus-Resumable": "1.0.0",
        "Upload-Length": str(size),
        "Upload-Metadata": f"filename {base64.b64encode(name.encode()).decode()}",
        "Content-Type": "application/offset+octet-stream",
        "Content-Length": str(size),
        "Origin": f"http://localhost:{port}",
        "Cookie": cookie,
    }


def main(port: str, cookie: str, side_by_side: str) -> None:
    files = [Path(line) for line in sys.stdin.read().splitlines()]
    with ThreadPoolExecutor(int(side_by_side)) as senders:
        list(senders.map(lambda file: send(int(port), cookie, file), files))
    print(time.process_time())


if __name__ == "__main__":
    main(*sys.argv[1:])

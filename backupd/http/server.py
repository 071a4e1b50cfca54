"""The web server: uvicorn on a socket that is already bound, in a thread beside the main one."""

import ctypes
import errno
import socket
import threading
import time

import uvicorn
from litestar import Litestar
from uvicorn.protocols.http.flow_control import HIGH_WATER_LIMIT
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from backupd.core.errors import CannotStart

UNPRIVILEGED = 8100
GRACE = 3

MB = 1 << 20
MMAP_THRESHOLD, TRIM_THRESHOLD = -3, -1
"""Of mallopt(3)."""


def bind(host: str, port: int) -> socket.socket:
    """A listening socket. Port 80 gives way to 8100 where it is taken or not allowed; any other port taken is an error."""
    try:
        return _listen(host, port)
    except OSError as error:
        if port == 80 and error.errno in (errno.EACCES, errno.EADDRINUSE):
            return bind(host, UNPRIVILEGED)
        key = {errno.EADDRINUSE: "settings.port_in_use", errno.EACCES: "settings.port_not_allowed"}.get(
            error.errno or 0, "settings.cannot_listen"
        )
        raise CannotStart(key, host=host, port=str(port)) from error


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=128)


class Protocol(HttpToolsProtocol):
    """uvicorn's own, which copies every piece of a body twice more: into a bytearray, and out of it again. Here that is left
    to bodies of crumbs."""

    def on_body(self, body: bytes) -> None:
        if (self.parser.should_upgrade() and self._should_upgrade()) or self.cycle.response_complete:
            return
        cycle = self.cycle
        if not cycle.body:
            cycle.body = body  # type: ignore[assignment]
        else:
            if isinstance(cycle.body, bytes):
                cycle.body = bytearray(cycle.body)
            cycle.body += body
        if len(cycle.body) > HIGH_WATER_LIMIT:
            self.flow.pause_reading()
        cycle.message_event.set()


class Server:
    """Answers from entering to leaving; leaving finishes the requests in hand (3 s at most)."""

    def __init__(self, app: Litestar, listening: socket.socket) -> None:
        config = uvicorn.Config(
            app,
            http=Protocol,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,  # X-Forwarded-For would choose the address that wrong guesses are counted for
            timeout_graceful_shutdown=GRACE,
            timeout_keep_alive=30,
            lifespan="on",
        )
        self._server = uvicorn.Server(config)
        app.state.ending = lambda: self._server.should_exit
        self._thread = threading.Thread(target=self._server.run, args=([listening],), name="web", daemon=True)

    def __enter__(self) -> "Server":
        _keep_buffers()
        self._thread.start()
        while not self._server.started and self._thread.is_alive():
            time.sleep(0.005)
        return self

    @property
    def alive(self) -> bool:
        return self._thread.is_alive()

    def wait(self) -> None:
        """Until the web thread ends or a signal raises SystemExit here."""
        while self._thread.is_alive():
            self._thread.join(1)

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(GRACE + 2)


def _keep_buffers() -> None:
    """Bodies arrive in pieces of a quarter of a megabyte, each copied twice. The C library would fetch memory for every one
    of them from the system and give it back, which took a tenth of receiving a photo. Other C libraries know better."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(MMAP_THRESHOLD, MB)
        mallopt(TRIM_THRESHOLD, 4 * MB)

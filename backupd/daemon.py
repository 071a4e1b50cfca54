"""The daemon: its parts in the order they wake. The reverse is the order they sleep."""

import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import msgspec

from backupd import app, greeting, intake, migrations, schedule
from backupd.core import log, systemd
from backupd.core.children import Child
from backupd.core.library import Library
from backupd.core.running import only_one
from backupd.core.settings import Settings
from backupd.core.snapshots import examine
from backupd.discovery import Announcement
from backupd.http.doors import Hosts
from backupd.http.render import Renderer
from backupd.http.server import Server, bind

WORKER = [sys.executable, "-m", "backupd", "work"]


def serve(settings: Settings) -> int:
    """Run until SIGTERM or SIGINT; exit status 0 after a calm end."""
    log.start(settings.log_level)
    with ExitStack() as awake:
        library = awake.enter_context(opened(settings))
        running = awake.enter_context(only_one(library.files.data))
        migrations.apply(library)
        worker = awake.enter_context(Child("worker", WORKER, msgspec.json.encode(settings)))
        if running.after_a_cut:
            library.jobs.later_once(examine)
        claim_signals()
        awake.enter_context(intake.Watcher(library))
        socket = awake.enter_context(bind(settings.host, settings.port))
        port = socket.getsockname()[1]
        announcement = Announcement(
            name=settings.name, port=port, host=settings.host, told=running.answers_as
        )
        hosts = Hosts(settings.hosts, lambda: announcement.name)
        renderer = Renderer()
        web = awake.enter_context(Server(app.build(library, renderer, hosts, worker), socket))
        if settings.announce:
            awake.enter_context(announcement)
        running.answers_at(port)
        greeting.print_addresses(library, port, announcement.name, renderer.words)
        awake.enter_context(systemd.Watchdog(lambda: worker.alive and web.alive))
        web.wait()
    return 0


@contextmanager
def opened(settings: Settings) -> Iterator[Library]:
    library = Library(settings).open(schedule.TABLE)
    try:
        yield library
    finally:
        library.close()


def claim_signals() -> None:
    """uvicorn re-raises the signal after its own shutdown: raise SystemExit, so that everything sleeps in order."""

    def leave(number: int, frame: object) -> None:
        raise SystemExit(0)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, leave)

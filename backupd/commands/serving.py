"""`serve` and, called only by the daemon, `work`. Each imports what it runs when it runs: the worker never needs the
web server, and `--help` needs neither."""

import sys
from argparse import Namespace

import msgspec

from backupd.commands.box import settings_of
from backupd.commands.voice import Voice
from backupd.core.settings import Settings


def serve(asked: Namespace, voice: Voice) -> int:
    from backupd import daemon

    return daemon.serve(settings_of(asked, voice, host=asked.host, port=asked.port))


def work(asked: Namespace, voice: Voice) -> int:
    from backupd import daemon, worker

    settings = msgspec.json.decode(sys.stdin.buffer.read(), type=Settings)
    with daemon.opened(settings) as library:
        return worker.work(library)

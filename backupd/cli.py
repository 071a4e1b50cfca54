"""The command line: thin verbs over actions."""

import argparse
import sys
from pathlib import Path

import msgspec

from backupd import daemon, worker
from backupd.core.settings import Settings, default_data_folder, load


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="backupd")
    parser.add_argument("--data", type=Path, default=None)
    parser.add_argument("--config", type=Path, default=None)
    commands = parser.add_subparsers(dest="command", required=True)
    serving = commands.add_parser("serve")
    serving.add_argument("--host")
    serving.add_argument("--port", type=int)
    commands.add_parser("work")
    asked = parser.parse_args(arguments)
    if asked.command == "work":
        return work()
    return daemon.serve(
        load(asked.data or default_data_folder(), asked.config, host=asked.host, port=asked.port)
    )


def work() -> int:
    settings = msgspec.json.decode(sys.stdin.buffer.read(), type=Settings)
    with daemon.opened(settings) as library:
        return worker.work(library)

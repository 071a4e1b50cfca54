"""A process that announces itself as the daemon does, and says on its standard output what has become of it."""

import argparse
import json
import signal
import sys
import threading
from pathlib import Path

from backupd.discovery import Announcement


def main() -> None:
    asked = _asked()
    leaving = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: leaving.set())
    addresses = (lambda: asked.addresses_in.read_text().split()) if asked.addresses_in else None
    with Announcement(asked.name, asked.port, asked.title, addresses, 0.3, asked.recheck, asked.host) as box:
        _tell_changes(box, leaving)


def _asked() -> argparse.Namespace:
    asking = argparse.ArgumentParser()
    asking.add_argument("--name", default="backup")
    asking.add_argument("--title", default="BackUP")
    asking.add_argument("--port", type=int, default=8100)
    asking.add_argument("--host", default="::")
    asking.add_argument("--recheck", type=float, default=180.0)
    asking.add_argument("--addresses-in", type=Path)
    return asking.parse_args()


def _tell_changes(box: Announcement, leaving: threading.Event) -> None:
    told = None
    while not leaving.wait(0.05):
        now = {"name": box.name, "addresses": list(box.addresses), "reason": box.reason}
        if now != told:
            sys.stdout.write(json.dumps(now) + "\n")  # at once, so that nothing comes between
            sys.stdout.flush()
        told = now


if __name__ == "__main__":
    main()

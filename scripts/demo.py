"""A living album in a minute: fill a fresh folder with a pretend family, start it, and say how to get in."""

import argparse
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from environment import say, tell  # noqa: E402
from pretend.family import fill, told  # noqa: E402

from backupd import daemon, migrations  # noqa: E402
from backupd.core.running import port_in_force  # noqa: E402
from backupd.core.settings import load  # noqa: E402

COMMAND = [sys.executable, "-m", "backupd"]


def main() -> int:
    asked = _asked()
    if not (asked.data / "backup.db").exists():
        tell("demo_filling")
        make(asked.data, only_painted=asked.painted)
    if asked.fill_only:
        return 0
    port = ["--port", str(asked.port)] if asked.port is not None else []
    serving = subprocess.Popen([*COMMAND, "serve", "--data", str(asked.data), *port])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches the daemon, which ends; then we do
    signal.signal(signal.SIGTERM, lambda *_: serving.terminate())
    if _awake(serving, asked.data):
        me = told()["me"]
        subprocess.run([*COMMAND, "--data", str(asked.data), "invite", "--person", me], check=False)
        print(
            say("demo_again", command=f"scripts/backupd --data {asked.data} invite --person {me}"), flush=True
        )
    return serving.wait()


def make(data: Path, *, only_painted: bool = False) -> None:
    with daemon.opened(load(data)) as library:
        migrations.apply(library)
        fill(library, only_painted=only_painted)


def _awake(serving: subprocess.Popen, data: Path) -> bool:
    while serving.poll() is None and port_in_force(data) is None:
        time.sleep(0.05)
    time.sleep(0.5)  # its own lines first
    return serving.poll() is None


def _asked() -> argparse.Namespace:
    home = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    page = argparse.ArgumentParser(prog="scripts/demo", description=__doc__)
    page.add_argument(
        "--data", type=Path, default=home / "backup-demo", help="a folder that is not there yet"
    )
    page.add_argument("--port", type=int, help="8100 when not given")
    page.add_argument("--painted", action="store_true", help="painted pictures only, no sample photographs")
    page.add_argument("--fill-only", action="store_true", help="fill the folder, do not start")
    return page.parse_args()


if __name__ == "__main__":
    sys.exit(main())

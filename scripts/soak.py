"""Run one of the heavy ones to its end: soak.py NAME [--megabytes N] [--folder DIR] [--json]."""

import argparse
import sys
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from benches.figures import show  # noqa: E402

SOAKS = {"capsule": "capsule"}
"""By name, the module in soaks that runs it: `run(megabytes, folder)`."""


def main() -> int:
    page = argparse.ArgumentParser(prog="scripts/soak", description=__doc__)
    page.add_argument("name", choices=sorted(SOAKS))
    page.add_argument("--megabytes", type=int, help="how much goes through")
    page.add_argument("--folder", type=Path, help="where the box lies meanwhile; it needs twice the room")
    page.add_argument("--json", action="store_true", help="one JSON object as the last line")
    asked = page.parse_args()
    soak = import_module(f"soaks.{SOAKS[asked.name]}")
    return show(asked.name, soak.run(asked.megabytes or soak.MEGABYTES, asked.folder), asked.json)


if __name__ == "__main__":
    sys.exit(main())

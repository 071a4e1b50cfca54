"""Measure resumable upload: bench_upload.py [--photos DIR] [--count N] [--json]."""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from benches import upload  # noqa: E402
from benches.figures import show  # noqa: E402


def main() -> int:
    page = argparse.ArgumentParser(description=__doc__)
    page.add_argument("--photos", type=Path, help="a folder of JPEGs to send instead of made ones")
    page.add_argument("--count", type=int, default=upload.COUNT)
    page.add_argument("--json", action="store_true", help="one JSON object as the last line")
    asked = page.parse_args()
    return show("upload", upload.measure(asked.photos, asked.count), asked.json)


if __name__ == "__main__":
    sys.exit(main())

"""Measure one of BackUP's promises: bench.py NAME [--photos DIR] [--count N] [--json]."""

import argparse
import sys
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from benches.figures import show  # noqa: E402

BENCHES = {
    "book": "book",
    "curation": "curation",
    "feed": "feed",
    "film": "film",
    "frame": "frame",
    "import": "import_photos",
    "memories": "memories",
    "outbox": "outbox",
    "pages": "pages",
    "search": "search",
    "timeline": "timeline",
    "upload": "upload",
    "viewer": "viewer",
}
"""By name, the module in benches that measures it: `measure(count)`, and `measure(photos, count)` where photos are sent."""
OF_PHOTOS = {"book", "import", "upload"}


def main() -> int:
    asked = _asked()
    bench = import_module(f"benches.{BENCHES[asked.name]}")
    count = asked.count or bench.COUNT
    figures = bench.measure(asked.photos, count) if asked.name in OF_PHOTOS else bench.measure(count)
    return show(asked.name, figures, asked.json)


def _asked() -> argparse.Namespace:
    page = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    page.add_argument("name", choices=sorted(BENCHES))
    page.add_argument("--photos", type=Path, help="a folder of photos to import or send instead of made ones")
    page.add_argument("--count", type=int, help="how many photos, stories or frames")
    page.add_argument("--json", action="store_true", help="one JSON object as the last line")
    return page.parse_args()


if __name__ == "__main__":
    sys.exit(main())

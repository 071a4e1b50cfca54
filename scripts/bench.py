"""Measure one of BackUP's promises: bench.py import|pages|book [--photos DIR] [--count N] [--json]."""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from benches import book, import_photos, pages  # noqa: E402
from benches.figures import show  # noqa: E402


def main() -> int:
    asked = _asked()
    if asked.name == "import":
        figures = import_photos.measure(asked.photos, asked.count or import_photos.COUNT)
    elif asked.name == "book":
        figures = book.measure(asked.photos, asked.count or book.COUNT)
    else:
        figures = pages.measure(asked.count or pages.COUNT)
    return show(asked.name, figures, asked.json)


def _asked() -> argparse.Namespace:
    page = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    page.add_argument("name", choices=["import", "pages", "book"])
    page.add_argument("--photos", type=Path, help="a folder of photos to import instead of made ones")
    page.add_argument("--count", type=int, help="how many photos or stories")
    page.add_argument("--json", action="store_true", help="one JSON object as the last line")
    return page.parse_args()


if __name__ == "__main__":
    sys.exit(main())

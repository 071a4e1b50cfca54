"""The yardstick: a bare libvips loop that makes the same two pictures from one decode, and does nothing else.

Run as a program: vips.py FOLDER PROCESSES prints seconds, CPU seconds and photos as JSON.
"""

import json
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

os.environ["VIPS_CONCURRENCY"] = "1"

import pyvips

from backupd.media.prints import GRID_EDGE, JPEG_QUALITY, PREVIEW_EDGE


def shrink(job: tuple[str, str]) -> None:
    """Shrink on load, turn, and write preview and grid as our darkroom does (same edges, quality, subsampling)."""
    path, target = job
    settings = {"Q": JPEG_QUALITY, "keep": "none", "subsample_mode": "on"}
    preview = pyvips.Image.thumbnail(path, PREVIEW_EDGE, height=PREVIEW_EDGE, size="down").copy_memory()
    preview.jpegsave(f"{target}-preview.jpg", **settings)
    preview.thumbnail_image(GRID_EDGE, height=GRID_EDGE, size="down").jpegsave(
        f"{target}-grid.jpg", **settings
    )


def main(folder: Path, processes: int) -> None:
    photos = sorted(path for path in folder.rglob("*") if path.suffix.lower() in {".jpg", ".jpeg"})
    with tempfile.TemporaryDirectory(dir=folder) as target:
        jobs = [(str(path), f"{target}/{number}") for number, path in enumerate(photos)]
        began = time.monotonic()
        with multiprocessing.get_context("spawn").Pool(processes) as pool:
            pool.map(shrink, jobs, chunksize=5)
        seconds = time.monotonic() - began
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps({"seconds": seconds, "cpu": spent.ru_utime + spent.ru_stime, "photos": len(photos)}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))

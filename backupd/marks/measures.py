"""The measures that take marks, with their versions. A better one stands here under the same kind with a higher version,
and every picture is marked anew; one that needs a model (eyes) joins the table when it is there."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from backupd.marks.light import light
from backupd.marks.records import Kind
from backupd.marks.sharpness import sharpness

EDGE = 720
"""Pictures are measured at this size: half that of a preview, which JPEG gives for a quarter of the time (scaled decoding,
ITU-T T.81)."""


class Measure(NamedTuple):
    """of: from the grey picture to the mark."""

    kind: Kind
    version: int
    of: Callable[[Image.Image], float]


MEASURES = (Measure("sharpness", 1, sharpness), Measure("light", 1, light))


def edition(measures: tuple[Measure, ...] = MEASURES) -> str:
    """All versions at once, "sharpness.1 light.1": what was made of marks of another edition is stale."""
    return " ".join(f"{measure.kind}.{measure.version}" for measure in measures)


def taken_of(preview: Path, measures: tuple[Measure, ...] = MEASURES) -> dict[Kind, float]:
    """The marks of one of our own previews; none where there is no preview to read."""
    try:
        with Image.open(preview) as picture:
            picture.draft("L", (EDGE, EDGE))
            grey = sized(picture.convert("L"))
    except OSError:
        return {}
    return {measure.kind: measure.of(grey) for measure in measures}


def sized(grey: Image.Image) -> Image.Image:
    """As everybody would see it beside others: a small copy is drawn larger, and is no sharper for being small."""
    scale = EDGE / max(grey.size)
    if scale == 1:
        return grey
    return grey.resize([max(round(side * scale), 1) for side in grey.size], Image.Resampling.BICUBIC)

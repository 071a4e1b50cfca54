"""How sharp a picture is: the variance of its second derivative, for as much contrast as it has, so that a brighter copy is
no sharper. Half of it is asked of the sharpest parts alone: what lies before a soft background is sharp. Pure."""

from PIL import Image, ImageFilter, ImageStat

LAPLACIAN = ImageFilter.Kernel((3, 3), [0, 1, 0, 1, -4, 1, 0, 1, 0], scale=1, offset=128)
ACROSS, DOWN, SHARPEST = 5, 4, 5
"""Into how many parts a picture is divided, and how many of them, those with most edges, count a second time."""
ROUNDING = 2.0
"""Variance of the second derivative that comes of whole numbers alone: 20 / 12."""
FAINT = 25.0
"""Contrast that is added everywhere, so that noise in a sky is no detail."""


def sharpness(grey: Image.Image) -> float:
    """From nearly 0 (blurred) to about 1; 0.03 is where people begin to call it sharp."""
    inside = (
        1,
        1,
        max(grey.width - 1, 2),
        max(grey.height - 1, 2),
    )  # Pillow leaves the outermost points unfiltered
    edges, grey = grey.filter(LAPLACIAN).crop(inside), grey.crop(inside)
    parts = sorted((_measured(edges.crop(box), grey.crop(box)) for box in _boxes(grey)), reverse=True)
    return (_sharp([_measured(edges, grey)]) + _sharp(parts[:SHARPEST])) / 2


def _measured(edges: Image.Image, grey: Image.Image) -> tuple[float, float]:
    """How much edge, and how much contrast there is."""
    return max(ImageStat.Stat(edges).var[0] - ROUNDING, 0.0), ImageStat.Stat(grey).var[0] + FAINT


def _sharp(parts: list[tuple[float, float]]) -> float:
    return sum(edge for edge, _ in parts) / sum(contrast for _, contrast in parts)


def _boxes(picture: Image.Image) -> list[tuple[int, int, int, int]]:
    width, height = max(picture.width // ACROSS, 1), max(picture.height // DOWN, 1)
    return [
        (column * width, row * height, (column + 1) * width, (row + 1) * height)
        for row in range(min(DOWN, picture.height))
        for column in range(min(ACROSS, picture.width))
    ]

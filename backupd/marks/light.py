"""How well a picture is lit, from how many of its points are how bright. Pure."""

from PIL import Image

BLACK, WHITE = 12, 248
"""Brightness of 255 up to and from which nothing can be told apart any more."""
MUCH_BLACK, MUCH_WHITE = 0.25, 0.06
"""Parts of a picture that may be so without harm: a night sky, a window."""
DARK, DIM, BRIGHT, GLARING = 25.0, 85.0, 175.0, 240.0
"""Mean brightness: below the first and above the last nothing is to be seen, between the middle two all is well."""
WIDE = 110
"""From the darkest twentieth to the brightest: this far apart a picture has depth."""


def light(grey: Image.Image) -> float:
    """0: nothing to be seen; 1: well lit."""
    counts = grey.histogram()
    whole = sum(counts)
    mean = sum(value * count for value, count in enumerate(counts)) / whole
    black = max(0.0, sum(counts[: BLACK + 1]) / whole - MUCH_BLACK)
    white = max(0.0, sum(counts[WHITE:]) / whole - MUCH_WHITE)
    lost = min(1.0, 1.2 * black + 2.0 * white)
    depth = min(1.0, (_below(counts, 0.95) - _below(counts, 0.05)) / WIDE)
    return _balanced(mean) * (1 - lost) * (0.5 + 0.5 * depth)


def _balanced(mean: float) -> float:
    if mean < DIM:
        return max(0.0, (mean - DARK) / (DIM - DARK))
    return min(1.0, max(0.0, (GLARING - mean) / (GLARING - BRIGHT)))


def _below(counts: list[int], part: float) -> int:
    """The brightness below which this part of the points lies."""
    left = part * sum(counts)
    for value, count in enumerate(counts):
        left -= count
        if left <= 0:
            return value
    return len(counts) - 1

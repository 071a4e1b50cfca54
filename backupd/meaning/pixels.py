"""A picture as a network wants it."""

from pathlib import Path

from PIL import Image

BICUBIC = Image.Resampling.BICUBIC


def opened(path: Path) -> Image.Image:
    """One of our own derived pictures, which are upright already, as RGB."""
    with Image.open(path) as image:
        image.draft("RGB", (512, 512))
        return image.convert("RGB")


def middle(image: Image.Image, edge: int, zoom: float = 224 / 256) -> Image.Image:
    """The square in the middle, a little off its border."""
    scale = edge / zoom / min(image.size)
    width, height = (max(edge, round(size * scale)) for size in image.size)
    left, top = (width - edge) // 2, (height - edge) // 2
    return image.resize((width, height), BICUBIC).crop((left, top, left + edge, top + edge))


def squashed(image: Image.Image, edge: int) -> Image.Image:
    """All of it, out of shape."""
    return image.resize((edge, edge), BICUBIC)

"""Real photographs for the demo, where ../shared/samples lies beside the checkout."""

from functools import cache
from pathlib import Path

from PIL import Image, ImageOps

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples" / "photos"
OF_SCENES = {
    "sea": ("Sunset by the Pier", "palms_beach", "IMG_6220", "IMG_6297", "Nikon Coolpix", "turtle"),
    "mountains": ("tanners_ridge", "silver_fir", "thompson-springs", "wild-3", "IMG_9516"),
    "meadow": ("wood_anemones", "fern_green", "dog_toshi", "elephants", "zebra", "prairie"),
    "blossoms": ("wood_anemones", "greentock", "peacock"),
    "autumn": ("IMG_1252", "IMG_6253", "mongolels"),
    "night": ("ferriswheel", "japanese-shop"),
    "candles": ("clowns", "friends_by", "limes"),
}


def photograph_of(scene: str, album: int, number: int) -> Image.Image | None:
    """Every third picture of an album is a real one, as long as there are any; the same one every time."""
    fitting = _fitting(scene)
    if number % 3 != 1 or not fitting or number // 3 >= len(fitting):
        return None
    return ImageOps.exif_transpose(Image.open(fitting[(number // 3 + album) % len(fitting)])).convert("RGB")


@cache
def _fitting(scene: str) -> list[Path]:
    every = (
        sorted(path for path in SAMPLES.rglob("*") if path.suffix.lower() == ".jpg")
        if SAMPLES.is_dir()
        else []
    )
    return [path for path in every if path.stem.startswith(OF_SCENES.get(scene, ()))]

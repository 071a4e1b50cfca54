"""A recipe carried out on a photo's original: turned, straightened, cropped, lit. Runs inside the darkroom's worker."""

from math import ceil, cos, radians, sin
from pathlib import Path

from PIL import Image
from PIL.Image import Resampling, Transform, Transpose

from backupd.media import prints
from backupd.media.colours import as_srgb, eight_bit
from backupd.media.errors import Unreadable
from backupd.media.facts import exif_of, opened, sort
from backupd.media.images import TooLarge, coding_of, decode, turn, upright
from backupd.media.recipes import (
    Recipe,
    Size,
    enlargement,
    finished_size,
    straightened_size,
    tones,
    turned_size,
)
from backupd.media.records import Limits, Rendered

TURNS = {90: Transpose.ROTATE_270, 180: Transpose.ROTATE_180, 270: Transpose.ROTATE_90}
FULL_QUALITY = 92
"""A picture to keep or to print; for the screen prints.JPEG_QUALITY does."""


def render(original: Path, into: Path, name: str, recipe: Recipe, limits: Limits, full: bool) -> Rendered:
    """The edited picture in the sizes pages show, or with `full` as large as the original lets it be. Raises
    Unreadable."""
    picture, size = _edited(original, name, recipe, limits, full)
    if full:
        prints.save(picture, into / "full.jpg", FULL_QUALITY)
        return Rendered(*picture.size)
    return Rendered(*finished_size(recipe, size), tiny=prints.draw(picture, into))


def _edited(
    original: Path, name: str, recipe: Recipe, limits: Limits, full: bool
) -> tuple[Image.Image, Size]:
    try:
        picture, size = _upright(original, name, recipe, limits, full)
        picture = picture.transpose(TURNS[recipe.turn]) if recipe.turn else picture
        return _lit(_framed(picture, recipe), recipe), size
    except (TooLarge, MemoryError) as error:
        raise Unreadable("media.too_large_to_show") from error


def _upright(
    original: Path, name: str, recipe: Recipe, limits: Limits, full: bool
) -> tuple[Image.Image, Size]:
    """The original in sRGB, no larger than the preview of its kept part needs, and its whole upright size."""
    kind = sort(original, name)
    with opened(original, kind) as picture:
        turned = turn(picture, original, kind, exif_of(picture, original, kind).orientation)
        size = upright(picture.size, turned)
        profile = picture.info.get("icc_profile")
        edge = max(size) if full else _edge(recipe, size)
        image = as_srgb(
            eight_bit(decode(picture, original, edge, limits)), profile, coding_of(original, kind)
        )
    return (image.transpose(prints.UPRIGHT[turned]) if turned in prints.UPRIGHT else image), size


def _edge(recipe: Recipe, size: Size) -> int:
    """The long edge at which the kept part still fills a preview."""
    return ceil(prints.PREVIEW_EDGE * max(size) / max(finished_size(recipe, size)))


def _framed(picture: Image.Image, recipe: Recipe) -> Image.Image:
    """Straightened and cropped in one step, so that pixels are drawn anew only once."""
    if recipe.straighten:
        return _rotated(picture, recipe)
    if recipe.crop is None:
        return picture
    left, top = round(picture.width * recipe.crop.left), round(picture.height * recipe.crop.top)
    width, height = finished_size(recipe, turned_size(picture.size, -recipe.turn))
    return picture.crop((left, top, min(picture.width, left + width), min(picture.height, top + height)))


def _rotated(picture: Image.Image, recipe: Recipe) -> Image.Image:
    """Where each pixel of the frame comes from: the frame lies in the picture, turned the other way about its middle."""
    angle, size = radians(recipe.straighten), picture.size
    across, down = (side / enlargement(size, recipe.straighten) for side in size)
    left, top = (recipe.crop.left, recipe.crop.top) if recipe.crop else (0.0, 0.0)
    right, below = left * across - across / 2, top * down - down / 2
    middle_x, middle_y = size[0] / 2, size[1] / 2
    matrix = (
        cos(angle), sin(angle), cos(angle) * right + sin(angle) * below + middle_x,
        -sin(angle), cos(angle), -sin(angle) * right + cos(angle) * below + middle_y,
    )  # fmt: skip
    return picture.transform(_kept(recipe, size), Transform.AFFINE, matrix, Resampling.BICUBIC)


def _kept(recipe: Recipe, turned: Size) -> Size:
    width, height = straightened_size(turned, recipe.straighten)
    crop = recipe.crop
    return (
        (max(1, round(width * crop.width)), max(1, round(height * crop.height))) if crop else (width, height)
    )


def _lit(picture: Image.Image, recipe: Recipe) -> Image.Image:
    if not (recipe.light or recipe.warmth):
        return picture
    table = [round(255 * min(1.0, tone(step / 255))) for tone in tones(recipe) for step in range(256)]
    return picture.convert("RGB").point(table)

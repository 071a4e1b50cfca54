"""A light edit as a recipe beside the original: what to do with it, never what came out. Pure.

The steps stand in this order: turn, straighten, crop, light and warmth. Straightening rotates about the middle and
enlarges until no corner is empty, so its picture has the shape the turned one had; the crop is fractions of that.
"""

from collections.abc import Callable, Iterator
from math import cos, isfinite, radians, sin
from typing import Literal

import msgspec

from backupd.core.errors import Refused

MOST_STRAIGHTENED = 15.0
SMALLEST_SIDE = 16
"""Pixels that a crop must leave on each side."""
SHORTEST_FILM = 0.5
"""Seconds that a trim must leave."""
SLACK = 1e-6
"""What adding fractions in another language may be off by."""
END_SLACK = 0.1
"""Browsers and containers disagree about a film's length by a frame or two."""

Size = tuple[int, int]


class Crop(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is kept, as fractions of the turned and straightened picture, from its left and upper edge."""

    left: float
    top: float
    width: float
    height: float


class Recipe(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """turn: degrees clockwise. straighten: degrees clockwise, −15 to 15. light and warmth: −1 to 1.
    begin and end: seconds of a film; None leaves that end as it is. mute: without its sound."""

    turn: Literal[0, 90, 180, 270] = 0
    straighten: float = 0.0
    crop: Crop | None = None
    light: float = 0.0
    warmth: float = 0.0
    begin: float | None = None
    end: float | None = None
    mute: bool = False


PLAIN = Recipe()
_PHOTO_ONLY = ("straighten", "crop", "light", "warmth")
_FILM_ONLY = ("begin", "end", "mute")

_encoder = msgspec.json.Encoder(order="sorted")


def written(recipe: Recipe) -> str:
    """The recipe as JSON, always the same text for the same recipe."""
    said = {
        name: value for name, value in msgspec.structs.asdict(recipe).items() if value != getattr(PLAIN, name)
    }
    return _encoder.encode(said).decode()


def read(text: str | bytes) -> Recipe:
    """A recipe from its JSON. Raises Refused for what is none."""
    try:
        return msgspec.json.decode(text, type=Recipe, strict=False)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise Refused("edits.not_a_recipe") from error


def usable(recipe: Recipe, kind: str | None, size: Size, duration: float | None) -> Recipe | None:
    """The recipe without what changes nothing; None when that is all of it. Raises Refused with a sentence about the
    first thing that cannot be done to this picture (`size` upright, unedited) or film of `duration` seconds."""
    film = kind == "video"
    for name in _PHOTO_ONLY if film else _FILM_ONLY:
        if getattr(recipe, name) != getattr(PLAIN, name):
            raise Refused("edits.photos_only" if film else "edits.films_only")
    tidied = _trimmed(recipe, duration) if film else _pictured(recipe, size)
    return None if tidied == PLAIN else tidied


def _pictured(recipe: Recipe, size: Size) -> Recipe:
    if not _within(recipe.straighten, MOST_STRAIGHTENED):
        raise Refused("edits.straighten_too_far", most=round(MOST_STRAIGHTENED))
    if not (_within(recipe.light, 1) and _within(recipe.warmth, 1)):
        raise Refused("edits.light_too_far")
    rounded = {
        name: round(getattr(recipe, name), 3) or PLAIN.light for name in ("straighten", "light", "warmth")
    }
    return msgspec.structs.replace(recipe, **rounded, crop=_cropped(recipe, size))


def _within(number: float, most: float) -> bool:
    return isfinite(number) and abs(number) <= most + SLACK


def _cropped(recipe: Recipe, size: Size) -> Crop | None:
    crop = recipe.crop
    if crop is None:
        return None
    left, top, width, height = crop.left, crop.top, crop.width, crop.height
    inside = all(isfinite(part) for part in (left, top, width, height)) and min(left, top) >= -SLACK
    if not inside or left + width > 1 + SLACK or top + height > 1 + SLACK:
        raise Refused("edits.crop_outside")
    whole = straightened_size(turned_size(size, recipe.turn), recipe.straighten)
    if width * whole[0] < SMALLEST_SIDE - 0.5 or height * whole[1] < SMALLEST_SIDE - 0.5:
        raise Refused("edits.crop_too_small")
    if min(width, height) > 0.999:
        return None
    left, top = max(0.0, left), max(0.0, top)
    return Crop(*(round(part, 5) for part in (left, top, min(width, 1 - left), min(height, 1 - top))))


def _trimmed(recipe: Recipe, duration: float | None) -> Recipe:
    begin, end = recipe.begin or 0.0, recipe.end
    if duration is None:
        if recipe.begin is not None or end is not None:
            raise Refused("edits.no_length")
        return recipe
    last = duration if end is None else end
    if not (isfinite(begin) and isfinite(last)) or begin < 0 or last > duration + END_SLACK:
        raise Refused("edits.trim_outside", seconds=round(duration, 1))
    if last - begin < min(SHORTEST_FILM, duration) - SLACK:
        raise Refused("edits.trim_too_short")
    return msgspec.structs.replace(
        recipe,
        begin=round(begin, 2) or None,
        end=round(last, 2) if last < duration - END_SLACK / 2 else None,
    )


def turned_size(size: Size, turn: int) -> Size:
    return size[::-1] if turn % 180 else size


def enlargement(size: Size, straighten: float) -> float:
    """How much a picture grows about its middle so that straightening leaves no empty corner."""
    angle = radians(abs(straighten))
    return cos(angle) + max(size[0] / size[1], size[1] / size[0]) * sin(angle)


def straightened_size(size: Size, straighten: float) -> Size:
    """Pixels of the original that still fill the frame of the turned picture; of the same shape."""
    scale = enlargement(size, straighten)
    return max(1, round(size[0] / scale)), max(1, round(size[1] / scale))


def finished_size(recipe: Recipe, size: Size) -> Size:
    """The edited picture at full size, from the upright size of the original."""
    width, height = straightened_size(turned_size(size, recipe.turn), recipe.straighten)
    if recipe.crop is None:
        return width, height
    return max(1, round(width * recipe.crop.width)), max(1, round(height * recipe.crop.height))


def length(recipe: Recipe, duration: float | None) -> float | None:
    """Seconds of the trimmed film."""
    if duration is None:
        return None
    return round((duration if recipe.end is None else recipe.end) - (recipe.begin or 0.0), 3)


def centred(shape: str, size: Size, turn: int) -> Crop:
    """The largest crop of a shape such as "4:3" in the middle of the turned picture, lying or standing as that does."""
    sides = [int(side) for side in shape.split(":")]
    width, height = turned_size(size, turn)
    if width != height:
        sides.sort(reverse=width > height)
    part = sides[0] / sides[1] / (width / height)
    kept = (part, 1.0) if part <= 1 else (1.0, 1 / part)
    return Crop((1 - kept[0]) / 2, (1 - kept[1]) / 2, *kept)


def turned_crop(crop: Crop, degrees: int) -> Crop:
    """The same part of the picture after it was turned clockwise by so many degrees more."""
    for _ in range(degrees // 90 % 4):
        crop = Crop(1 - crop.top - crop.height, crop.left, crop.height, crop.width)
    return crop


def tones(recipe: Recipe) -> Iterator[Callable[[float], float]]:
    """For red, green and blue, 0 to 1: light bends between black and white, warmth takes from one end of the colours.
    The editor's feFuncR, feFuncG and feFuncB of type "gamma" do the same (web/modules/parts/tones.js)."""
    exponent = 2 ** (-recipe.light)
    for weight in weights(recipe.warmth):
        yield lambda value, weight=weight: weight * value**exponent  # type: ignore[misc]


def weights(warmth: float) -> tuple[float, float, float]:
    """What red, green and blue are multiplied by; never above 1, so that nothing burns out."""
    if warmth >= 0:
        return 1.0, 1 - 0.07 * warmth, 1 - 0.28 * warmth
    return 1 + 0.24 * warmth, 1 + 0.05 * warmth, 1.0

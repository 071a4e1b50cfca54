"""Colours as every screen understands them: 8-bit sRGB on white paper, whatever the original used."""

import io
from functools import lru_cache
from typing import cast

from PIL import Image, ImageChops, ImageCms
from PIL.ImageFilter import Color3DLUT

from backupd.media.tones import Coding, brought_down

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
SRGB_PROFILE: bytes = SRGB.tobytes()

OVERPRINTS = (
    (255, 255, 255), (0, 158, 224), (226, 0, 122), (43, 46, 131),
    (255, 237, 0), (0, 150, 64), (227, 6, 19), (52, 49, 47),
)  # fmt: skip
"""Paper, C, M, CM, Y, CY, MY, CMY of offset on coated paper (ISO 12647-2) in sRGB."""

BLACK_INK = 29

ALPHA_MODES = {"LA", "La", "PA", "RGBa"}
DEEP_MODES = {"I", "F", "I;16", "I;16L", "I;16B", "I;16N"}


def eight_bit(image: Image.Image) -> Image.Image:
    """A mode that can be scaled smoothly: palettes spread out, deep greys brought down to 8 bits."""
    if image.mode == "P":
        return image.convert("RGBA" if "transparency" in image.info else "RGB")
    if image.mode in ALPHA_MODES:
        return image.convert("RGBA")
    if image.mode in DEEP_MODES:
        return _from_deep(image)
    if "transparency" in image.info and image.mode in {"RGB", "L"}:
        return image.convert("RGBA")
    return image.convert("L") if image.mode == "1" else image


def _from_deep(image: Image.Image) -> Image.Image:
    """16-bit greys divided by 256; floating point taken as 0 to 1 when nothing is larger."""
    grey = image.convert("F")
    high = max(cast(tuple[float, float], grey.getextrema()))
    scale = 255.0 if high <= 1.0 else 1 / 256 if high > 255 else 1.0
    return grey.point(lambda value: value * scale).convert("L")


def as_srgb(image: Image.Image, profile: bytes | None, coding: Coding | None = None) -> Image.Image:
    """Greys or RGB in sRGB without transparency. A damaged profile counts as none."""
    image = _on_white(image)
    if coding is not None and (coding.high_range or (coding.wide and not profile)):
        return brought_down(image.convert("RGB"), coding)
    converted = _converted(image, profile) if profile else None
    if converted is not None:
        return converted
    if image.mode == "CMYK":
        return _printed(image)
    return image if image.mode == "L" else image.convert("RGB")


def _printed(image: Image.Image) -> Image.Image:
    """Inks without a profile as they look on coated paper: the eight overprints of a press (Neugebauer), darkened by
    its black. Plain subtraction shows neon where a print shows colour."""
    *inks, black = image.split()
    paper = Image.merge("RGB", inks).filter(_overprints())
    shade = black.point([255 - ink * (255 - BLACK_INK) // 255 for ink in range(256)])
    return ImageChops.multiply(paper, Image.merge("RGB", [shade] * 3))


@lru_cache(maxsize=1)
def _overprints() -> Color3DLUT:
    return Color3DLUT(2, [part / 255 for colour in OVERPRINTS for part in colour])


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def _converted(image: Image.Image, profile: bytes) -> Image.Image | None:
    try:
        transform = _transform(profile, image.mode)
        return ImageCms.applyTransform(image, transform) if transform else None
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


@lru_cache(maxsize=8)
def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    """None when the profile already is sRGB. Kept because a family's phones use the same two or three."""
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    if mode == "RGB" and "srgb" in (ImageCms.getProfileDescription(source) or "").lower():
        return None
    return ImageCms.buildTransform(source, SRGB, mode, "RGB", ImageCms.Intent.PERCEPTUAL)

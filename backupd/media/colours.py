"""Colours as every screen understands them: 8-bit sRGB on white paper, whatever the original used."""

import io
from functools import lru_cache
from typing import cast

from PIL import Image, ImageCms

from backupd.media.tones import HLG, PQ, table

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
SRGB_PROFILE: bytes = SRGB.tobytes()

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


def as_srgb(image: Image.Image, profile: bytes | None, transfer: int | None = None) -> Image.Image:
    """Greys or RGB in sRGB without transparency. A damaged profile counts as none."""
    image = _on_white(image)
    if transfer is not None and transfer in {PQ, HLG}:
        return image.convert("RGB").filter(table(transfer))
    converted = _converted(image, profile) if profile else None
    if converted is not None:
        return converted
    return image if image.mode == "L" else image.convert("RGB")


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

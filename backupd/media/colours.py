"""Colours as every screen understands them: 8-bit sRGB on white paper, whatever the original used."""

import io
from functools import lru_cache

from PIL import Image, ImageCms

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
SRGB_PROFILE: bytes = SRGB.tobytes()

ALPHA_MODES = {"LA", "La", "PA", "RGBa"}
DEEP_MODES = {"I", "F", "I;16", "I;16L", "I;16B", "I;16N"}

PQ, HLG = 16, 18
"""Transfer characteristics of ITU-T H.273: high dynamic range after SMPTE 2084 and ARIB B67."""


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
    _low, high = grey.getextrema()
    scale = 255.0 if high <= 1.0 else 1 / 256 if high > 255 else 1.0
    return grey.point(lambda value: value * scale).convert("L")


def as_srgb(image: Image.Image, profile: bytes | None, transfer: int | None = None) -> Image.Image:
    """Greys or RGB in sRGB without transparency. A damaged profile counts as none."""
    image = _on_white(image)
    if transfer in {PQ, HLG}:
        return tone_mapped(image.convert("RGB"), transfer)
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


def tone_mapped(image: Image.Image, transfer: int) -> Image.Image:
    """High dynamic range brought to a screen's: curve by table, then BT.2020 primaries to BT.709 (BT.2087)."""
    curve = _curve(transfer)
    linear = image.point(curve * 3)
    return linear.convert("RGB", BT2020_TO_709)


BT2020_TO_709 = (1.35, -0.29, -0.06, 0, -0.08, 1.09, -0.01, 0, -0.01, -0.06, 1.07, 0)
"""The matrix of BT.2087 softened for values that are already gamma coded."""


@lru_cache(maxsize=2)
def _curve(transfer: int) -> list[int]:
    light = _pq_light if transfer == PQ else _hlg_light
    return [round(255 * _gamma(_rolled_off(light(code / 255)))) for code in range(256)]


def _pq_light(code: float) -> float:
    """SMPTE ST 2084, scaled so that 1.0 is the 203 cd/m² of a white page (BT.2408)."""
    m1, m2, c1, c2, c3 = 0.1593017578125, 78.84375, 0.8359375, 18.8515625, 18.6875
    power = code ** (1 / m2)
    return 10000 / 203 * (max(power - c1, 0) / (c2 - c3 * power)) ** (1 / m1)


def _hlg_light(code: float) -> float:
    """ARIB STD-B67 with the system gamma 1.2; 75 % signal is a white page (BT.2408)."""
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = code * code / 3 if code <= 0.5 else (2.718281828459045 ** ((code - c) / a) + b) / 12
    return float((scene / 0.265) ** 1.2)


def _rolled_off(light: float) -> float:
    """Reinhard's curve with a white point of four pages: midtones stay, highlights keep their drawing."""
    return min(1.0, light * (1 + light / 16) / (1 + light) * 1.6)


def _gamma(light: float) -> float:
    return 12.92 * light if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055

"""How a picture looks, whatever is on it: eleven shares between 0 and 1, measured on its colours alone."""

import numpy as np

LOOKS = ("dark", "bright", "white", "warm", "red", "green", "blue", "grey", "glow", "bloom", "vivid")


def looks(pixels: np.ndarray) -> np.ndarray:
    """Of an RGB picture as numbers from 0 to 255, in the order of LOOKS.

    glow: something burns in the dark (a sunset, fireworks). bloom: strong colours beside green (flowers outdoors).
    """
    colours = pixels.reshape(-1, 3).astype(np.float32) / 255
    top, low = colours.max(1), colours.min(1)
    light, strength = colours.mean(1), (top - low) / np.maximum(top, 1e-3)
    hue = _hue(colours, top, low)
    strong = (strength > 0.4) & (top > 0.25)
    green, red = strong & _between(hue, 65, 170), strong & ((hue < 18) | (hue > 335))
    warm, blue = strong & (hue < 52), strong & _between(hue, 185, 260)
    dark, flaming = light < 0.22, (strength > 0.45) & (top > 0.45) & ((hue < 55) | (hue > 290))
    flowering = strong & (top > 0.5) & ((hue < 62) | (hue > 265)) & (strength > 0.5)
    shares = [
        dark.mean(), (light > 0.75).mean(), ((light > 0.78) & (strength < 0.15)).mean(), warm.mean(), red.mean(),
        green.mean(), blue.mean(), (strength < 0.12).mean(), 2 * min(dark.mean(), flaming.mean()),
        2 * min(green.mean(), flowering.mean()), (strength > 0.6).mean(),
    ]  # fmt: skip
    return np.clip(np.array(shares, np.float32), 0, 1)


def _between(hue: np.ndarray, first: int, last: int) -> np.ndarray:
    return (hue >= first) & (hue < last)


def _hue(colours: np.ndarray, top: np.ndarray, low: np.ndarray) -> np.ndarray:
    """In degrees, red is 0."""
    red, green, blue = colours.T
    span = np.maximum(top - low, 1e-3)
    sixth = np.where(
        top == red,
        (green - blue) / span % 6,
        np.where(top == green, (blue - red) / span + 2, (red - green) / span + 4),
    )
    return sixth * 60

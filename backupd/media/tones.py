"""High dynamic range brought down to a screen's: one colour table for stills (Pillow) and films (ffmpeg's lut3d)."""

from functools import lru_cache
from math import exp
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from PIL.ImageFilter import Color3DLUT

SCREEN, PQ, HLG = 13, 16, 18
"""Transfer characteristics of ITU-T H.273: sRGB, SMPTE ST 2084 and ARIB STD-B67."""

STEPS = 17

BT2020, DCI_P3, DISPLAY_P3 = 9, 11, 12
"""Colour primaries of the same table."""

BT2020_TO_709 = ((1.6605, -0.5876, -0.0728), (-0.1246, 1.1329, -0.0083), (-0.0182, -0.1006, 1.1187))
"""Linear light, ITU-R BT.2087."""

P3_TO_709 = ((1.2249, -0.2247, -0.0002), (-0.0420, 1.0419, 0.0001), (-0.0197, -0.0786, 1.0983))
"""Linear light, from SMPTE EG 432-1 with the white of D65."""

NARROWING = {BT2020: BT2020_TO_709, DCI_P3: P3_TO_709, DISPLAY_P3: P3_TO_709}


class Coding(NamedTuple):
    """What the numbers of a picture mean (ITU-T H.273): primaries and transfer characteristics."""

    primaries: int
    transfer: int

    @property
    def high_range(self) -> bool:
        return self.transfer in {PQ, HLG}

    @property
    def wide(self) -> bool:
        """Colours that screens of the usual kind show otherwise than they are meant."""
        return self.primaries in NARROWING


def brought_down(image: Image.Image, coding: Coding) -> Image.Image:
    """An 8-bit RGB picture as an ordinary screen shows it: each colour by its curve, exactly, then narrowed."""
    if coding.high_range:
        image = image.point(_curve(coding.transfer) * 3)
    return image.filter(table(Coding(coding.primaries, SCREEN))) if coding.wide else image


@lru_cache(maxsize=2)
def _curve(transfer: int) -> list[int]:
    light = LIGHT[transfer]
    return [round(255 * _gamma(_rolled_off(light(signal / 255)))) for signal in range(256)]


@lru_cache(maxsize=4)
def table(coding: Coding) -> Color3DLUT:
    """Signal so coded to sRGB, as a table of 17 steps a side."""
    light, narrowing = LIGHT[coding.transfer], NARROWING[coding.primaries]

    def seen(*signal: float) -> tuple[float, ...]:
        linear = [light(part) for part in signal]
        bent = [_rolled_off(part) for part in linear] if coding.high_range else linear
        return tuple(
            _gamma(max(0.0, sum(weight * part for weight, part in zip(row, bent, strict=True))))
            for row in narrowing
        )

    return Color3DLUT.generate(STEPS, seen)


def write_cube(transfer: int, path: Path) -> None:
    """The table of a film in BT.2020 as a .cube file (Adobe Cube LUT 1.0: red changes fastest, as in Pillow)."""
    numbers = table(Coding(BT2020, transfer)).table
    rows = [
        f"{numbers[at]:.5f} {numbers[at + 1]:.5f} {numbers[at + 2]:.5f}" for at in range(0, len(numbers), 3)
    ]
    path.write_text("\n".join([f"LUT_3D_SIZE {STEPS}", *rows]) + "\n")


def _pq_light(signal: float) -> float:
    """SMPTE ST 2084, scaled so that 1.0 is the 203 cd/m² of a white page (BT.2408)."""
    m1, m2, c1, c2, c3 = 0.1593017578125, 78.84375, 0.8359375, 18.8515625, 18.6875
    power = signal ** (1 / m2)
    return 10000 / 203 * (max(power - c1, 0.0) / (c2 - c3 * power)) ** (1 / m1)


def _hlg_light(signal: float) -> float:
    """ARIB STD-B67 with system gamma 1.2, scaled so that 75 % signal is a white page (BT.2408)."""
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = signal * signal / 3 if signal <= 0.5 else (exp((signal - c) / a) + b) / 12
    return (scene / 0.265) ** 1.2


def _screen_light(signal: float) -> float:
    """IEC 61966-2-1; cameras that say BT.709 are looked at on the same screens."""
    return signal / 12.92 if signal <= 0.04045 else ((signal + 0.055) / 1.055) ** 2.4


def _rolled_off(light: float) -> float:
    """Linear up to three quarters of a white page, then bending so that eight pages reach full white."""
    knee, most = 0.6, 8.0
    if light <= knee:
        return light
    over, room = light - knee, 1 - knee
    bend = over / room
    limit = (most - knee) / room
    return min(1.0, knee + room * bend * (1 + bend / limit**2) / (1 + bend))


def _gamma(light: float) -> float:
    return 12.92 * light if light <= 0.0031308 else 1.055 * min(1.0, light) ** (1 / 2.4) - 0.055


LIGHT = {SCREEN: _screen_light, PQ: _pq_light, HLG: _hlg_light}

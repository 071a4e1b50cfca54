"""High dynamic range brought down to a screen's: one colour table for stills (Pillow) and films (ffmpeg's lut3d)."""

from functools import lru_cache
from math import exp
from pathlib import Path

from PIL.ImageFilter import Color3DLUT

PQ, HLG = 16, 18
"""Transfer characteristics of ITU-T H.273: SMPTE ST 2084 and ARIB STD-B67."""

STEPS = 17

BT2020_TO_709 = ((1.6605, -0.5876, -0.0728), (-0.1246, 1.1329, -0.0083), (-0.0182, -0.1006, 1.1187))
"""Linear light, ITU-R BT.2087."""


@lru_cache(maxsize=2)
def table(transfer: int) -> Color3DLUT:
    """Signal in BT.2020 with `transfer` to sRGB, as a table of 17 steps a side."""
    light = _pq_light if transfer == PQ else _hlg_light

    def seen(*signal: float) -> tuple[float, ...]:
        linear = [light(part) for part in signal]
        narrowed = [
            max(0.0, sum(weight * part for weight, part in zip(row, linear, strict=True)))
            for row in BT2020_TO_709
        ]
        peak = max(narrowed)
        scale = _rolled_off(peak) / peak if peak > 0 else 0.0
        return tuple(_gamma(part * scale) for part in narrowed)

    return Color3DLUT.generate(STEPS, seen)


def write_cube(transfer: int, path: Path) -> None:
    """The table as a .cube file (Adobe Cube LUT 1.0: red changes fastest, as in Pillow)."""
    numbers = table(transfer).table
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

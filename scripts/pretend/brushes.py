"""Brushes for pretend photographs: light, ridges, trees, people from afar."""

import random
from collections.abc import Callable
from itertools import pairwise

from PIL import Image, ImageChops, ImageDraw, ImageFilter

Colour = tuple[int, int, int]
Size = tuple[int, int]
Point = tuple[float, float]


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def gradient(size: Size, top: Colour, bottom: Colour, until: int) -> Image.Image:
    """From `top` to `bottom` at height `until`, flat below it."""
    picture = Image.new("RGB", size, bottom)
    ramp = Image.linear_gradient("L").resize((size[0], max(1, until)))
    picture.paste(
        Image.composite(Image.new("RGB", ramp.size, bottom), Image.new("RGB", ramp.size, top), ramp), (0, 0)
    )
    return picture


def glow(picture: Image.Image, centre: tuple[int, int], radius: float, colour: Colour) -> Image.Image:
    """Light that adds up, as it does in a lens."""
    width = round(radius * 2)
    fall = (
        ImageChops.invert(Image.radial_gradient("L"))
        .resize((width, width))
        .point(lambda value: max(0, value - 75) ** 2 // 128)
    )
    light = Image.new("RGB", picture.size)
    light.paste(Image.new("RGB", fall.size, colour), (centre[0] - width // 2, centre[1] - width // 2), fall)
    return ImageChops.screen(picture, light)


def ridge(
    picture: Image.Image,
    chance: random.Random,
    y: float,
    rough: float,
    colour: Colour,
    base: float | None = None,
) -> None:
    """A line of hills by halving (midpoint displacement), filled down to `base`."""
    heights = [chance.uniform(-rough, rough), chance.uniform(-rough, rough)]
    step = rough
    while len(heights) < 130:
        step *= 0.52
        halves = [(a + b) / 2 + chance.uniform(-step, step) for a, b in pairwise(heights)]
        heights = [height for pair in zip(heights, halves, strict=False) for height in pair] + [heights[-1]]
    width, bottom = picture.width, base if base is not None else picture.height
    points = [(width * at / (len(heights) - 1), min(y + height, bottom)) for at, height in enumerate(heights)]
    ImageDraw.Draw(picture).polygon([*points, (width, bottom), (0, bottom)], fill=colour)


def mist(picture: Image.Image, y: float, height: float, colour: Colour) -> None:
    band = (
        Image.linear_gradient("L").resize((picture.width, round(height))).point(lambda value: value * 2 // 5)
    )
    picture.paste(Image.new("RGB", band.size, colour), (0, round(y)), band)


def clouds(picture: Image.Image, chance: random.Random) -> None:
    width, height = picture.size
    mask = Image.new("L", picture.size)
    draw = ImageDraw.Draw(mask)
    for _ in range(7):
        x, y = width * chance.random(), height * chance.uniform(0.06, 0.4)
        for _ in range(16):
            half = height * chance.uniform(0.015, 0.05)
            at, up = x + chance.gauss(0, width * 0.05), y + chance.gauss(0, height * 0.012)
            draw.ellipse((at - half * 2, up - half, at + half * 2, up + half), fill=170)
    picture.paste((255, 255, 255), (0, 0), mask.filter(ImageFilter.GaussianBlur(12)))


def scatter(
    picture: Image.Image, chance: random.Random, count: int, dark: Colour, light: Colour,
    least: float, most: float, height: Callable[[], float],
) -> None:  # fmt: skip
    """Leaves, petals, flakes or lights: dots of many sizes between two colours; `height` says how far down, 0 to 1."""
    draw = ImageDraw.Draw(picture, "RGBA")
    for _ in range(count):
        half = chance.uniform(least, most)
        x, y = picture.width * chance.random(), picture.height * height()
        draw.ellipse(
            (x - half, y - half * 0.9, x + half, y + half * 0.9),
            fill=(*mixed(dark, light, chance.random()), 215),
        )


def branch(draw: ImageDraw.ImageDraw, chance: random.Random, start: Point, length: float) -> None:
    x, y = start
    towards = 1 if x == 0 else -1
    for part in range(14):
        next_x, next_y = x + towards * length / 14, y + chance.gauss(length * 0.012, length * 0.02)
        draw.line((x, y, next_x, next_y), fill=(84, 60, 56), width=max(1, 11 - part))
        x, y = next_x, next_y


def fir(picture: Image.Image, chance: random.Random, x: float, foot: float, tall: float) -> None:
    draw = ImageDraw.Draw(picture)
    green = mixed((48, 74, 70), (96, 118, 118), chance.random())
    for tier in range(4):
        top, half = foot - tall * (1 - tier * 0.2), tall * (0.1 + 0.07 * tier)
        draw.polygon([(x, top), (x - half, top + tall * 0.34), (x + half, top + tall * 0.34)], fill=green)
        draw.polygon(
            [(x, top), (x - half * 0.5, top + tall * 0.15), (x + half * 0.3, top + tall * 0.12)],
            fill=(240, 244, 248),
        )


def snowman(draw: ImageDraw.ImageDraw, x: float, foot: float, tall: float) -> None:
    body, head = tall * 0.32, tall * 0.21
    draw.ellipse((x - body, foot - 2 * body, x + body, foot), fill=(252, 253, 255), outline=(206, 214, 224))
    middle = foot - 2 * body - head * 0.7
    draw.ellipse(
        (x - head, middle - head, x + head, middle + head), fill=(252, 253, 255), outline=(206, 214, 224)
    )
    draw.rectangle((x - head, middle + head * 0.55, x + head, middle + head * 0.95), fill=(188, 70, 58))
    for side in (-1, 1):
        draw.ellipse(
            (x + side * head * 0.4 - 3, middle - 8, x + side * head * 0.4 + 3, middle - 2), fill=(40, 40, 46)
        )
    draw.polygon([(x, middle), (x, middle + 7), (x + head * 0.8, middle + 5)], fill=(232, 130, 60))


def people(
    draw: ImageDraw.ImageDraw, chance: random.Random, x: float, foot: float, tall: float, colour: Colour
) -> None:
    """Two to four figures side by side, seen from afar and against the light."""
    for _ in range(chance.randint(2, 4)):
        height = tall * chance.choice([0.55, 0.7, 0.95, 1])
        head = height * 0.085
        draw.ellipse((x - head, foot - height, x + head, foot - height + 2 * head), fill=colour)
        shoulder = foot - height + head * 2.2
        draw.rounded_rectangle(
            (x - head * 1.5, shoulder, x + head * 1.5, foot - height * 0.42), head, fill=colour
        )
        for side in (-0.8, 0.8):
            draw.line(
                (x + side * head, foot - height * 0.45, x + side * head * 1.2, foot),
                fill=colour,
                width=round(head * 1.1),
            )
        x += tall * chance.uniform(0.3, 0.42)


def firework(picture: Image.Image, chance: random.Random, centre: tuple[int, int], radius: float) -> None:
    draw = ImageDraw.Draw(picture)
    colour = chance.choice([(255, 180, 120), (255, 120, 140), (170, 200, 255), (255, 226, 150)])
    for _ in range(70):
        far = chance.uniform(0.3, 1)
        x, y = chance.gauss(0, 1), chance.gauss(0, 1)
        norm = (x * x + y * y) ** 0.5 or 1
        tip = (centre[0] + radius * far * x / norm, centre[1] + radius * far * y / norm)
        near = (centre[0] + radius * far * 0.7 * x / norm, centre[1] + radius * far * 0.7 * y / norm)
        draw.line((*near, *tip), fill=mixed(colour, (255, 255, 255), chance.random() * 0.5), width=2)


def vignette(picture: Image.Image) -> Image.Image:
    edge = Image.radial_gradient("L").resize(picture.size).point(lambda value: max(0, value - 120) // 3)
    return Image.composite(Image.new("RGB", picture.size), picture, edge)


def grain(picture: Image.Image, chance: random.Random) -> Image.Image:
    """Noise from one random tile laid all over, so that two pictures never have the same bytes."""
    tile = Image.frombytes("L", (512, 512), chance.randbytes(512 * 512)).point(lambda value: value // 16)
    noise = Image.new("L", picture.size)
    for x in range(0, picture.width, 512):
        for y in range(0, picture.height, 512):
            noise.paste(tile, (x, y))
    return ImageChops.subtract(
        ImageChops.add(picture, Image.merge("RGB", [noise] * 3)), Image.new("RGB", picture.size, (8, 8, 8))
    )

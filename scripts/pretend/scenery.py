"""Landscapes painted by chance, where no real photograph may stand: each seed gives another picture, the same every time."""

import random
from collections.abc import Callable

from PIL import Image, ImageDraw, ImageFilter

from pretend.brushes import (
    Size,
    branch,
    clouds,
    fir,
    firework,
    glow,
    gradient,
    grain,
    mist,
    mixed,
    people,
    ridge,
    scatter,
    snowman,
    vignette,
)

CANVAS = 960  # painted at this long edge, then enlarged with grain, as light falls on film


def paint(scene: str, seed: int, size: Size) -> Image.Image:
    """One of SCENES at `size` (width, height)."""
    chance = random.Random(f"{scene} {seed}")
    scale = CANVAS / max(size)
    small = (max(1, round(size[0] * scale)), max(1, round(size[1] * scale)))
    picture = SCENES[scene](chance, small).resize(size, Image.Resampling.BICUBIC)
    return grain(vignette(picture), chance)


def sunset_sea(chance: random.Random, size: Size) -> Image.Image:
    width, height = size
    horizon = round(height * chance.uniform(0.5, 0.62))
    warm = chance.choice([(255, 196, 120), (255, 170, 130), (250, 205, 150)])
    picture = gradient(size, chance.choice([(66, 88, 140), (92, 82, 138), (60, 104, 150)]), warm, horizon)
    sun = (round(width * chance.uniform(0.3, 0.7)), round(horizon - height * chance.uniform(0.05, 0.16)))
    picture = glow(picture, sun, height * 0.55, (255, 190, 110))
    picture = glow(picture, sun, height * 0.09, (255, 246, 214))
    sea = gradient((width, height - horizon), warm, (38, 62, 92), height - horizon)
    picture.paste(sea, (0, horizon))
    draw = ImageDraw.Draw(picture, "RGBA")
    for _ in range(420):
        depth = chance.random() ** 1.6
        y = horizon + depth * (height - horizon)
        half = width * (0.004 + 0.03 * depth) * chance.uniform(0.4, 1.4)
        x = sun[0] + chance.gauss(0, width * (0.03 + 0.14 * depth))
        draw.line((x - half, y, x + half, y), fill=(255, 232, 190, 90), width=1 + round(2 * depth))
    picture = picture.filter(ImageFilter.GaussianBlur(1.2))
    ridge(picture, chance, horizon, height * 0.05, (70, 66, 96), base=horizon)
    shore = ImageDraw.Draw(picture)
    people(shore, chance, width * chance.uniform(0.15, 0.6), height * 0.93, height * 0.16, (34, 30, 40))
    return picture


def mountains(chance: random.Random, size: Size) -> Image.Image:
    height = size[1]
    sky = chance.choice([((120, 170, 214), (238, 232, 216)), ((150, 186, 206), (250, 226, 196))])
    picture = gradient(size, *sky, round(height * 0.6))
    near, far = chance.choice([((40, 78, 62), (172, 190, 200)), ((66, 74, 52), (196, 190, 180))])
    for layer in range(6):
        share = layer / 5
        colour = mixed(far, near, share)
        ridge(picture, chance, height * (0.36 + 0.11 * layer), height * (0.15 - 0.012 * layer), colour)
        if layer < 5:
            mist(picture, height * (0.44 + 0.11 * layer), height * 0.08, mixed(far, (255, 250, 240), 0.5))
    return picture


def blossoms(chance: random.Random, size: Size) -> Image.Image:
    width, height = size
    picture = gradient(size, (128, 182, 226), (226, 238, 244), height)
    far = picture.copy()
    scatter(far, chance, 380, (246, 206, 216), (255, 236, 240), 10, 26, lambda: chance.random() * 0.9)
    picture = far.filter(ImageFilter.GaussianBlur(9))
    draw = ImageDraw.Draw(picture)
    for _ in range(5):
        branch(draw, chance, (chance.choice([0, width]), height * chance.uniform(0, 0.5)), width * 0.45)
    scatter(
        picture,
        chance,
        950,
        (240, 178, 196),
        (255, 240, 244),
        3,
        9,
        lambda: min(1, abs(chance.gauss(0, 0.36))),
    )
    return picture


def autumn(chance: random.Random, size: Size) -> Image.Image:
    width, height = size
    picture = gradient(size, (250, 230, 180), (196, 150, 84), height)
    hue = chance.choice([((232, 168, 40), (255, 214, 90)), ((196, 72, 36), (240, 140, 62))])
    scatter(picture, chance, 700, *hue, 10, 30, chance.random)
    picture = picture.filter(ImageFilter.GaussianBlur(8))
    draw = ImageDraw.Draw(picture)
    for _ in range(4):
        x = width * chance.random()
        draw.polygon([(x, 0), (x + width * 0.02, 0), (x + width * 0.045, height), (x - width * 0.02, height)], fill=(74, 54, 44))  # fmt: skip
    scatter(
        picture,
        chance,
        900,
        *hue,
        3,
        10,
        lambda: chance.random() ** 0.5 if chance.random() < 0.5 else chance.random() * 0.5,
    )
    people(draw, chance, width * chance.uniform(0.3, 0.6), height * 0.96, height * 0.2, (60, 46, 44))
    return picture


def snow(chance: random.Random, size: Size) -> Image.Image:
    width, height = size
    picture = gradient(size, (150, 170, 196), (232, 232, 236), round(height * 0.7))
    ridge(picture, chance, height * 0.5, height * 0.08, (176, 188, 204))
    for _ in range(26):
        fir(
            picture,
            chance,
            width * chance.random(),
            height * chance.uniform(0.55, 0.68),
            height * chance.uniform(0.12, 0.26),
        )
    ridge(picture, chance, height * 0.68, height * 0.03, (240, 243, 248))
    snowman(ImageDraw.Draw(picture), width * chance.uniform(0.3, 0.7), height * 0.9, height * 0.26)
    scatter(picture, chance, 260, (250, 252, 255), (255, 255, 255), 1, 5, chance.random)
    return picture


def candles(chance: random.Random, size: Size) -> Image.Image:
    """A birthday cake in the dark, lights out of focus behind it."""
    width, height = size
    picture = gradient(size, (44, 30, 34), (92, 58, 44), height)
    scatter(picture, chance, 60, (250, 190, 100), (255, 226, 170), 10, 34, lambda: chance.random() * 0.6)
    picture = picture.filter(ImageFilter.GaussianBlur(7))
    draw = ImageDraw.Draw(picture)
    left, right, top = width * 0.24, width * 0.76, height * 0.62
    cream = chance.choice([(250, 236, 222), (246, 214, 206), (232, 226, 206)])
    draw.rectangle((0, height * 0.88, width, height), fill=(72, 44, 36))
    draw.rounded_rectangle((left, top, right, height * 0.9), 18, fill=cream)
    draw.ellipse(
        (left, top - height * 0.05, right, top + height * 0.05), fill=mixed(cream, (255, 255, 255), 0.5)
    )
    flames = []
    for number in range(chance.randint(5, 9)):
        x = left + (right - left) * (number + 1) / 10 + width * 0.02
        y = top - height * chance.uniform(0.15, 0.18)
        draw.rectangle(
            (x - 4, y, x + 4, top), fill=chance.choice([(214, 96, 84), (90, 140, 160), (236, 190, 90)])
        )
        draw.ellipse((x - 5, y - 22, x + 5, y), fill=(255, 236, 170))
        flames.append((round(x), round(y - 10)))
    for flame in flames:
        picture = glow(picture, flame, height * 0.2, (255, 170, 80))
    return picture


def meadow(chance: random.Random, size: Size) -> Image.Image:
    width, height = size
    picture = gradient(size, (110, 172, 226), (216, 234, 240), round(height * 0.6))
    clouds(picture, chance)
    ridge(picture, chance, height * 0.58, height * 0.07, (122, 164, 110))
    ridge(picture, chance, height * 0.68, height * 0.05, (98, 150, 84))
    flower = chance.choice([(236, 92, 88), (250, 208, 74), (180, 130, 206), (255, 255, 250)])
    draw = ImageDraw.Draw(picture)
    for _ in range(1500):
        depth = chance.random() ** 0.7
        x, y = width * chance.random(), height * (0.72 + 0.28 * depth)
        length = 4 + 16 * depth
        draw.line(
            (x, y, x + chance.gauss(0, 3), y - length),
            fill=mixed((70, 122, 60), (150, 190, 96), chance.random()),
            width=2,
        )
        if chance.random() < 0.3:
            half = 1 + 4 * depth
            draw.ellipse((x - half, y - length - half, x + half, y - length + half), fill=flower)
    people(draw, chance, width * chance.uniform(0.3, 0.6), height * 0.86, height * 0.2, (58, 62, 66))
    return picture


def night_city(chance: random.Random, size: Size) -> Image.Image:
    width, height = size
    picture = gradient(size, (18, 24, 52), (90, 66, 96), round(height * 0.8))
    draw = ImageDraw.Draw(picture)
    x = 0.0
    while x < width:
        wide, tall = width * chance.uniform(0.05, 0.12), height * chance.uniform(0.25, 0.62)
        draw.rectangle(
            (x, height - tall, x + wide, height), fill=mixed((24, 26, 44), (46, 42, 66), chance.random())
        )
        for row in range(int(tall // 16)):
            for column in range(int(wide // 13)):
                if chance.random() < 0.42:
                    corner = (x + 5 + column * 13, height - tall + 6 + row * 16)
                    draw.rectangle(
                        (*corner, corner[0] + 6, corner[1] + 8),
                        fill=mixed((255, 206, 120), (255, 240, 200), chance.random()),
                    )
        x += wide + 2
    picture = picture.filter(ImageFilter.GaussianBlur(1))
    for _ in range(4):
        where = (round(width * chance.uniform(0.15, 0.85)), round(height * chance.uniform(0.1, 0.35)))
        firework(picture, chance, where, height * chance.uniform(0.08, 0.18))
    return glow(picture, (width // 2, round(height * 0.25)), height * 0.5, (70, 50, 60))


SCENES: dict[str, Callable[[random.Random, Size], Image.Image]] = {
    "sea": sunset_sea,
    "mountains": mountains,
    "blossoms": blossoms,
    "autumn": autumn,
    "snow": snow,
    "candles": candles,
    "meadow": meadow,
    "night": night_city,
}

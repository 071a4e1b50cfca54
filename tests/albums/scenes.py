"""Pictures that show something, each something else, and their hashes as the database keeps them."""

import random

from PIL import Image, ImageDraw

from backupd.media.prints import difference_hash, shrink


def picture(seed: int) -> Image.Image:
    """A scene of its own: soft ground and some shapes."""
    chance = random.Random(seed)
    made = Image.frombytes("RGB", (6, 5), chance.randbytes(90)).resize((1440, 1080), Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(made)
    for _ in range(14):
        x, y, size = chance.randrange(1440), chance.randrange(1080), chance.randrange(40, 300)
        draw.ellipse((x, y, x + size, y + size), fill=tuple(chance.randbytes(3)))
    return made


def hashed(image: Image.Image) -> int:
    number = difference_hash(shrink(shrink(image, 1440), 480))
    return number - (1 << 64) if number >= 1 << 63 else number

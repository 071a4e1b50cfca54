"""Where a picture stands on the canvas of a film, and how many pixels of it are seen. Pure."""

from math import ceil

FILLS = 0.16
"""A picture that loses no more of one side than this fills the canvas; of others a little less is cut for a larger one."""
CUT = 0.08
ENLARGED, LEAST = 2.0, 0.6
"""A small picture is enlarged by so much, or until it has this part of what a large one has."""
NEARER = 1.08
"""As near as the eye comes to a still."""

Size = tuple[int, int]


def window(canvas: Size, picture: Size) -> tuple[int, int, int, int]:
    """Left, top, width and height, all even, in pixels of the canvas. Never stretched: a picture fills the canvas or stands
    whole in it, but for a little."""
    (full_width, full_height), (width, height) = canvas, picture
    fitting = min(full_width / width, full_height / height)
    filling = max(full_width / width, full_height / height)
    scale = filling if 1 - fitting / filling <= FILLS else fitting / (1 - CUT)
    scale = min(scale, max(ENLARGED, fitting * LEAST))
    wide, high = min(full_width, round(width * scale)), min(full_height, round(height * scale))
    wide, high = max(2, wide & ~1), max(2, high & ~1)
    return (full_width - wide) // 4 * 2, (full_height - high) // 4 * 2, wide, high


def still_edge(canvas: Size, picture: Size) -> int:
    """The long edge at which a still has as many pixels as are seen of it from near: each one more costs time in every
    frame."""
    _, _, wide, high = window(canvas, picture)
    return ceil(max(picture) * NEARER * max(wide / picture[0], high / picture[1]))

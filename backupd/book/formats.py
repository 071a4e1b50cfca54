"""The leaves there are: two of paper, and one of screen whose letters are as large as the reader wants them."""

from backupd.book.records import Format

BLEED = 3.0
"""Millimetres of picture beyond the cut, as printers ask for."""

A4 = Format(
    "a4", width=210, height=297, side=15, top=17, bottom=20, text=4.0, prose=5.2, title=13, bleed=BLEED
)
SQUARE = Format(
    "square", width=210, height=210, side=14, top=13, bottom=17, text=3.8, prose=4.8, title=11.5, bleed=BLEED
)
PAPER = {"a4": A4, "square": SQUARE}

TEXT_SCALES = {"normal": 1.0, "large": 22 / 18, "largest": 26 / 18}


def screen(text_size: str = "normal") -> Format:
    """A leaf of four to five, like the covers on the shelf. Its letters are 18 px on the smallest phone, and larger
    for those who chose so: such readers get a book of more pages, as in large print."""
    text = 5.0 * TEXT_SCALES.get(text_size, 1.0)
    return Format(
        "screen", width=100, height=125, side=6, top=6, bottom=9, text=text, prose=text, title=2.1 * text
    )

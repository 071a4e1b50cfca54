"""Where the parts of a JPEG lie (ISO 10918-1, B.1): markers and lengths only, no pixels."""

import mmap

START_OF_SCAN, END_OF_IMAGE = 0xDA, b"\xff\xd9"
BARE_MARKERS = {0x01, *range(0xD0, 0xD9)}
FRAMES, OTHER_FRAMES = {0xC0, 0xC1, 0xC2}, {0xC3, *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)}
"""Baseline, extended and progressive; lossless, hierarchical and arithmetic."""


def end_of_image(whole: mmap.mmap | bytes, start: int = 0) -> int | None:
    """The byte after the end marker of the picture that begins at `start`; it cannot occur inside coded pixels."""
    scan = _first_scan(whole, start)
    found = whole.find(END_OF_IMAGE, scan) if scan is not None else -1
    return found + 2 if found >= 0 else None


def frame(whole: mmap.mmap | bytes, start: int) -> tuple[int, int] | None:
    """Width and height of the JPEG that begins at `start`; None for one that is no picture to look at: raw files keep
    their mosaics as lossless JPEG (SOF3) or with more than 8 bits."""
    at = start + 2
    while at + 10 <= len(whole) and whole[at] == 0xFF:
        marker = whole[at + 1]
        if marker in FRAMES:
            bits, colours = whole[at + 4], whole[at + 9]
            height, width = (int.from_bytes(whole[at + n : at + n + 2], "big") for n in (5, 7))
            return (width, height) if bits == 8 and colours == 3 and width and height else None
        if marker in OTHER_FRAMES or marker == START_OF_SCAN or marker in BARE_MARKERS:
            return None
        at += 2 + int.from_bytes(whole[at + 2 : at + 4], "big")
    return None


def _first_scan(whole: mmap.mmap | bytes, start: int) -> int | None:
    at = start + 2
    while at + 4 <= len(whole):
        if whole[at] != 0xFF or whole[at + 1] == 0xFF or whole[at + 1] in BARE_MARKERS:
            at += 1 if whole[at] != 0xFF or whole[at + 1] == 0xFF else 2
        elif whole[at + 1] == START_OF_SCAN:
            return at
        else:
            at += 2 + int.from_bytes(whole[at + 2 : at + 4], "big")
    return None

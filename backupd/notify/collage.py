"""Up to six pictures as one: rows of equal height that fill the width, every picture whole but for panoramas, whose faces stay."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

from backupd.media import Box, Focus, keeping

LONGEST = 1280
SMALL = 480
MOST = 6
GAP = 8
PAPER = (251, 247, 240)
ROWS = {1: (1,), 2: (2,), 3: (1, 2), 4: (2, 2), 5: (2, 3), 6: (3, 3)}
NARROWEST, WIDEST = 0.5, 2.4  # a panorama would make its row a ribbon


def collage(given: Sequence[tuple[Path, Box | None]], longest: int = LONGEST) -> bytes | None:
    """A JPEG of at most `longest` pixels at its longer edge, of the pictures that can be read; None without any. With each
    picture the box around its faces, in parts of it, where it is known."""
    pictures = [found for path, faces in given[:MOST] if (found := _opened(path, faces, longest))]
    if not pictures:
        return None
    if len(pictures) == 1:
        pictures[0].thumbnail((longest, longest))
        return _written(pictures[0])
    return _written(_pasted(_rows(pictures), longest))


def _opened(path: Path, faces: Box | None, longest: int) -> Image.Image | None:
    try:
        with Image.open(path) as found:
            found.draft("RGB", (longest, longest))
            picture = ImageOps.exif_transpose(found).convert("RGB")
    except (OSError, ValueError, Image.DecompressionBombError):
        return None
    ratio = picture.width / picture.height
    if NARROWEST <= ratio <= WIDEST:
        return picture
    wanted = max(NARROWEST, min(WIDEST, ratio))
    if ratio > wanted:
        size = (round(picture.height * wanted), picture.height)
    else:
        size = (picture.width, round(picture.width / wanted))
    focus = keeping(faces, ratio, wanted) if faces else Focus()
    return ImageOps.fit(picture, size, centering=focus)


def _rows(pictures: list[Image.Image]) -> list[list[Image.Image]]:
    rows, rest = [], pictures
    for many in ROWS[len(pictures)]:
        rows.append(rest[:many])
        rest = rest[many:]
    return rows


def _pasted(rows: list[list[Image.Image]], longest: int) -> Image.Image:
    heights = [_height(row, longest) for row in rows]
    tall = sum(heights) + GAP * (len(rows) - 1)
    sheet = Image.new("RGB", (longest, round(tall)), PAPER)
    top = 0.0
    for row, height in zip(rows, heights, strict=True):
        _paste(sheet, row, round(top), round(height))
        top += height + GAP
    sheet.thumbnail((longest, longest))
    return sheet


def _height(row: list[Image.Image], width: int) -> float:
    return (width - GAP * (len(row) - 1)) / sum(picture.width / picture.height for picture in row)


def _paste(sheet: Image.Image, row: list[Image.Image], top: int, height: int) -> None:
    left = 0
    for number, picture in enumerate(row):
        last = number == len(row) - 1
        width = sheet.width - left if last else round(picture.width / picture.height * height)
        sheet.paste(picture.resize((width, height), Image.Resampling.LANCZOS), (left, top))
        left += width + GAP


def _written(picture: Image.Image) -> bytes:
    """Without any of what the pictures' files say besides their pixels."""
    written = BytesIO()
    picture.save(written, "JPEG", quality=82, optimize=True, progressive=True)
    return written.getvalue()

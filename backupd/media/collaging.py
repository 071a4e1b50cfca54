"""Several pictures drawn as one JPEG. Runs inside the darkroom's worker."""

import os
from pathlib import Path

from PIL import Image, ImageOps
from PIL.Image import Resampling

from backupd.media.colours import SRGB_PROFILE
from backupd.media.errors import Unreadable
from backupd.media.orders import Piece

PAPER = (251, 247, 240)
GAP = 0.006
"""Between pictures, in parts of the long edge: paper shows through."""
QUALITY = 84


def collage(pieces: list[Piece], target: Path, edge: int, shape: float) -> None:
    """Write `target`, its long edge `edge` pixels, its width `shape` times its height. Raises Unreadable where one of
    our own pictures is none any more."""
    width, height = (edge, round(edge / shape)) if shape >= 1 else (round(edge * shape), edge)
    sheet = Image.new("RGB", (width, height), PAPER)
    for piece in pieces:
        _place(sheet, piece, round(GAP * edge / 2))
    sheet.save(target, "JPEG", quality=QUALITY, subsampling="4:2:0", icc_profile=SRGB_PROFILE)


def _place(sheet: Image.Image, piece: Piece, rim: int) -> None:
    """A rim of paper stands between pictures, none at the edges of the sheet."""
    left, top, right, bottom = _edges(sheet.size, piece, rim)
    size = (max(1, right - left), max(1, bottom - top))
    try:
        with Image.open(Path(os.fsdecode(piece.picture))) as picture:
            picture.draft("RGB", (size[0] * 2, size[1] * 2))
            fitted = ImageOps.fit(
                picture.convert("RGB"), size, Resampling.HAMMING, centering=(piece.across, piece.down)
            )
    except OSError as error:
        raise Unreadable("media.no_picture") from error
    sheet.paste(fitted, (left, top))


def _edges(size: tuple[int, int], piece: Piece, rim: int) -> tuple[int, int, int, int]:
    near = [round(part * side) for part, side in zip((piece.left, piece.top), size, strict=True)]
    far = [
        round((part + long) * side)
        for part, long, side in zip((piece.left, piece.top), (piece.width, piece.height), size, strict=True)
    ]
    starts = [at if at == 0 else at + rim for at in near]
    ends = [at if at >= side else at - rim for at, side in zip(far, size, strict=True)]
    return starts[0], starts[1], ends[0], ends[1]

"""A PDF opened again by a reader that is not ours (PDFium): its pages, words, letters and pictures."""

import ctypes
from pathlib import Path
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

POINTS = 72 / 25.4


class Placed(NamedTuple):
    """An image on a page: pixels, and the dots an inch it is printed with, both ways."""

    width: int
    height: int
    across: float
    down: float


class Printed:
    def __init__(self, path: Path) -> None:
        self.document = pypdfium2.PdfDocument(path)

    def __enter__(self) -> "Printed":
        return self

    def __exit__(self, *_: object) -> None:
        self.document.close()

    def __len__(self) -> int:
        return len(self.document)

    def text(self, number: int) -> str:
        return self.document[number].get_textpage().get_text_range()

    def everything(self) -> str:
        return "\n".join(self.text(number) for number in range(len(self)))

    def box(self, number: int, which: str) -> tuple[float, ...]:
        """media, bleed or trim box in millimetres."""
        found = getattr(self.document[number], f"get_{which}box")(fallback_ok=False)
        return tuple(round(each / POINTS, 2) for each in found)

    def images(self, number: int) -> list[Placed]:
        placed = []
        for each in self.document[number].get_objects([raw.FPDF_PAGEOBJ_IMAGE]):
            wide, high = each.get_px_size()
            matrix = each.get_matrix()
            placed.append(Placed(wide, high, wide / (matrix.a / 72), high / (matrix.d / 72)))
        return placed

    def fonts(self) -> dict[str, bool]:
        """Every typeface that letters are set in, and whether it is in the file."""
        found = {}
        for number in range(len(self)):
            for each in self.document[number].get_objects([raw.FPDF_PAGEOBJ_TEXT]):
                font = raw.FPDFTextObj_GetFont(each.raw)
                name = ctypes.create_string_buffer(200)
                raw.FPDFFont_GetBaseFontName(font, name, 200)
                found[name.value.decode()] = bool(raw.FPDFFont_GetIsEmbedded(font))
        return found

    def picture(self, number: int, scale: float = 1.0):  # type: ignore[no-untyped-def]
        """The page as PDFium draws it, a Pillow image; scale 1 is 72 dots an inch."""
        return self.document[number].render(scale=scale).to_pil().convert("RGB")

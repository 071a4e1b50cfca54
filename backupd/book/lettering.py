"""The letters of a printed book: as many of each face as the book uses, and what they stand for, so that they can be
found and copied. Letters that the serif lacks are taken from the sans; what neither has (emoji) leaves no mark on the
paper but stays in the text."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from backupd.book.pdf import Pdf

BLANK = "\u0020"


class Face:
    """One typeface. Codes count up from 1 in the order letters are first used."""

    def __init__(self, path: Path, name: str) -> None:
        from fontTools.ttLib import TTFont  # a second of loading that only the printing worker needs

        self.name = name
        self._path = path
        self._font = TTFont(path, lazy=True)
        self._glyphs: dict[int, str] = self._font.getBestCmap()
        self._unit: int = self._font["head"].unitsPerEm
        self._codes: dict[str, int] = {}

    def has(self, character: str) -> bool:
        return ord(character) in self._glyphs

    def advance(self, character: str) -> float:
        glyph = self._glyphs.get(ord(character))
        return self._font["hmtx"][glyph][0] / self._unit if glyph else 0.0

    def code(self, character: str) -> int:
        return self._codes.setdefault(character, len(self._codes) + 1)

    def close(self) -> None:
        self._font.close()

    def embed(self, pdf: Pdf, number: int) -> None:
        """A composite font (9.7) with our own codes: 2 bytes, each mapped to its glyph and to its character."""
        subset, glyph_of = self._subset()
        program = pdf.stream(subset, f"/Length1 {len(subset)}")
        tag = f"{'ABCDEFGHIJ'[len(self._codes) % 10] * 6}+{self.name}"
        head, hhea = self._font["head"], self._font["hhea"]
        box = " ".join(str(self._per_mille(each)) for each in (head.xMin, head.yMin, head.xMax, head.yMax))
        descriptor = pdf.put(
            f"<< /Type /FontDescriptor /FontName /{tag} /Flags 4 /FontBBox [{box}] /ItalicAngle 0 /StemV 80 "
            f"/Ascent {self._per_mille(hhea.ascent)} /Descent {self._per_mille(hhea.descent)} "
            f"/CapHeight 700 /FontFile2 {program} 0 R >>"
        )
        glyphs = b"\0\0" + b"".join(glyph_of[each].to_bytes(2, "big") for each in self._codes)
        widths = " ".join(str(round(1000 * self.advance(each))) for each in self._codes)
        inner = pdf.put(
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{tag} /FontDescriptor {descriptor} 0 R /DW 1000 "
            f"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            f"/W [1 [{widths}]] /CIDToGIDMap {pdf.stream(glyphs)} 0 R >>"
        )
        pdf.put(
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{tag} /Encoding /Identity-H "
            f"/DescendantFonts [{inner} 0 R] /ToUnicode {pdf.stream(self._characters())} 0 R >>",
            number,
        )

    def _per_mille(self, units: int) -> int:
        return round(1000 * units / self._unit)

    def _subset(self) -> tuple[bytes, dict[str, int]]:
        """The font with the used letters alone, and where each of them is in it."""
        from io import BytesIO

        from fontTools.subset import Options, Subsetter
        from fontTools.ttLib import TTFont

        options = Options(
            layout_features=[], hinting=False, glyph_names=False, name_IDs=[1, 2, 6], recalc_bounds=True
        )
        options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG", "DSIG"]
        cutter, whole = Subsetter(options), BytesIO()
        cutter.populate(unicodes=[ord(each) for each in self._codes] + [ord(BLANK)])
        with TTFont(self._path, lazy=True) as font:
            cutter.subset(font)
            font.save(whole)
            names, places = font.getBestCmap(), font.getReverseGlyphMap()
        blank = names[ord(BLANK)]
        return whole.getvalue(), {each: places[names.get(ord(each), blank)] for each in self._codes}

    def _characters(self) -> bytes:
        """ToUnicode (9.10.3), a hundred lines a block as the format asks."""
        lines = [
            f"<{code:04X}> <{each.encode('utf-16-be').hex().upper()}>" for each, code in self._codes.items()
        ]
        blocks = (lines[at : at + 100] for at in range(0, len(lines), 100))
        told = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
            f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{told}\n"
            "endcmap CMapName currentdict /CMap defineresource pop end end"
        ).encode("ascii")


class Lettering:
    """The faces of one book: words in serif, titles in bold, numbers in sans."""

    def __init__(self, folder: Path) -> None:
        self.faces = {
            "F1": Face(folder / "serif.ttf", "GowunBatang-Regular"),
            "F2": Face(folder / "serif-bold.ttf", "GowunBatang-Bold"),
            "F3": Face(folder / "sans.ttf", "Pretendard-Regular"),
        }

    def __enter__(self) -> "Lettering":
        return self

    def __exit__(self, *_: object) -> None:
        for face in self.faces.values():
            face.close()

    def advance(self, wanted: str, character: str) -> float:
        return self.faces[self._face(wanted, character)].advance(character)

    def runs(self, wanted: str, text: str) -> Iterator[tuple[str, str]]:
        """(face, codes in hexadecimal) for each stretch of letters that one face has."""
        for face, stretch in groupby(text, lambda character: self._face(wanted, character)):
            yield face, "".join(f"{self.faces[face].code(character):04X}" for character in stretch)

    def _face(self, wanted: str, character: str) -> str:
        return next((face for face in (wanted, "F1", "F3") if self.faces[face].has(character)), wanted)

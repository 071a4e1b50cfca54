"""The typefaces of the printed book as whole TrueType files, made of what npm brings for the web pages.

Google's fonts come there in a hundred pieces by range of characters; a PDF wants one file to take its letters from.
Kerning stays behind: Hangul knows none.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

GOWUN = "node_modules/@fontsource/gowun-batang"
PRETENDARD = "node_modules/pretendard/dist/public/static/alternative"
MERGED = {"serif.ttf": 400, "serif-bold.ttf": 700}
WHOLE = {"sans.ttf": "Pretendard-Regular.ttf"}
PACKAGES = ["fonttools>=4.60"]
COMPOSITE = b"\xff\xff"
"""How an outline begins that is put together of others: minus one contour (OpenType, glyf)."""


def make_fonts(web: Path, into: Path) -> None:
    """Write serif.ttf, serif-bold.ttf and sans.ttf into the folder `into`."""
    into.mkdir(parents=True, exist_ok=True)
    for name, weight in MERGED.items():
        merge(list(pieces(web / GOWUN, weight)), into / name, f"Gowun Batang {weight}")
    for name, source in WHOLE.items():
        shutil.copyfile(web / PRETENDARD / source, into / name)


def pieces(folder: Path, weight: int) -> Iterator[Path]:
    """The .woff files of one weight, Latin first: what two pieces both hold is taken from the first. (WOFF needs zlib
    alone, WOFF 2 would need brotli.)"""
    ranges = json.loads((folder / "unicode.json").read_text())
    named = [re.sub(r"^\[(\d+)\]$", r"\1", name) for name in ranges]
    for name in sorted(named, key=lambda name: (name.isdigit(), name != "latin", name.zfill(12))):
        path = folder / "files" / f"gowun-batang-{name}-{weight}-normal.woff"
        if path.is_file():
            yield path


def merge(files: list[Path], target: Path, name: str) -> None:
    """One font with the outlines, advances and characters of all `files`, which were cut from the same font."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.ttLib import TTFont, newTable

    first = TTFont(files[0])
    glyphs, advances, characters = (
        {".notdef": first["glyf"][".notdef"]},
        {".notdef": first["hmtx"][".notdef"]},
        {},
    )
    for number, file in enumerate(files):
        _take(TTFont(file), number, glyphs, advances, characters)
    builder = FontBuilder(first["head"].unitsPerEm, isTTF=True)
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap(characters)
    builder.font["loca"], builder.font["glyf"] = newTable("loca"), newTable("glyf")
    builder.font["glyf"].glyphs, builder.font["glyf"].glyphOrder = glyphs, list(glyphs)
    builder.setupMaxp()
    builder.setupHorizontalMetrics(advances)
    builder.setupHorizontalHeader(ascent=first["hhea"].ascent, descent=first["hhea"].descent)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name.replace(" ", "")})
    builder.setupOS2(sTypoAscender=first["OS/2"].sTypoAscender, sTypoDescender=first["OS/2"].sTypoDescender)
    builder.setupPost(keepGlyphNames=False)
    builder.font.recalcTimestamp = builder.font.recalcBBoxes = False
    for field in ("created", "modified", "xMin", "yMin", "xMax", "yMax"):
        setattr(builder.font["head"], field, getattr(first["head"], field))
    builder.save(target)


def _take(font, number: int, glyphs: dict, advances: dict, characters: dict[int, str]) -> None:  # type: ignore[no-untyped-def]
    """The characters of one piece that no earlier piece had. Names count from zero in every piece, so they get its
    number; composites are drawn out, so that no glyph needs another."""
    for character, glyph in font.getBestCmap().items():
        name = f"{number}.{glyph}"
        if characters.setdefault(character, name) == name and name not in glyphs:
            glyphs[name], advances[name] = _plain(font, glyph), font["hmtx"][glyph]


def _plain(font, glyph: str):  # type: ignore[no-untyped-def]
    """The outline alone, unread as it lies in the file: drawing all eleven thousand takes a minute."""
    from fontTools.pens.recordingPen import DecomposingRecordingPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    outline = font["glyf"].glyphs[glyph]
    if getattr(outline, "data", b"")[:2] != COMPOSITE:
        return outline
    drawn, pen = DecomposingRecordingPen(font.getGlyphSet()), TTGlyphPen(None)
    font.getGlyphSet()[glyph].draw(drawn)
    drawn.replay(pen)
    made = pen.glyph()
    made.recalcBounds(None)
    return made

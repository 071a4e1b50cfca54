"""A paginated book bound into a PDF ready for the printer: pictures at 300 dots an inch, 3 mm over the edge, letters
embedded. One picture at a time is in memory."""

import secrets
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from backupd import albums, media
from backupd.book.drawing import POINTS, Sheet, colours, dots
from backupd.book.lettering import Lettering
from backupd.book.pdf import Pdf, text_string
from backupd.book.records import Book, Format, Frame, Page
from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.family import Viewer

Progress = Callable[[int], None]


def bind(
    library: Library,
    viewer: Viewer,
    book: Book,
    fonts: Path,
    into: BinaryIO,
    language: str,
    now: datetime,
    progress: Progress,
) -> None:
    """Write the PDF into a file, with the pictures as this viewer's family made them. progress hears how many pages are done."""
    pdf = Pdf(into)
    with Lettering(fonts) as lettering:
        binder = Binder(library, viewer, pdf, book, lettering)
        for page in book.pages:
            binder.add(page)
            progress(page.number)
        root = binder.close(language)
    about = f"/Title {text_string(book.title)} /Creator (BackUP) /Producer (BackUP) /CreationDate (D:{now:%Y%m%d%H%M%S}Z)"
    pdf.finish(root, pdf.put(f"<< {about} >>"), secrets.token_hex(16))


class Binder:
    """Pages as they come; letters, and the list of pages, at the end."""

    def __init__(self, library: Library, viewer: Viewer, pdf: Pdf, book: Book, lettering: Lettering) -> None:
        self._viewer = viewer
        self._library, self._pdf, self._book, self._lettering = library, pdf, book, lettering
        self._tree = pdf.number()
        self._fonts = {name: pdf.number() for name in lettering.faces}
        self._pages: list[int] = []
        self._colours: int | None = None

    def add(self, page: Page) -> None:
        sheet, images = Sheet(self._book.format, self._lettering), {}
        if page.kind == "cover":
            sheet.cloth(self._book.colour)
        for number, frame in enumerate(page.frames):
            image = self._image(frame)
            if page.kind == "cover":
                sheet.mat(frame)
            if image is None:
                sheet.missing(frame)
            else:
                images[f"I{number}"] = image
                sheet.picture(frame, f"I{number}")
            if frame.shot.kind == "video":
                sheet.play_mark(frame)
        for passage, colour in colours(page):
            sheet.words(passage, colour)
        content = self._pdf.stream(sheet.content)
        self._pages.append(self._pdf.put(self._page(content, images)))

    def _page(self, content: int, images: dict[str, int]) -> str:
        named = " ".join(f"/{name} {number} 0 R" for name, number in images.items())
        faces = " ".join(f"/{name} {number} 0 R" for name, number in self._fonts.items())
        return (
            f"<< /Type /Page /Parent {self._tree} 0 R {boxes(self._book.format)} /Contents {content} 0 R "
            f"/Resources << /Font << {faces} >> /XObject << {named} >> >> >>"
        )

    def _image(self, frame: Frame) -> int | None:
        """The picture as it will be printed, already in the file; None where there is none."""
        if not (frame.shot.width and frame.shot.rendered):
            return None
        from PIL import Image  # the web process does without

        with tempfile.TemporaryDirectory(prefix=".book-", dir=self._library.files.derived) as folder:
            drawn = Path(folder) / "print.jpg"
            if not self._drawn(frame, drawn):
                return None
            with Image.open(drawn, formats=["JPEG"]) as picture:
                size = f"/Width {picture.width} /Height {picture.height}"
            return self._pdf.file(
                drawn,
                f"/Type /XObject /Subtype /Image {size} /BitsPerComponent 8 /Filter /DCTDecode "
                f"/ColorSpace [/ICCBased {self._srgb()} 0 R]",
            )

    def _drawn(self, frame: Frame, target: Path) -> bool:
        """What was cut off is never printed: an edit that cannot be drawn leaves its place empty."""
        number = frame.shot.media
        try:
            edited = (
                albums.edited_picture(self._library, self._viewer, number)
                if frame.shot.edition is not None
                else None
            )
        except Refused:
            return False
        return media.print_picture(self._library, number, dots(frame), target, edited)

    def _srgb(self) -> int:
        if self._colours is None:
            self._colours = self._pdf.stream(media.srgb_profile(), "/N 3 /Alternate /DeviceRGB")
        return self._colours

    def close(self, language: str) -> int:
        for name, number in self._fonts.items():
            self._lettering.faces[name].embed(self._pdf, number)
        kids = " ".join(f"{page} 0 R" for page in self._pages)
        self._pdf.put(f"<< /Type /Pages /Count {len(self._pages)} /Kids [{kids}] >>", self._tree)
        return self._pdf.put(
            f"<< /Type /Catalog /Pages {self._tree} 0 R /Lang ({language}) /PageLayout /TwoPageRight "
            "/ViewerPreferences << /DisplayDocTitle true >> >>"
        )


def boxes(leaf: Format) -> str:
    """The sheet with its bleed, and where it is cut (14.11.2), in points."""
    over = leaf.bleed * POINTS
    wide, high = leaf.width * POINTS, leaf.height * POINTS
    whole = f"[0 0 {wide + 2 * over:.3f} {high + 2 * over:.3f}]"
    return f"/MediaBox {whole} /BleedBox {whole} /TrimBox [{over:.3f} {over:.3f} {over + wide:.3f} {over + high:.3f}]"

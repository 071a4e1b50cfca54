"""A PDF written as it comes, object by object: what is in the file is out of memory.

Our own, since the libraries keep the whole document until the end: measured, fpdf2 needs 1.6 times and ReportLab 2.7
times the size of its pictures, and a book of 200 is 120 MB. ISO 32000-1.
"""

import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from backupd.core.files import pieces


class Pdf:
    """Objects are numbered from 1. A number may be taken before its object is written, so that pages know parents."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._places: dict[int, int] = {}
        self._taken = 0
        file.write(b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n")

    def number(self) -> int:
        self._taken += 1
        return self._taken

    def put(self, body: str | bytes, number: int | None = None) -> int:
        """An object as PDF writes it."""
        number = number or self.number()
        self._begin(number)
        self._file.write(body.encode("ascii") if isinstance(body, str) else body)
        self._file.write(b"\nendobj\n")
        return number

    def stream(self, content: bytes, entries: str = "", number: int | None = None) -> int:
        """A stream, deflated; `entries` are what its dictionary says beside length and filter."""
        squeezed = zlib.compress(content, 6)
        return self._stream(f"{entries} /Filter /FlateDecode", len(squeezed), [squeezed], number)

    def file(self, path: Path, entries: str) -> int:
        """A stream whose bytes are a file's, as they are."""
        return self._stream(entries, path.stat().st_size, pieces(path), None)

    def _stream(self, entries: str, length: int, content: Iterable[bytes], number: int | None) -> int:
        number = number or self.number()
        self._begin(number)
        self._file.write(f"<< {entries} /Length {length} >>\nstream\n".encode("ascii"))
        for piece in content:
            self._file.write(piece)
        self._file.write(b"\nendstream\nendobj\n")
        return number

    def _begin(self, number: int) -> None:
        self._places[number] = self._file.tell()
        self._file.write(f"{number} 0 obj\n".encode("ascii"))

    def finish(self, root: int, about: int, identity: str) -> None:
        """The table of places (7.5.4) and the trailer. identity: 32 hexadecimal digits that name this document."""
        begins = self._file.tell()
        self._file.write(f"xref\n0 {self._taken + 1}\n0000000000 65535 f \n".encode("ascii"))
        for number in range(1, self._taken + 1):
            self._file.write(f"{self._places[number]:010} 00000 n \n".encode("ascii"))
        trailer = (
            f"/Size {self._taken + 1} /Root {root} 0 R /Info {about} 0 R /ID [<{identity}> <{identity}>]"
        )
        self._file.write(f"trailer\n<< {trailer} >>\nstartxref\n{begins}\n%%EOF\n".encode("ascii"))


def text_string(text: str) -> str:
    """Any text as a PDF object: UTF-16 with its mark (7.9.2.2), in hexadecimal."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"

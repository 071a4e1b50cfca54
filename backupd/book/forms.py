"""What people ask of a book, the same in HTML and JSON."""

import msgspec


class Paper(msgspec.Struct, frozen=True):
    """A format of paper: a4, or square (21 by 21 cm)."""

    format: str = ""

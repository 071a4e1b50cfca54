"""Text as search compares it: one Unicode form, one case, no spaces. Pure."""

import unicodedata


def fold(*texts: str | None) -> str:
    """제주 여름휴가 → 제주여름휴가, also from decomposed Hangul; several texts stay apart by a line break, which no
    folded question holds, so that nothing is found across two of them."""
    return "\n".join(_plain(text) for text in texts if text)


def _plain(text: str) -> str:
    """Spaces, control characters and invisible joiners say nothing to a reader."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if _is_read(sign))


def _is_read(sign: str) -> bool:
    return sign.isprintable() and not sign.isspace()


def like(question: str) -> str:
    """A folded question as a LIKE pattern, its own wildcards escaped by a backslash."""
    escaped = fold(question).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"

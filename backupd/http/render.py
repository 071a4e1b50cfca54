"""Templates into pages: which language, which look, which hashed address."""

import re
from base64 import b64encode
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from backupd.http.assets import Assets, AssetsMissing
from backupd.http.dates import Dates, play_time
from backupd.http.faces import initials, tint
from backupd.http.rows import in_rows, ratio_of, share_rows
from backupd.http.words import LANGUAGES, WEB, Words

_spoken: ContextVar[str] = ContextVar("language of the page being rendered")


class Looks(Protocol):
    """How someone wants pages to look; part of their profile, not of the browser."""

    @property
    def text_size(self) -> str: ...  # normal, large, largest
    @property
    def contrast(self) -> str: ...  # normal, high
    @property
    def motion(self) -> str: ...  # normal, calm
    @property
    def easy(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Look:
    """How pages look to somebody we do not know yet."""

    text_size: str = "normal"
    contrast: str = "normal"
    motion: str = "normal"
    easy: bool = False


def classes_of(look: Looks) -> str:
    """The look as classes of `<html>`: text-large contrast-high motion-calm easy."""
    chosen = {"text": look.text_size, "contrast": look.contrast, "motion": look.motion}
    names = [f"{name}-{value}" for name, value in chosen.items() if value != "normal"]
    return " ".join([*names, *(["easy"] if look.easy else [])])


class Somewhere(Protocol):
    """A picture or a day that knows where it was; '' where nobody does."""

    def where(self, language: str) -> str: ...


class Renderer:
    """`page("albums/album.html", language="ko", look=viewer, album=album)`; a name such as
    `albums/_stories.html` gives the fragment alone, for htmx to put in place.
    """

    def __init__(self, web_folder: Path | None = None, words: Words | None = None) -> None:
        folder = web_folder or WEB
        self.words = words or Words.load(folder / "words")
        self.assets = Assets.load(folder / "static" / "dist")
        self._dates = {language: Dates(self.words, language) for language in LANGUAGES}
        self._templates = self._environment(folder / "templates")

    def page(self, template: str, *, language: str, look: Looks | None = None, **context: object) -> str:
        before = _spoken.set(language)
        try:
            return self._templates.get_template(template).render(
                language=language, look=classes_of(look or Look()), **context
            )
        finally:
            _spoken.reset(before)

    def say(self, key: str, /, **values: object) -> str:
        return self.words.say(_spoken.get(), key, **values)

    def icon(self, name: str, kind: str = "") -> Markup:
        """A drawing from the sprite. It says nothing to a screen reader: a word always stands beside it."""
        if name not in self.assets.icons:
            raise AssetsMissing(f"No icon is named “{name}”. Add it to web/icons.json and build again.")
        classes = f"icon {kind}".strip()
        return Markup(  # noqa: S704 - every part is ours or escaped
            f'<svg class="{escape(classes)}" width="24" height="24" aria-hidden="true" focusable="false">'
            f'<use href="{escape(self.assets.address("icons.svg"))}#{escape(name)}"></use></svg>'
        )

    def _environment(self, folder: Path) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(folder),
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            cache_size=-1,
            auto_reload=False,
        )
        # Globals, because macros that templates import see nothing of the page's own context.
        environment.globals.update(t=self.say, icon=self.icon, asset=self.assets.address)
        environment.globals.update(tint=tint, initials=initials, ratio=ratio_of)
        environment.filters.update(self._spoken_filters())
        return environment

    def _spoken_filters(self) -> Mapping[str, object]:
        """Filters for dates, amounts and places, each in the language of the page at hand."""

        def speak(name: str) -> object:
            # pass_context keeps Jinja from working out a date written in a template once, for all languages.
            @pass_context
            def spoken(_: Context, *given: object, **named: object) -> str:
                return getattr(self._dates[_spoken.get()], name)(*given, **named)

            return spoken

        names = ("when", "span", "heading", "ago", "clock", "weekday", "duration", "size")
        return {name: speak(name) for name in names} | {
            "where": self._where,
            "play_time": play_time,
            "initials": initials,
            "in_rows": in_rows,
            "share_rows": share_rows,
            "placeholder": placeholder,
            "unbroken": unbroken,
        }

    @staticmethod
    @pass_context
    def _where(_: Context, told: Somewhere) -> str:
        return told.where(_spoken.get())


_QUOTED = re.compile(r"’(?=\w)")


def unbroken(text: str) -> str:
    """A particle stays on the line of the quote before it: between the two, browsers that follow rule LB19a of Unicode's
    line breaking may break, and `word-break: keep-all` has no say in it. A word joiner (U+2060) forbids it."""
    return _QUOTED.sub("’\u2060", text)


def placeholder(tiny: bytes | None) -> str:
    """A picture of a few hundred bytes as an address that needs no request; nothing where there is none."""
    if not tiny:
        return ""
    kind = "webp" if tiny[8:12] == b"WEBP" else "png" if tiny[:4] == b"\x89PNG" else "jpeg"
    return f"data:image/{kind};base64,{b64encode(tiny).decode()}"

"""What a folder of files means: which names are left alone, and which album a path belongs to. Pure."""

import os
import re
import unicodedata
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

import msgspec

# SURVIVE.md "Drop folders": what NAS boxes, sync programs, browsers and file managers leave lying about.
IGNORED = (
    ".ds_store", "._*", "desktop.ini", "thumbs.db", ".stfolder", ".stversions", ".localized", "@eadir",
    ".spotlight-v100", ".trashes", ".trash-*", "__macosx", "#recycle", "#snapshot", "@__thumb", "synofile_thumb_*",
    "*.tmp", "*.part", "*.crdownload", "*.filepart", ".syncthing.*.tmp", "~*", ".*",
)  # fmt: skip

# Read by the importers of exports, never a picture themselves.
SIDECARS = (".json", ".xmp", ".aae", ".thm", ".ini", ".db", ".lnk", ".url", ".csv", ".nomedia")

_SPACES = re.compile(r"\s+")


class Home(msgspec.Struct, frozen=True):
    """The album a folder makes: `source` stays the same when the album is renamed. Both '' for a file in no folder."""

    source: str = ""
    title: str = ""


def left_alone(name: str) -> bool:
    """Temporary and system names, in any case."""
    folded = name.casefold()
    return any(fnmatchcase(folded, pattern) for pattern in IGNORED)


def is_sidecar(name: str) -> bool:
    return PurePath(name).suffix.casefold() in SIDECARS


def home_of(root: Path, path: Path, rule: str) -> Home:
    """Each folder directly under `root` is an album and what is nested in it joins; a file in no folder has no home
    and goes by its month, as everything does under the rule `month`."""
    parts = path.relative_to(root).parts
    if rule == "month" or len(parts) < 2:
        return Home()
    return Home(shown(root / parts[0]), title_of(parts[0]))


def title_of(folder: str) -> str:
    """A folder's name as an album's title: NFC, no control characters, single spaces."""
    text = unicodedata.normalize("NFC", shown(folder))
    text = "".join(letter if unicodedata.category(letter)[0] != "C" else " " for letter in text)
    return _SPACES.sub(" ", text).strip() or "?"


def shown(path: str | Path) -> str:
    """A path as text that any database takes: bytes that are no UTF-8 become question marks."""
    return os.fsencode(path).decode("utf-8", "replace")

"""What a browser sends, and what lies on the shelf and on the disk afterwards."""

from pathlib import Path

from backupd import albums
from backupd.core.library import Library
from backupd.family import Viewer


def form(*paths: Path, **fields: str) -> dict:
    return {
        "files": [("files", (path.name, path.read_bytes(), "image/jpeg")) for path in paths],
        "data": fields,
    }


def titles(library: Library, viewer: Viewer) -> dict[str, int]:
    return {album.title: album.media for album in albums.shelf(library, viewer)}


def originals(library: Library) -> list[str]:
    return sorted(library.files.kept())

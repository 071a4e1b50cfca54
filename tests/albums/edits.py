"""People at light edits: pictures that are truly developed, edits that are truly drawn."""

import io
from pathlib import Path

from PIL import Image

from backupd import media
from backupd.albums import edit_store, editing
from backupd.albums.edit_records import EditOrder
from backupd.media import Recipe

TURNED = Recipe(turn=90)


def kept(library, file: Path) -> int:
    with library.files.staging() as staging:
        staging.write(file.read_bytes())
        number = media.keep(library, staging.finish(), file.name).id
    media.develop(library, media.darkroom(library), number)
    return number


def edit(library, who, story, recipe, version=None):
    editing.edit_clip(library, who, story, 0, EditOrder(recipe, version))
    library.jobs.drain()


def shown(browser, number, size="preview", **asked) -> Image.Image:
    answer = browser.get(f"/media/{number}/{size}", params=asked)
    assert answer.status_code == 200 and answer.headers["content-type"] == "image/jpeg", answer.headers
    return Image.open(io.BytesIO(answer.content))


def now(library, who, story):
    return edit_store.edit_of_clip(library, who, story, 0)

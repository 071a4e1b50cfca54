"""One film, piece by piece: what is done stays in its room, so that a film that was cut off goes on where it was.

A clip that cannot be read after all stands still: its picture is seen instead.
"""

from collections.abc import Callable
from hashlib import blake2b
from os import fsencode
from pathlib import Path

import msgspec

from backupd import albums, media
from backupd.core.errors import Refused
from backupd.core.files import make_folder
from backupd.core.library import Library
from backupd.family import Viewer
from backupd.http.words import WEB
from backupd.media import Camera, Heard, Scene, Shoot, Splice
from backupd.reels import files
from backupd.reels.gathering import LOOKS
from backupd.reels.records import Asked, Material, Shot
from backupd.reels.timeline import FADE, RATE, Part, canvas, parts, starts

FONTS = ("serif-bold.ttf", "sans.ttf")


class Studio:
    """Makes the film of a reel as `viewer` sees its album. `progress` hears how many frames are done."""

    def __init__(
        self, library: Library, viewer: Viewer, row: Asked, material: Material, camera: Camera, progress: Callable[[int], None]
    ) -> None:  # fmt: skip
        self._library, self._viewer, self._row, self._material = library, viewer, row, material
        self._camera, self._progress = camera, progress
        self._room = files.room(library, row.id)
        self._canvas = canvas(material)
        self._parts = parts(material.shots)
        self._standing: set[int] = set()
        self._done = 0

    def film(self) -> Path:
        """Where the whole film lies. Raises Unreadable, DarkroomDied, Refused for a picture that is not there."""
        make_folder(self._room)
        pieces = [fsencode(self._piece(number)) for number in range(len(self._parts))]
        target = self._room / "film.mp4"
        music = media.score(self._library, self._row.music) if self._row.music else None
        seconds = self._done / RATE
        self._camera.splice(
            Splice(pieces, self._heard(), fsencode(music) if music else None, seconds, fsencode(target)),
            lambda part: self._progress(self._done),
        )
        return target

    def _piece(self, number: int) -> Path:
        frames = self._parts[number].frames - (FADE if number else 0)
        while not (target := self._room / f"{self._key(number)}.mp4").exists():
            making = self._room / ".piece.mp4"
            try:
                self._camera.shoot(
                    self._order(number, making), lambda part: self._progress(self._done + int(part * frames))
                )
                making.replace(target)
            except (media.DarkroomDied, media.Unreadable):
                if not self._stand_still(number):
                    raise
        self._done += frames
        self._progress(self._done)
        return target

    def _key(self, number: int) -> str:
        """Another one for whatever would look otherwise."""
        told = self._parts[number : number + 2]
        still = [part.shot.media for part in told if part.shot and part.shot.media in self._standing]
        said = [
            LOOKS,
            self._canvas,
            told,
            still,
            *([] if number else [self._material.title, self._material.under]),
        ]
        return blake2b(msgspec.json.encode(said), digest_size=12).hexdigest()

    def _stand_still(self, number: int) -> bool:
        """A clip among the two of a piece is not asked again; False when there is none."""
        for part in self._parts[number : number + 2]:
            if part.shot and self._film(part.shot) and part.shot.media not in self._standing:
                self._standing.add(part.shot.media)
                return True
        return False

    def _order(self, number: int, target: Path) -> Shoot:
        following = self._parts[number + 1 : number + 2]
        return Shoot(
            self._scene(self._parts[number]),
            self._scene(following[0]) if following else None,
            FADE if number else 0,
            FADE,
            *self._canvas,
            fsencode(target),
        )

    def _scene(self, part: Part) -> Scene:
        if part.shot is None:
            fonts = [fsencode(WEB / "static" / "dist" / "print" / name) for name in FONTS]
            first = fsencode(self._still(self._material.shots[0]))
            told = self._material.title, self._material.under
            return Scene("title", first, part.frames, part.number, 0.0, *told, fonts)
        film = self._film(part.shot)
        if film is not None and part.shot.media not in self._standing:
            return Scene("clip", fsencode(film), part.frames, part.number, part.begin)
        return Scene("still", fsencode(self._still(part.shot)), part.frames, part.number)

    def _still(self, shot: Shot) -> Path:
        """The picture as its family made it, with as many pixels as are seen, drawn once."""
        drawn = self._room / f"{shot.media}-{shot.edition or 0}.jpg"
        if not drawn.exists():
            making = self._room / ".still.jpg"
            edited = (
                albums.edited_picture(self._library, self._viewer, shot.media)
                if shot.edition is not None
                else None
            )
            edge = media.still_edge(self._canvas, (shot.width, shot.height))
            if not media.print_picture(self._library, shot.media, edge, making, edited, self._camera.enlarge):
                raise Refused("reels.not_drawn")
            making.replace(drawn)
        return drawn

    def _film(self, shot: Shot) -> Path | None:
        """Where a clip is to be read: as its family cut it, as browsers play it, or as it came."""
        if shot.kind != "video":
            return None
        found = albums.media_file(self._library, self._viewer, shot.media)
        if shot.edition is not None:
            path: Path | None = albums.edited_film(self._library, self._viewer, found)
        else:
            made = media.derived_path(self._library, shot.media, "film")
            path = made if made.exists() else media.original_path(self._library, shot.media)
        return path if path is not None and path.exists() else None

    def _heard(self) -> list[Heard]:
        heard = []
        for part, at in zip(self._parts, starts(self._parts), strict=True):
            film = self._film(part.shot) if part.shot and part.shot.media not in self._standing else None
            if film is not None:
                heard.append(Heard(fsencode(film), part.begin, at / RATE, part.lasts))
        return heard

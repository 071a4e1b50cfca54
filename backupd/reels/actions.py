"""The verbs of a film: ask for it, lay music under it, erase it, send it."""

from collections.abc import Sequence
from pathlib import Path

from backupd import albums, family, media, notify
from backupd.albums import must_contribute
from backupd.core.clock import stamp
from backupd.core.errors import Absent, Refused
from backupd.core.library import Library
from backupd.core.staging import Staged
from backupd.family import Viewer
from backupd.http.words import Words
from backupd.reels import files, store
from backupd.reels.gathering import eyes_of, gather, mark_of
from backupd.reels.making import make_reel, must_have_room, must_suit
from backupd.reels.records import Asked, Film, Material, Receiver, Reel
from backupd.reels.timeline import RATE, length, parts

SHOWN_IN_LETTER = 4


class Music:
    """A file that came to lie under a film: its media, and what it was called."""

    def __init__(self, media: int, name: str) -> None:
        self.media, self.name = media, name


def reel(library: Library, viewer: Viewer, album: int, words: Words) -> Reel:
    """The film of an album as this viewer finds it. Raises Absent."""
    row = store.of_album(library, viewer, album)
    material = gather(library, eyes_of(viewer, row) if row else viewer, album, words)
    film = _film(library, viewer, row, material) if row else None
    clips = sum(shot.kind == "video" for shot in material.shots)
    return Reel(
        album=album,
        title=material.title,
        pictures=len(material.shots) - clips,
        clips=clips,
        lasts=round(length(parts(material.shots)) / RATE),
        may_make=viewer.contributes,
        state=row.state if row else "none",
        done=row.done if row else 0,
        total=row.total if row else 0,
        reason=row.reason if row else None,
        music=row.music_name if row else None,
        film=film,
        hidden=bool(row and row.film and film is None),
        people=_others(library, viewer) if film else [],
    )


def _film(library: Library, viewer: Viewer, row: Asked, material: Material) -> Film | None:
    if not store.watchable(library, viewer, row.album) or files.there(library, row) is None:
        return None
    current = row.film == mark_of(material, row.language, row.music)
    poster = store.first_part(library, row.id)
    return Film(row.seconds, row.size, row.width, row.height, row.made or "", current, poster)


def _others(library: Library, viewer: Viewer) -> list[Receiver]:
    found = [one for one in family.members(library, viewer.family, viewer.id) if one.id != viewer.id]
    hearing = notify.hearing(library, (one.id for one in found), "photos")
    return [Receiver(one.id, one.name, one.colour, one.face, one.id in hearing) for one in found]


def watch(library: Library, viewer: Viewer, album: int) -> tuple[Path, str]:
    """The film and what it is called. Raises Absent while there is none, and for whoever may not see all that is in it."""
    row = store.of_album(library, viewer, album)
    path = files.there(library, row) if row else None
    if path is None or not store.watchable(library, viewer, album):
        raise Absent("reels.not_there", back=f"/albums/{album}/reel")
    return path, row.film if row and row.film else ""


def title(library: Library, viewer: Viewer, album: int) -> str:
    """A name for the file."""
    return albums.album(library, viewer, album).title.replace("/", "-").strip(" .")


def keep_music(library: Library, staged: Staged, name: str) -> Music:
    """Keep what came, remembered until a film has it."""
    with library.database.writing():
        kept = media.keep(library, staged, name).id
        store.note_file(library, kept, stamp(library.clock.now()))
    return Music(kept, name)


def forget_music(library: Library, number: int) -> None:
    """It goes, unless somebody else has it too."""
    if not media.purge(library, number):
        with library.database.writing():
            store.forget_file(library, number)


def ask(
    library: Library, viewer: Viewer, album: int, words: Words, music: Music | None = None, without: bool = False
) -> None:  # fmt: skip
    """Have the film made, with this music, without any, or with what it has. Music that cannot be heard is refused with a
    sentence, and everything stays as it was. Raises Absent, Forbidden, Refused."""
    try:
        _ask(library, viewer, album, words, music, without)
    except Exception:
        if music is not None:
            forget_music(library, music.media)
        raise


def _ask(
    library: Library, viewer: Viewer, album: int, words: Words, music: Music | None, without: bool
) -> None:
    must_contribute(viewer)
    material = gather(library, viewer, album, words)
    must_suit(material)
    must_have_room(library, length(parts(material.shots)))
    if music is not None:
        _hear(library, album, music)
    before = store.of_album(library, viewer, album)
    kept = music.media if music else None if without or not before else before.music
    mark = mark_of(material, viewer.language, kept)
    if before and before.film == mark and files.there(library, before) and before.state == "none":
        return
    with library.database.writing():
        number = store.ask(library, viewer, album, mark, stamp(library.clock.now()))
        if music is not None:
            store.note(library, number, music=music.media, music_name=music.name)
            store.forget_file(library, music.media)
        elif without:
            store.note(library, number, music=None, music_name=None)
    if before and before.music and before.music != kept:
        media.purge(library, before.music)
    library.jobs.later_once(make_reel, number)


def _hear(library: Library, album: int, music: Music) -> None:
    """While its giver still waits: who brought a broken file is told so at once."""
    try:
        media.score(library, music.media)
    except (media.Unreadable, media.DarkroomDied) as error:
        raise Refused(error.reason, back=f"/albums/{album}/reel") from error


def erase(library: Library, viewer: Viewer, album: int) -> None:
    """The film and its music go; pictures and album stay. Raises Absent, Forbidden."""
    must_contribute(viewer)
    row = store.of_album(library, viewer, album)
    if row is None:
        raise Absent
    forget(library, row)


def forget(library: Library, row: Asked) -> None:
    with library.database.writing():
        store.remove(library, row.id)
    files.clear(library, row.id)
    if row.music is not None:
        media.purge(library, row.music)


def send(library: Library, viewer: Viewer, album: int, people: Sequence[int]) -> int:
    """Tell people of the family of the film, with the film itself where their channel carries it; to how many. Whom no
    message reaches is left out. Raises Absent, Refused when nobody is left."""
    path, mark = watch(library, viewer, album)
    row = store.of_album(library, viewer, album)
    meant = [person for person in _others(library, viewer) if person.id in people]
    chosen = [person.id for person in meant if person.hears]
    if row is None or not chosen:
        raise Refused("reels.nobody_hears" if meant else "reels.nobody_chosen", back=f"/albums/{album}/reel")
    letters = [
        notify.Letter(
            kind="photos",
            key=f"reel:{row.id}:{mark}:{viewer.here(library.clock.now()).date()}",
            person=person,
            family=viewer.family,
            words="reels.sent",
            values={"person": viewer.id, "album": album},
            link=f"/albums/{album}/reel",
            pictures=tuple(store.parts(library, row.id, SHOWN_IN_LETTER)),
            about=("reel", row.id),
            film=str(path.relative_to(library.files.derived)),
        )
        for person in chosen
    ]
    with library.database.writing():
        notify.post(library, letters)
    return len(letters)

"""What the pages show, put together through the gate: for members the links to an album, for guests that album."""

from urllib.parse import quote

from backupd import albums, family, media
from backupd.albums import MediaFile, Picture, Seen
from backupd.core.errors import Absent, Forbidden
from backupd.core.library import Library
from backupd.family import Pass, Viewer
from backupd.sharing.records import Link, Sharing


def sharing(library: Library, viewer: Viewer, number: int) -> Sharing:
    """Raises Absent for an album this viewer does not see, Forbidden for those who share nothing."""
    album = albums.album(library, viewer, number)
    if not viewer.contributes:
        raise Forbidden("sharing.readers_make_none", back=f"/albums/{number}")
    return Sharing(album, family.passes_of(library, viewer, number))


def links_in_force(library: Library, viewer: Viewer) -> list[Link]:
    """Every link of the family to an album that is there, for its owners."""
    if not viewer.owner:
        return []
    titles = {album.id: album.title for album in albums.titles(library, viewer)}
    links = family.passes_in_force(library, viewer)
    return [Link(link, titles[link.album]) for link in links if link.album in titles]


def to_look(library: Library, guest: Viewer) -> Pass:
    """The guest's pass, where it is one to look."""
    link = family.the_pass(library, guest)
    if link.kind != "look":
        raise Absent("sharing.link_over")
    return link


def to_add(library: Library, guest: Viewer) -> Pass:
    """The guest's pass, where it is one to add, and they have said who they are."""
    link = family.the_pass(library, guest)
    if link.kind != "add" or not guest.name:
        raise Absent("sharing.link_over")
    return link


def place_in_album(seen: Seen, root: str) -> str:
    """The guest's album at this story."""
    near = albums.cursor_near(seen)
    return f"{root}{'?after=' + quote(near) if near else ''}#s{seen.story.id}"


def plays(library: Library, link: Pass, film: Picture | MediaFile) -> bool:
    """Whether a film can be shown to guests now. One that tells where it was taken is copied first; that is rung for."""
    if film.kind != "video":
        return False
    if film.film is not None or link.with_places:
        return film.film in (None, "made")
    ready = media.bare_path(library, film.id).exists()
    if not ready and film.state == "ready":
        library.jobs.later(media.bare_film, film.id)
    return ready

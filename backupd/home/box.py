"""집 (the box): are our photos safe, how much room is left, where is it opened, what came in and what did not."""

import shutil
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import segno
from litestar import Request, Response, get

from backupd import discovery, intake, meaning, notify, sharing
from backupd.core.library import Library
from backupd.core.snapshots import newest
from backupd.family import Viewer
from backupd.home.clock import AskedClock, asked
from backupd.http import answers

NEARLY_FULL = 5 * 1024**3
OLD_SNAPSHOT = timedelta(days=3)


class Space(msgspec.Struct, frozen=True):
    """Bytes on the disk that holds the originals."""

    free: int
    total: int
    reserve: int


class Box(msgspec.Struct, frozen=True):
    """How the box is. state: ok, or what is wrong; `photos` and `videos` are this family's; links: into its albums
    from outside, for owners; silent: whose messages have not arrived for three days; pictures: how far it has looked at them; clock: what the box asks while it does not know the time."""

    state: str
    photos: int
    videos: int
    space: Space
    addresses: list[str]
    snapshot: str | None
    folders: list[intake.DropState]
    refused: list[intake.Line]
    unread: list[intake.Unread]
    sittings: list[intake.Summary]
    links: list[sharing.Link]
    silent: list[notify.Silent]
    pictures: meaning.Progress
    clock: AskedClock | None = None


def the_box(request: Request, library: Library, viewer: Viewer) -> Box:
    """Everything on the page, from one place, for HTML and JSON alike."""
    folders = intake.drop_folders(library, viewer)
    photos, videos = _counted(library, viewer)
    snapshot = newest(library.files.snapshots)
    return Box(
        state=_state(library, request.app.state.worker.alive, folders),
        photos=photos,
        videos=videos,
        space=_space(library),
        addresses=_addresses(request, library),
        snapshot=_taken(snapshot.stat().st_mtime) if snapshot else None,
        folders=folders,
        refused=intake.refusals(library, viewer),
        unread=intake.unread(library, viewer),
        sittings=intake.lately(library, viewer),
        links=sharing.links_in_force(library, viewer),
        silent=notify.silent_channels(library, viewer),
        pictures=meaning.progress(library),
        clock=asked(library, viewer),
    )


def _state(library: Library, worker_alive: bool, folders: list[intake.DropState]) -> str:
    """The gravest thing first."""
    wrong = {
        **grave(library),
        "resting": not worker_alive,
        **lighter(library),
        "folder_offline": unseen(folders),
    }
    return next((name for name, so in wrong.items() if so), "ok")


def grave(library: Library) -> dict[str, bool]:
    """What stops the keeping of photos, the gravest first."""
    files = library.files
    return {
        "damaged": not library.database.sound,
        "offline": not files.online,
        "read_only": files.online and not files.writable,
        "full": files.online and files.free < files.reserve,
    }


def lighter(library: Library) -> dict[str, bool]:
    """What can wait until tomorrow."""
    files, snapshot = library.files, newest(library.files.snapshots)
    age = library.clock.now().timestamp() - snapshot.stat().st_mtime if snapshot else 0
    return {
        "nearly_full": files.online and files.free < files.reserve + NEARLY_FULL,
        "no_snapshot": age > OLD_SNAPSHOT.total_seconds(),
    }


def unseen(folders: list[intake.DropState]) -> bool:
    return any(folder.state in ("offline", "unreadable") for folder in folders)


def _counted(library: Library, viewer: Viewer) -> tuple[int, int]:
    found = library.database.connection.execute(
        """SELECT count(DISTINCT id) FILTER (WHERE kind IS NOT 'video'), count(DISTINCT id) FILTER (WHERE kind = 'video')
           FROM visible_media WHERE viewer = ? AND family = ?""",
        (viewer.id, viewer.family),
    )
    return tuple(found.fetchone())


def _space(library: Library) -> Space:
    files = library.files
    usage = shutil.disk_usage(files.originals if files.online else files.data)
    return Space(usage.free, usage.total, files.reserve)


def _addresses(request: Request, library: Library) -> list[str]:
    """By name first, where it has one, then by number; the port is left out where it is 80."""
    port = (request.scope.get("server") or ("", 80))[1]
    name = request.app.state.hosts.announced()
    hosts = [*([name] if name else []), *discovery.home_addresses(library.settings.host)]
    shown = [f"[{host}]" if ":" in host else host for host in map(str, hosts)]
    return [f"http://{host}" if port == 80 else f"http://{host}:{port}" for host in shown]


def _local(library: Library, viewer: Viewer) -> datetime:
    return library.clock.now().astimezone(ZoneInfo(viewer.time_zone))


def _taken(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


@get("/box", sync_to_thread=True)
def page(request: Request, library: Library, viewer: Viewer) -> Response[str]:
    """Safe or not in one sentence, then the rest."""
    box = the_box(request, library, viewer)
    scanned = next((address for address in box.addresses if address[7].isdigit()), None)
    qr = segno.make(scanned).svg_data_uri(border=2, dark="#2A2622", light="#FFFFFF") if scanned else None
    return answers.page(
        request, "box/box.html", box=box, qr=qr, scanned=scanned, now=_local(library, viewer), here="/family"
    )


@get("/box", sync_to_thread=True)
def twin(request: Request, library: Library, viewer: Viewer) -> Box:
    """The same as JSON."""
    return the_box(request, library, viewer)


pages: list = [page]
api: list = [twin]

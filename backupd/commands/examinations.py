"""What the doctor looks at. Each examination yields findings: good, worth a note, or wrong with what to do."""

import os
import shutil
import sqlite3
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import msgspec

from backupd.core.errors import CannotStart
from backupd.core.library import NETWORK_FILESYSTEMS, Library, filesystem
from backupd.core.running import port_in_force
from backupd.core.snapshots import newest
from backupd.http.server import bind

SNAPSHOT_DAYS = 2
SPARE = 5 * 1000**3
OLDEST_YEAR = 2025


class Finding(msgspec.Struct, frozen=True):
    """key names the sentence, which for a wrong thing says what to do. Among the values, `free` is in bytes."""

    state: Literal["good", "note", "wrong"]
    key: str
    values: dict[str, object] = {}


def data_folder(library: Library) -> Iterator[Finding]:
    data = library.files.data
    if not os.access(data, os.W_OK | os.X_OK):
        yield wrong("cli.data_not_writable", path=data)
    elif (kind := filesystem(data)) in NETWORK_FILESYSTEMS:
        yield wrong("settings.data_not_local", path=data, filesystem=kind)
    else:
        yield good("cli.data_good", path=data)


def database(library: Library) -> Iterator[Finding]:
    """`PRAGMA quick_check` on a connection that cannot write."""
    path = library.database.path
    problem = _damage(path)
    if problem is None:
        yield good("cli.database_good")
        return
    yield wrong("cli.database_damaged", path=path, problem=problem)
    if snapshot := newest(library.files.snapshots):
        yield note("cli.database_snapshot", snapshot=snapshot, path=path, when=_day(snapshot))


def _damage(path: Path) -> str | None:
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)) as connection:
            said = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        return str(error)
    return None if said == "ok" else str(said)


def snapshots(library: Library) -> Iterator[Finding]:
    snapshot = newest(library.files.snapshots)
    if snapshot is None:
        yield note("cli.snapshot_none")
    elif _age_in_days(snapshot) > SNAPSHOT_DAYS:
        yield wrong("cli.snapshot_old", when=_day(snapshot), count=_age_in_days(snapshot))
    else:
        yield good("cli.snapshot_good", when=_day(snapshot))


def _age_in_days(path: Path) -> int:
    return (datetime.now(UTC) - datetime.fromtimestamp(path.stat().st_mtime, UTC)).days


def _day(path: Path) -> str:
    return f"{datetime.fromtimestamp(path.stat().st_mtime, UTC).astimezone():%Y-%m-%d %H:%M}"


def originals(library: Library) -> Iterator[Finding]:
    files = library.files
    if not files.online:
        yield wrong("cli.originals_offline", path=files.originals)
    elif not files.writable:
        yield wrong("cli.originals_read_only", path=files.originals)
    else:
        yield good("cli.originals_good", path=files.originals)


def space(library: Library) -> Iterator[Finding]:
    free, reserve = library.files.free, library.files.reserve
    if free <= reserve:
        yield wrong("cli.space_full", free=free)
    elif free < reserve + SPARE:
        yield note("cli.space_short", free=free)
    else:
        yield good("cli.space_good", free=free)


def drop_folders(library: Library) -> Iterator[Finding]:
    for folder in library.settings.drop_folders:
        path = library.settings.data_folder / Path(folder.path).expanduser()
        if not path.is_dir():
            yield wrong("cli.drop_folder_absent", path=path)
        elif not os.access(path, os.R_OK | os.X_OK):
            yield wrong("cli.drop_folder_closed", path=path)
        else:
            yield good("cli.drop_folder_good", path=path)


def daemon(library: Library) -> Iterator[Finding]:
    """Asks the running daemon how it is; where none runs, whether it could listen."""
    port = port_in_force(library.files.data)
    if port is None:
        yield from _not_running(library)
        return
    health = _asked(f"http://127.0.0.1:{port}/up")
    if health is None:
        yield wrong("cli.daemon_silent", port=str(port))
    elif health.get("worker") != "ok":
        yield wrong("cli.worker_stopped")
    else:
        yield good("cli.daemon_good", port=str(port))


def _not_running(library: Library) -> Iterator[Finding]:
    yield note("cli.daemon_asleep")
    try:
        bind(library.settings.host, library.settings.port).close()
    except CannotStart as error:
        yield wrong(error.key, **error.values)


def _asked(address: str) -> dict | None:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(address, timeout=5) as answer:
            return msgspec.json.decode(answer.read(), type=dict)
    except (OSError, msgspec.DecodeError):
        return None


def name_on_the_network(library: Library) -> Iterator[Finding]:
    """Resolves the name as a phone would; only while the daemon runs is anybody there to answer."""
    port = port_in_force(library.files.data)
    if port is None or not library.settings.announce:
        return
    name = f"{library.settings.name}.local"
    if _resolves(name):
        yield good("cli.name_good", name=name)
    else:
        yield note("cli.name_silent", name=name)


def _resolves(name: str) -> bool:
    from zeroconf import AddressResolverIPv4, Zeroconf

    try:
        with closing(Zeroconf()) as listening:
            return AddressResolverIPv4(f"{name}.").request(listening, 3000)
    except OSError:
        return False


def clock(library: Library) -> Iterator[Finding]:
    now = library.clock.now()
    if now.year < OLDEST_YEAR:
        yield wrong("cli.clock_wrong", now=f"{now:%Y-%m-%d}")
    elif _synchronised() is False:
        yield note("cli.clock_alone", now=f"{now.astimezone():%Y-%m-%d %H:%M}")
    else:
        yield good("cli.clock_good", now=f"{now.astimezone():%Y-%m-%d %H:%M}")


def _synchronised() -> bool | None:
    """What systemd says of the clock (timedatectl(1)); None where it cannot be asked."""
    if not shutil.which("timedatectl"):
        return None
    asked = ["timedatectl", "show", "-p", "NTPSynchronized", "--value"]
    said = subprocess.run(asked, capture_output=True, text=True, timeout=10, check=False)
    return {"yes": True, "no": False}.get(said.stdout.strip())


def good(key: str, **values: object) -> Finding:
    return Finding("good", key, values)


def note(key: str, **values: object) -> Finding:
    return Finding("note", key, values)


def wrong(key: str, **values: object) -> Finding:
    return Finding("wrong", key, values)

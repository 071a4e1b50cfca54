"""The disk fills up, goes read-only, or is not there: looking goes on, keeping stops with a sentence, nothing breaks."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from backupd import migrations, schedule
from backupd.core.library import Library
from backupd.core.settings import load
from tests.daemon.conftest import phone, until
from tests.daemon_process import Daemon
from tests.media.making import scene
from tests.people import found_family

MEGABYTE = 1 << 20


class Disk:
    """A small disk of its own where the machine lets us mount one, else a folder that counts as one."""

    def __init__(self, place: Path) -> None:
        self.place = place
        place.mkdir()
        self.mounted = _quiet("mount", "-t", "tmpfs", "-o", "size=28m", "none", str(place))
        free = shutil.disk_usage(place).free
        self.reserve_mb = 8 if self.mounted else max(8, free // MEGABYTE - 16)

    def read_only(self) -> None:
        if self.mounted:
            assert _quiet("mount", "-o", "remount,ro", str(self.place))
        else:
            (self.place / "box" / "originals").chmod(0o555)

    def fill(self) -> None:
        """Something else on it takes all that is left."""
        with suppress(OSError), (self.place / "other").open("wb", buffering=0) as other:
            while True:
                other.write(bytes(4096))

    def close(self) -> None:
        if self.mounted:
            _quiet("umount", "-l", str(self.place))
        else:
            (self.place / "box" / "originals").chmod(0o755)


def _quiet(*words: str) -> bool:
    return shutil.which(words[0]) is not None and subprocess.run(words, capture_output=True).returncode == 0


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    made = Disk(tmp_path / "disk")
    yield made
    made.close()


def settings(disk: Disk, **more: str) -> str:
    lines = {"announce": "false", "reserve-mb": str(disk.reserve_mb), **more}
    return "".join(f"{name} = {value}\n" for name, value in lines.items())


def library_of(data: Path) -> Library:
    library = Library(load(data, reserve_mb=0)).open(schedule.TABLE)
    migrations.apply(library)
    return library


def picture(tmp_path: Path, number: int) -> bytes:
    """A photo of about a megabyte, each another."""
    path = tmp_path / f"{number}.bmp"
    scene(640, 480 + number).save(path)
    return path.read_bytes()


def test_a_disk_fills_up_and_room_is_made_again(disk: Disk, tmp_path: Path):
    data = disk.place / "box"
    library = library_of(data)
    mother = found_family(library)
    with Daemon(data, settings=settings(disk)) as box, phone(library, mother, box.address) as browser:
        answers = [
            browser.post("/add", files={"files": (f"{number}.bmp", picture(tmp_path, number), "image/bmp")})
            for number in range(24)
        ]
        refused = [answer for answer in answers if answer.status_code == 507]
        assert refused and refused[0].json()["reason"] == "problems.disk_full"
        kept = sum(answer.is_success for answer in answers)
        assert kept == len(list(library.files.kept()))
        until(lambda: not library.database.value("SELECT 1 FROM arrival WHERE state = 'received'"), 40)
        assert library.database.value("SELECT count(*) FROM story") == kept
        assert browser.get("/albums", headers={"accept": "text/html"}).status_code == 200
        (disk.place / "something else").write_bytes(
            b"x" * 2_000_000
        )  # another photo is refused before the reserve is touched
        assert browser.get("/api/box").json()["state"] == "full" or not disk.mounted
        story = library.database.value("SELECT min(id) FROM story")
        assert browser.post(f"/api/stories/{story}/trash").status_code < 400
    library.close()


def test_a_disk_goes_read_only_and_looking_goes_on(disk: Disk, tmp_path: Path):
    data = tmp_path / "data"
    originals = disk.place / "box" / "originals"
    originals.mkdir(parents=True)
    (originals / ".backup-originals").touch()
    library = library_of(data)
    mother = found_family(library)
    lines = settings(disk, originals=f'"{originals}"')
    with Daemon(data, settings=lines) as box, phone(library, mother, box.address) as browser:
        assert browser.post("/add", files={"files": ("a.bmp", picture(tmp_path, 1), "image/bmp")}).is_success
        until(lambda: library.database.value("SELECT count(*) FROM story") == 1)
        disk.read_only()
        if disk.mounted:
            refused = browser.post("/add", files={"files": ("b.bmp", picture(tmp_path, 2), "image/bmp")})
            assert (refused.status_code, refused.json()["reason"]) == (503, "problems.read_only")
            assert browser.get("/up").json()["originals"] == "read_only"
        media = library.database.value("SELECT id FROM media")
        assert browser.get(f"/media/{media}/original").status_code == 200
    library.close()


def test_not_a_byte_is_left_and_looking_joining_and_deleting_go_on(disk: Disk, tmp_path: Path):
    if not disk.mounted:
        pytest.skip("this machine lends us no disk to fill")
    data = disk.place / "box"
    library = library_of(data)
    mother = found_family(library)
    with Daemon(data, settings=settings(disk)) as box, phone(library, mother, box.address) as browser:
        assert browser.post("/add", files={"files": ("a.bmp", picture(tmp_path, 1), "image/bmp")}).is_success
        until(lambda: library.database.value("SELECT count(*) FROM story") == 1)
        with library.database.writing() as connection:
            connection.execute("UPDATE device SET last_visit = '2020-01-01T00:00:00.000Z'")
        disk.fill()
        for address in ("/", "/albums", "/box", "/family", "/trash", "/me", "/search?q=a"):
            answer = browser.get(address, headers={"accept": "text/html"})
            assert answer.status_code == 200, (address, answer.status_code, box.printed)
        story = library.database.value("SELECT id FROM story")
        assert browser.post(f"/api/stories/{story}/trash").status_code == 204, box.printed
        code = browser.post("/api/family/invitation", json={}).json()["code"]
        with httpx.Client(base_url=box.address, headers={"origin": box.address}, trust_env=False) as guest:
            assert guest.post("/api/join", json={"code": code}).status_code == 200
            assert guest.post("/api/join/person", json={"name": "할머니"}).status_code == 204
        assert browser.post("/api/trash/emptying").status_code == 204
        until(lambda: not list(library.files.kept()), seconds=60)
    library.close()


def test_a_disk_that_was_unplugged_is_offline_and_nothing_is_written_into_its_place(tmp_path: Path):
    data, disk = tmp_path / "data", tmp_path / "usb"
    disk.mkdir()
    (disk / ".backup-originals").touch()
    library = library_of(data)
    mother = found_family(library)
    lines = f'announce = false\nreserve-mb = 0\noriginals = "{disk}"\nsweep-seconds = 1\n'
    with Daemon(data, settings=lines) as box, phone(library, mother, box.address) as browser:
        assert browser.post("/add", files={"files": ("a.bmp", picture(tmp_path, 1), "image/bmp")}).is_success
        until(lambda: library.database.value("SELECT count(*) FROM story") == 1)
        disk.rename(tmp_path / "unplugged")
        disk.mkdir()
        refused = browser.post("/add", files={"files": ("b.bmp", picture(tmp_path, 2), "image/bmp")})
        assert (refused.status_code, refused.json()["reason"]) == (503, "problems.originals_offline")
        assert list(disk.iterdir()) == []
        assert browser.get("/api/box").json()["state"] == "offline"
        disk.rmdir()
        (tmp_path / "unplugged").rename(disk)
        assert browser.post("/add", files={"files": ("b.bmp", picture(tmp_path, 2), "image/bmp")}).is_success
        until(lambda: library.database.value("SELECT count(*) FROM story") == 2)
    library.close()


def test_hundreds_of_megabytes_cost_no_memory(tmp_path: Path):
    data = tmp_path / "box"
    library = library_of(data)
    mother = found_family(library)

    def film() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="files"; filename="long.mp4"\r\n\r\n'
        yield (24).to_bytes(4, "big") + b"ftypisom\0\0\0\0isommp42"
        for _ in range(300):
            yield bytes(MEGABYTE)
        yield b"\r\n--x--\r\n"

    lines = "announce = false\nreserve-mb = 0\n"
    with Daemon(data, settings=lines) as box, phone(library, mother, box.address) as browser:
        browser.get("/up")
        before = resident(box)
        kind = {"content-type": "multipart/form-data; boundary=x"}
        assert browser.post("/add", content=film(), headers=kind).is_success
        assert resident(box) - before < 30
    library.close()


def resident(box: Daemon) -> float:
    """Megabytes the web process has had at most."""
    status = Path(f"/proc/{box.process.pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024


def test_a_sender_that_is_cut_off_leaves_nothing(tmp_path: Path):
    data = tmp_path / "box"
    library = library_of(data)
    mother = found_family(library)

    def half() -> Iterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.jpg"\r\n\r\n\xff\xd8\xff'
        yield bytes(3 * MEGABYTE)
        raise ConnectionError

    with Daemon(data, settings="announce = false\nreserve-mb = 0\n") as box:
        with (
            phone(library, mother, box.address) as browser,
            pytest.raises((ConnectionError, httpx.HTTPError)),
        ):
            browser.post("/add", content=half(), headers={"content-type": "multipart/form-data; boundary=x"})
        until(lambda: list(library.files.incoming.iterdir()) == [])
        assert list(library.files.kept()) == []
        assert library.database.value("SELECT count(*) FROM batch") == 0
    library.close()

"""A family with an ordinary album, a capsule that nobody but some know of, and one that is just being opened; everybody
who could look, and the box as it would be without any of that."""

import re
import sqlite3
from pathlib import Path

from litestar.testing import TestClient

from backupd import albums
from backupd.capsules import actions, opening
from backupd.capsules.records import NewCapsule
from backupd.core.database import Database
from backupd.core.library import Library
from backupd.family import PassWish, Viewer, make_pass
from tests import people
from tests.capsules.saying import keep_cookies, plain, said, traces_in
from tests.capsules.walking import Numbers, Way, in_pieces, ways
from tests.media.making import exif, photo, seoul

NAME, LINE, TITLE, PURPOSE = "Geheim-7731.jpg", "leise Worte 5521", "Surprise 9902", "Zweck 4417"
SIZE = (677, 491)
TAKEN = "1987:03:14 05:06:07"
COUNTED = ("album", "story", "batch", "arrival", "happening")
_HELD = "FROM story_media JOIN story ON story.id = story_media.story WHERE story.album"
UNLIKE = re.compile("PRAGMA|SELECT 1 FROM media WHERE path")
"""Statements that differ from walk to walk: files that the walk itself left on the disk take up names."""

KNOWING = ("in the family", "owner", "reader")


class Overheard(Database):
    """A database whose every statement is heard, with its values, in whichever thread it runs."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.ran: list[str] = []

    def _open(self) -> sqlite3.Connection:
        connection = super()._open()
        connection.set_trace_callback(self.ran.append)
        return connection


class Walked:
    """boxes: the database with everything, without a trace of it ("without"), and with what mother put in gone
    ("empty"), which is all that differs for those who may know of it."""

    def __init__(self, library: Library, folder: Path) -> None:
        self.library, self.folder = library, folder
        self.mother = people.found_family(library)
        self.father = people.join(library, self.mother, "아빠")
        self.grandmother = people.join(library, self.mother, "할머니")
        self.file = photo(
            folder / NAME, SIZE, exif=exif(TAKEN, model="Kamera 3318", gps=seoul())
        ).read_bytes()
        self.browsers = self._browsers()
        self._fill_an_album()
        library.database.close()
        library.database = self.heard = Overheard(library.database.path)
        self.boxes = {"without": self._kept()}
        self.capsule, self.half = self._seal(), self._open_half()
        self.boxes["with"] = self._kept()
        self._empty()
        self.boxes["empty"] = self._kept()
        self.put("with")
        self.numbers = self._numbers()

    def close(self) -> None:
        for browser in self.browsers.values():
            browser.__exit__(None, None, None)
        for box in self.boxes.values():
            box.close()

    def _browsers(self) -> dict[str, TestClient]:
        library, mother = self.library, self.mother
        owner = people.join(library, mother, "삼촌")
        library.database.connection.execute(
            "UPDATE membership SET role = 'owner' WHERE person = ?", (owner.id,)
        )
        reader = people.join(library, mother, "이모할머니", role="reader")
        lookers: dict[str, Viewer | None] = {
            "in the family": self.father, "must not know": self.grandmother, "reader": reader,
            "owner": people.again(library, owner), "frame": people.light_frame(library, mother),
            "other family": people.another_family(library), "guest who looks": None, "guest who adds": None,
            "stranger": None, "maker": people.another_device(library, mother),
        }  # fmt: skip
        found = {name: people.client_for(library, viewer) for name, viewer in lookers.items()}
        for browser in found.values():
            browser.__enter__()
        return found

    def _fill_an_album(self) -> None:
        """Two photos that everybody sees, printed as a book; a link to look and one to add."""
        library, folder = self.library, self.folder
        self.album = albums.new_album(library, self.mother.family, self.mother.id, "제주 여름휴가")
        with people.client_for(library, self.mother) as phone:
            files = [
                photo(folder / f"{day}.jpg", (640 + day, 480), exif=exif(f"2019:08:0{day} 10:00:00"))
                for day in (5, 6)
            ]
            sent = [("files", (path.name, path.read_bytes(), "image/jpeg")) for path in files]
            assert phone.post("/add", data={"album": str(self.album)}, files=sent).status_code == 303
            library.jobs.drain()
            phone.post(f"/albums/{self.album}/book/pdf", data={"format": "a4"})
            library.jobs.drain()
        for name, kind in (("guest who looks", "look"), ("guest who adds", "add")):
            made = make_pass(library, self.mother, self.album, PassWish(kind=kind))
            self.link = made
            self.browsers[name].get(f"/p/{made.token}", follow_redirects=True)
        for browser in self.browsers.values():
            browser.get("/albums")  # the first one finds no shelves and makes them

    def _seal(self) -> int:
        """A capsule with a photo in it that tells a day, a place, a camera, and one more that is on its way."""
        number = actions.make(self.library, self.mother, self._wish("2031-02-03"))
        with people.client_for(self.library, self.mother) as phone:
            self._put_in(phone, number, self.file)
            tus = {"Tus-Resumable": "1.0.0"}
            opened = phone.post("/uploads/sittings", data={"capsule": str(number)}, headers=tus).json()
            piece = in_pieces(NAME, self.file[:100], opened["batch"], len(self.file))
            assert phone.post("/uploads", **piece).status_code == 201
        return number

    def _wish(self, day: str) -> NewCapsule:
        hidden = [self.grandmother.id]
        return NewCapsule(
            TITLE, PURPOSE, day, "04:05", show_who=False, people=[self.father.id], hidden=hidden
        )

    def _open_half(self) -> int:
        """One whose moment has come: everything stands in an album behind the seal, and it is not revealed."""
        library = self.library
        number = actions.make(library, self.mother, self._wish("2026-11-24"))
        inside = photo(self.folder / f"2-{NAME}", SIZE, exif=exif(TAKEN, model="Kamera 3318"), quality=80)
        with people.client_for(library, self.mother) as phone:
            self._put_in(phone, number, inside.read_bytes())
        with library.database.writing() as connection:
            connection.execute("UPDATE capsule SET state = 'opening' WHERE id = ?", (number,))
        opening._take_out(library, number)
        opening._fill(library, number, opening._album(library, number))
        return number

    def _put_in(self, phone: TestClient, number: int, content: bytes) -> None:
        files = [("files", (NAME, content, "image/jpeg"))]
        sent = phone.post(f"/add?capsule={number}", data={"description": LINE}, files=files)
        assert sent.status_code == 303, sent.text

    def _empty(self) -> None:
        """Nobody put anything into the one that is sealed."""
        with self.library.database.writing() as connection:
            connection.execute("DELETE FROM capsule_thing WHERE capsule = ?", (self.capsule,))
            connection.execute("DELETE FROM upload")
            connection.execute("DELETE FROM batch WHERE capsule = ?", (self.capsule,))

    def _kept(self) -> sqlite3.Connection:
        """With rows of other things behind it, so that what is made next has the same number in every box."""
        kept = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self.library.database.connection.backup(kept)
        for table in COUNTED:
            names = ", ".join(row[1] for row in kept.execute(f"PRAGMA table_info({table})") if row[1] != "id")
            kept.execute(
                f"INSERT INTO {table} (id, {names}) SELECT 5000, {names} FROM {table} ORDER BY id LIMIT 1"
            )
        return kept

    def put(self, box: str) -> None:
        """The database as it was then."""
        self.boxes[box].backup(self.library.database.connection)

    def _numbers(self) -> Numbers:
        """What is sealed first, then what everybody sees, by kind."""
        value, sealed = self.library.database.value, "SELECT album FROM capsule WHERE id = ?"
        album = value(sealed, (self.half,))
        story = value("SELECT id FROM story WHERE album = ?", (album,))
        seen = value("SELECT min(id) FROM story")
        return {
            "capsule": [self.capsule, self.half], "album": [album, self.album], "story": [story, seen],
            "media": [value(f"SELECT media {_HELD} = ?", (album,)), value(f"SELECT media {_HELD} = ?", (self.album,))],
            "thing": [value("SELECT id FROM capsule_thing WHERE capsule = ?", (self.capsule,))],
            "batch": [value("SELECT batch FROM upload")], "upload": [value("SELECT id FROM upload")],
            "pass": [self.link.link.id], "token": [self.link.token], "q": [NAME],
        }  # fmt: skip

    def secrets(self, who: str) -> dict[str, str]:
        """What must be found nowhere. Those who may know of it know its name and its moment."""
        thing = self.library.database.connection.execute(
            "SELECT * FROM capsule_thing WHERE capsule = ?", (self.capsule,)
        ).fetchone()
        inside = {
            "name": "Geheim-7731", "line": LINE, "day": "1987-03-14", "camera": "Kamera 3318", "size": str(SIZE),
            "hash": thing["sha256"].hex(), "path": thing["path"], "thing": str(thing["id"]),
        }  # fmt: skip
        outside = {"title": TITLE, "purpose": PURPOSE, "capsule": str(self.capsule), "moment": "2031-02-03"}
        return inside if who in KNOWING else inside | outside

    def walk(self, who: str, box: str) -> list[tuple[Way, str, list[str]]]:
        """Everything asked by somebody of one of the boxes: what was answered, and which statements ran. What a request
        changes is put back before the next."""
        self.put(box)
        told, browser = [], self.browsers[who]
        cookies = [*browser.cookies.jar]
        version = self.library.database.value("PRAGMA data_version")
        for way in ways(browser.app, self.numbers, (NAME, self.file)):
            self.heard.ran.clear()
            answer = said(browser, way)
            keep_cookies(browser, cookies)
            ran = [plain(sql) for sql in self.heard.ran if not UNLIKE.search(sql)]
            told.append((way, answer, ran))
            if self.library.database.value("PRAGMA data_version") != version:
                self.put(box)
                version = self.library.database.value("PRAGMA data_version")
        return told

    def traces(self, who: str, told: list[tuple[Way, str, list[str]]]) -> list[tuple[str, str, list[str]]]:
        found = []
        for way, answer, _ in told:
            asked = f"{way.address}{way.sent}"
            untold = {name: value for name, value in self.secrets(who).items() if value not in asked}
            if traces := traces_in(answer, untold):
                found.append((way.method, way.address, traces))
        return found

"""What the gate hides is in no result, count or suggestion, and nobody's answer is worked out otherwise because of it."""

import re
import sqlite3
import unicodedata
from pathlib import Path
from urllib.parse import urlencode

import pytest

from backupd.albums import finding, sealing, trash
from backupd.capsules import actions as capsules
from backupd.capsules.records import NewCapsule
from backupd.core.database import Database
from backupd.reactions.commenting import comment
from backupd.reactions.records import Draft
from backupd.search import asking, keeping, showing, store
from tests import people
from tests.albums import house

SECRETS = ("비밀여행", "Geheimnis7731", "숨긴강아지", "독도경비대")
TYPED = (
    *SECRETS, "비밀", "비", "ㅂㅁㅇㅎ", "ㅂㅁ", "ㅂ", "geheim", "Geheimnis", "강아지", "독도", "독도 비밀", "비밀여헹", "geheimnos7731",
    "qlalf", "2011년 3월", "2011", "동영상", "셀카", "캡슐", "이모", "이모가 올린", "누나가 올린 사진", "secret.jpg", "몰래", "잔치",
    unicodedata.normalize("NFD", "비밀여행"), "제주", "엄마",
)  # fmt: skip
HASH = re.compile(r"x'[0-9a-f]{64}'", re.IGNORECASE)
"""Of the browser's token, another for each."""
OWN = re.compile("^--|search_recent|PRAGMA|'main'.'search_grams")
"""What FTS5 runs by itself, and what one looked for lately."""
ADDRESSES = ("/search", "/api/search", "/search/suggestions", "/api/search/suggestions")


class Overheard(Database):
    """A database whose every statement is heard, with its values."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.ran: list[str] = []

    def _open(self) -> sqlite3.Connection:
        connection = super()._open()
        connection.set_trace_callback(self.ran.append)
        return connection


@pytest.fixture
def home(library):
    """An ordinary album, told and commented, in a family of mother, daughter and a reader."""
    mother = people.found_family(library)
    album = house.album(library, mother, "제주 여름휴가", photos=2)
    story = house.story(library, mother, album, description="강아지와 잔치")
    comment(library, mother, story, Draft("독서하는 강아지"))
    return [
        mother,
        people.join(library, mother, "지우"),
        people.join(library, mother, "할머니", role="reader"),
    ]


def hide(library, home):
    """Everything that the others must not find: sealed, trashed, purged, taken back, a surprise, another family's."""
    mother, daughter, reader = home
    sealed = sealing.sealed_album(library, mother.family, mother.id, SECRETS[0], SECRETS[2])
    secret(library, mother, sealed)
    gone = house.album(library, mother, SECRETS[0])
    secret(library, mother, gone)
    trash.trash_album(library, mother, gone)
    kept = house.album(library, mother, "평범한 앨범")
    trash.trash_stories(library, mother, [secret(library, mother, kept)])
    trash.trash_album(library, mother, kept)
    trash.empty_trash(library, mother)
    capsules.make(
        library, mother,
        NewCapsule(f"{SECRETS[0]} 잔치", SECRETS[1], "2031-02-03", "04:05", show_who=False, people=[], hidden=[daughter.id, reader.id]),
    )  # fmt: skip
    aunt = people.another_family(library)
    theirs = house.album(library, aunt, SECRETS[0])
    comment(library, aunt, secret(library, aunt, theirs), Draft(SECRETS[2]))
    keeping.read_everything(library)


def secret(library, who, album):
    media = house.photo(
        library, "2011-03-04T05:06:07", name="Geheimnis7731 secret.jpg", kind="video",
        place_ko=SECRETS[3], place_en="Geheimnis7731",
    )  # fmt: skip
    return house.story(library, who, album, media, f"{SECRETS[2]} {SECRETS[1]} 몰래")


def answers(library, viewer):
    """Every answer with the statements it took, of our own tables; how FTS5 reads its blocks is its own."""
    heard = library.database
    told = []
    with people.client_for(library, viewer) as browser:
        browser.get("/search")
        for typed in TYPED:
            for address in ADDRESSES:
                heard.ran.clear()
                said = browser.get(f"{address}?{urlencode({'q': typed})}").text
                ran = [HASH.sub("", sql) for sql in heard.ran if not OWN.search(sql)]
                told.append((address, typed, said, ran))
    return told


def test_nobody_finds_it_and_no_answer_is_another_because_it_is_there(library, home):
    library.database.close()
    library.database = Overheard(library.database.path)
    keeping.read_everything(library)
    daughter = home[1]
    before = answers(library, daughter)
    hide(library, home)
    for one, other in zip(before, answers(library, daughter), strict=True):
        assert one == other, one[:2]


def test_the_index_itself_holds_no_word_of_what_is_sealed_or_thrown_away(library, home):
    hide(library, home)
    connection = library.database.connection
    texts = connection.execute("SELECT text FROM search_document WHERE family = ?", (home[0].family,))
    assert not [row["text"] for row in texts if "비밀" in row["text"] or "geheim" in row["text"]]


def test_it_is_found_once_it_is_shown(library, home):
    mother = home[0]
    sealed = sealing.sealed_album(library, mother.family, mother.id, SECRETS[0], "")
    secret(library, mother, sealed)
    with people.client_for(library, home[1]) as browser:
        ask = {"q": "몰래"}
        assert not browser.get("/api/search", params=ask).json()["stories"]
        sealing.reveal(library, sealed)
        found = browser.get("/api/search", params=ask).json()
        assert len(found["stories"]) == 1 and found["stories"][0]["album_title"] == SECRETS[0]


def test_how_much_is_still_to_be_read_says_nothing_of_another_family_or_the_trash(library, home):
    aunt = people.another_family(library)
    keeping.read_everything(library)
    for who in (aunt, home[0]):
        album = house.album(library, who, SECRETS[0], photos=2)
        assert [keeping.unread(library, each) for each in (home[0], aunt)] == (
            [0, 3] if who is aunt else [3, 3]
        )
    trash.trash_album(library, home[0], album)
    assert keeping.unread(library, home[0]) == 0


def test_what_one_looked_for_is_nobody_else_s(library, home):
    mother, daughter, _ = home
    with people.client_for(library, mother) as hers, people.client_for(library, daughter) as other:
        hers.get("/search", params={"q": "잔치"})
        assert hers.get("/api/search/recent").json() == ["잔치"]
        assert other.get("/api/search/recent").json() == []
        assert "잔치" not in [each["words"] for each in other.get("/api/search/suggestions?q=잔").json()]
        assert other.post("/api/search/recent/removal", json={"words": "잔치"}).json() == []
        assert hers.get("/api/search/recent").json() == ["잔치"]


def test_frames_and_guests_have_no_search(library, home):
    frame = people.light_frame(library, home[0])
    for viewer in (frame, None):
        with people.client_for(library, viewer) as browser:
            for address in ADDRESSES:
                assert browser.get(f"{address}?q=제주").status_code in (303, 401)


@pytest.mark.parametrize(
    "sql", [asking.DOCUMENTS, showing.TITLES, showing.SAID, showing.FILES, showing.PLACES, finding.STORIES]
)
def test_every_read_goes_by_an_index(library, home, sql):
    named = dict.fromkeys(re.findall(r":([a-z]+)", sql), 1)
    plan = [row["detail"] for row in library.database.connection.execute(f"EXPLAIN QUERY PLAN {sql}", named)]
    walked = [
        step for step in plan if step.startswith("SCAN") and not re.search("VIRTUAL TABLE|asked|page", step)
    ]
    assert not walked and not [step for step in plan if "album_shelf" in step], plan
    assert sql != asking.DOCUMENTS or not [step for step in plan if "TEMP B-TREE" in step], plan


def test_a_guest_known_by_a_hidden_album_alone_is_nobody(library, home):
    mother, daughter, _ = home
    album = house.album(library, mother, "비밀")
    before = (store.find(library, daughter, "이모부가 올린"), store.find(library, daughter, "이모뷰"))
    with library.database.writing() as connection:
        made = connection.execute(
            "INSERT INTO pass (family, album, kind, token_hash, made_by, made, expires) VALUES (?, ?, 'add', x'01', ?, '2026-01-01', '2027-01-01')",
            (mother.family, album, mother.id),
        ).lastrowid
        connection.execute(
            "INSERT INTO guest (pass, name, token_hash, since, seen) VALUES (?, '이모부', x'02', '2026-01-01', '2026-01-01')",
            (made,),
        )
    trash.trash_album(library, mother, album)
    assert (store.find(library, daughter, "이모부가 올린"), store.find(library, daughter, "이모뷰")) == before

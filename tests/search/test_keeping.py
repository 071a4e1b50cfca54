"""The index keeps itself: after any number of verbs it says what a fresh look at everything would."""

import contextlib
import random
import sqlite3

import pytest

from backupd.albums import actions, categories, sealing, stories, trash
from backupd.albums.forms import Telling
from backupd.albums.records import AlbumForm
from backupd.core.errors import Refused
from backupd.reactions.commenting import comment
from backupd.reactions.records import Draft
from backupd.search import documents, keeping, noting, store
from tests import people
from tests.albums import house

WORDS = ("바다", "강아지가 뛰었다", "Jeju summer", "생일 케이크", "눈사람", "", "😀 신나", "할머니 댁에서")
ALL = "SELECT id >> 20 AS day, family, kind, subject, since, marks, text FROM search_document ORDER BY kind, subject"


def contents(connection: sqlite3.Connection) -> tuple[list[tuple], set[tuple]]:
    """Every document, and every token with how many documents have it."""
    connection.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, 'search_grams', 'row')")
    terms = {tuple(row) for row in connection.execute("SELECT term, doc FROM temp.terms")}
    connection.execute("DROP TABLE temp.terms")
    return [tuple(row) for row in connection.execute(ALL)], terms


@pytest.fixture
def mother(library):
    return people.found_family(library)


@pytest.fixture
def two_families(library, mother):
    aunt = people.another_family(library)
    return [mother, people.join(library, mother, "아빠"), aunt]


def act(library, chance, who, mine):
    """One verb of a person on something of their family; a refusal is an answer, too."""
    albums, told = mine
    album = chance.choice(albums) if albums else None
    story = chance.choice(told) if told else None
    verbs = {
        "make": lambda: albums.append(house.album(library, who, chance.choice(WORDS) or "앨범")),
        "seal": lambda: albums.append(sealing.sealed_album(library, who.family, who.id, "몰래", chance.choice(WORDS))),
        "reveal": lambda: sealing.reveal(library, album),
        "edit": lambda: actions.edit_album(library, who, album, AlbumForm("새 이름", chance.choice(WORDS), version=1)),
        "add": lambda: told.append(house.story(library, who, album, a_photo(library, chance), chance.choice(WORDS))),
        "tell": lambda: stories.tell(library, who, story, Telling(description=chance.choice(WORDS))),
        "comment": lambda: comment(library, who, story, Draft(chance.choice(WORDS) or "와")),
        "move": lambda: stories.move_stories(library, who, [story], album),
        "copy": lambda: stories.copy_stories(library, who, [story], album),
        "trash": lambda: trash.trash_stories(library, who, [story]),
        "restore": lambda: trash.restore_story(library, who, story),
        "trash_album": lambda: trash.trash_album(library, who, album),
        "restore_album": lambda: trash.restore_album(library, who, album),
        "empty": lambda: trash.empty_trash(library, who),
        "category": lambda: categories.rename_category(
            library, who, categories.shelves(library, who)[0].id, f"분류 {chance.randrange(99)}"
        ),
        "uncomment": lambda: run(library, "UPDATE comment SET removed = at WHERE story = ?", story),
        "place": lambda: run(library, "UPDATE media SET place_ko = '제주시', place_en = 'Jeju-si' WHERE id % 3 = ?", chance.randrange(3)),
    }  # fmt: skip
    verb = chance.choice([*verbs, "make", "add", "add", "add", "tell"])
    if verb in ("make", "seal", "category") or (album and (story or verb == "add")):
        with contextlib.suppress(Refused):
            verbs[verb]()


def a_photo(library, chance):
    taken = chance.choice(
        [None, f"20{chance.randint(10, 25)}-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}T10:00:00"]
    )
    return house.photo(library, taken, name=chance.choice(["IMG_1.JPG", "Screenshot 2.png", "바다.mov"]),
                       kind=chance.choice(["photo", "video"]))  # fmt: skip


def run(library, sql, *values):
    with library.database.writing() as connection:
        connection.execute(sql, values)


@pytest.mark.parametrize("seed", range(2))
def test_after_any_verbs_it_is_as_a_fresh_look_would_make_it(library, two_families, seed):
    chance = random.Random(seed)
    mine = {who.family: ([], []) for who in two_families}
    for _ in range(120):
        who = chance.choice(two_families)
        act(library, chance, who, mine[who.family])
        if chance.random() < 0.3:
            keeping.read_some(library)
    keeping.read_everything(library)
    kept = contents(library.database.connection)
    keeping.begin_anew(library)
    keeping.read_everything(library)
    assert kept == contents(library.database.connection)
    assert len(kept[0]) > 5 and not keeping.to_read(library)


def test_reading_again_what_did_not_change_writes_nothing(library, mother):
    house.album(library, mother, "제주", photos=3)
    keeping.read_everything(library)
    before = library.database.connection.execute("SELECT id, subject FROM search_document").fetchall()
    run(library, "INSERT INTO search_stale SELECT kind, subject FROM search_document")
    keeping.read_everything(library)
    assert library.database.connection.execute("SELECT id, subject FROM search_document").fetchall() == before


def test_a_box_of_another_version_reads_everything_again(library, mother):
    house.album(library, mother, "제주", photos=2)
    keeping.read_everything(library)
    name, sql = next(iter(noting.TRIGGERS.items()))
    run(library, f"DROP TRIGGER {name}")
    run(library, sql.replace("index 2", "index 0"))
    keeping.keep_words(library)
    assert keeping.unread(library, mother) == 3 and contents(library.database.connection) == ([], set())
    keeping.keep_words(library)
    assert store.find(library, mother, "제주").albums and keeping.unread(library, mother) == 0


def test_what_is_found_is_read_before_the_answer_and_a_great_deal_in_the_background(library, mother):
    album = house.album(library, mother, "제주")
    with library.database.writing() as connection:
        connection.executemany(
            "INSERT INTO story (album, contributor, added) VALUES (?, ?, '2026')", [(album, mother.id)] * 2000
        )
    found = store.find(library, mother, "제주")
    assert [each.album.id for each in found.albums] == [album]
    assert found.unread == 2001 - keeping.BEFORE_AN_ANSWER
    library.jobs.later(keeping.read_words)
    library.jobs.drain()
    assert store.find(library, mother, "제주").unread == 0


def test_undated_photos_have_room_below_all_days(library, mother):
    album = house.album(library, mother, "상자")
    undated = [
        house.story(library, mother, album, house.photo(library, None), "낡은 사진첩") for _ in range(3)
    ]
    dated = house.story(library, mother, album, house.photo(library, "1961-05-01T00:00:00"), "낡은 사진첩")
    found = [each.story.id for each in store.find(library, mother, "낡은").stories]
    assert found[0] == dated and set(found[1:]) == set(undated)
    assert documents.day_of("1961-05-01") > documents.day_of("1200-01-01") == documents.FIRST_DAY

"""Proposals while people leave, vote, throw away and bring back."""

from threading import Event, Thread

from backupd import albums, curation, home, reactions
from backupd.albums import looking, trash
from backupd.curation import actions as cur
from backupd.curation import proposing, voting
from backupd.curation import store as curstore
from backupd.curation.records import Wish
from backupd.family import actions as family_actions
from backupd.family import calling
from backupd.notify import store as nstore
from backupd.notify.composing import renderer
from backupd.notify.reading import read
from backupd.reactions import seeing
from tests import people
from tests.albums import house as rows
from tests.curation import summer


def test_album_title(library, mother, father, browser):
    calling.call(library, mother, father.id, "곰돌이")
    made = rows.album(library, father, "여행")
    for n in range(15):
        summer.put(library, father, made, f"2019-08-05T{5 + n:02}:20:00")
    number = proposing.propose(library, mother, Wish("person", person=father.id, amount=12))
    browser.post(f"/curations/{number}/album", data={"title": ""})
    with people.client_for(library, father) as his:
        assert "곰돌이" not in his.get("/albums").text


def test_title_of_someone_who_left(library, mother, browser):
    father = people.join(library, mother, "아빠")
    made = rows.album(library, father, "여행")
    for n in range(15):
        summer.put(library, father, made, f"2019-08-05T{5 + n:02}:20:00")
    number = proposing.propose(library, mother, Wish("person", person=father.id, amount=12))
    family_actions.remove(library, mother, father.id)
    card = browser.get(f"/api/curations/{number}").json()["card"]
    assert card["title"] == "아빠의 사진" and card["pictures"] == 12, card["title"]


def test_made_by_name(library, mother, browser):
    father = people.join(library, mother, "아빠")
    made = summer.album(library, mother)
    number = summer.proposed(library, father, made)
    family_actions.remove(library, mother, father.id)
    assert browser.get(f"/api/curations/{number}").json()["card"]["made_by_name"] == "아빠"


def test_vote_open_while_scored(library, mother, browser):
    album = summer.album(library, mother)
    number, reading = summer.proposed(library, mother, album), Event()
    before = [line.story for line in curstore.lines(library, mother, number)]
    library.database.connection.execute("UPDATE curation SET scorer = 'older'")
    library.database.connection.execute(
        "UPDATE mark SET value = 9 WHERE kind = 'sharpness' AND media % 3 = 0"
    )

    def score():
        library.database.connection.set_trace_callback(lambda sql: "visible_tops" in sql and reading.set())
        curation.score(library, number)

    scorer = Thread(target=score)
    with library.database.writing():
        scorer.start()
        assert reading.wait(30)
        voting.set_vote(library, mother, number, "open")
        voting.vote(library, mother, number, before[:3])
    scorer.join()
    assert [line.story for line in curstore.lines(library, mother, number)] == before


def test_rescored_while_in_trash(library, mother, browser):
    album = summer.album(library, mother)
    number = summer.proposed(library, mother, album)
    before = [line.story for line in curstore.lines(library, mother, number)]
    trash.trash_album(library, mother, album)
    library.database.connection.execute("UPDATE curation SET scorer = 'older'")
    for each in curation.to_score(library):
        curation.score(library, each)
    trash.restore_album(library, mother, album)
    for each in curation.to_score(library):
        curation.score(library, each)
    assert [line.story for line in curstore.lines(library, mother, number)] == before


def test_dropped_stays_out(library, mother):
    number = summer.proposed(library, mother, summer.album(library, mother))
    lines = curstore.lines(library, mother, number)
    one, two = next(
        (a, b) for a in lines for b in lines if a is not b and a.others and a.others[:1] == b.others[:1]
    )
    put = cur.swap(library, mother, number, one.story)
    cur.drop(library, mother, number, put)
    assert cur.swap(library, mother, number, two.story) != put


def test_a_person_counts_once(library, mother):
    made = summer.album(library, mother)
    other = rows.album(library, mother, "모음")
    first = looking.opened(library, mother, made).stories[3].id
    albums.copy_stories(library, mother, [first], other)
    copy = looking.opened(library, mother, other).stories[0].id
    father = people.join(library, mother, "아빠")
    for each in (first, copy):
        for who in (father,):
            seeing.saw(library, who, each)
            reactions.react(library, who, each, "heart")
    number = proposing.propose(library, mother, Wish(albums=[made, other], amount=12))
    with people.client_for(library, mother) as b:
        picks = b.get(f"/api/curations/{number}").json()["picks"]
    why = next(p["why"] for p in picks if p["story"]["id"] in (first, copy))
    assert not any(w["why"] == "looks" for w in why), why


def test_month_letter_of_a_curation_put_away(library, mother, browser):
    made = rows.album(library, mother, "가을 소풍")
    for number in range(15):
        summer.put(library, mother, made, f"2026-10-{10 + number // 5}T1{number % 5}:20:00")
    home.curate(library)
    browser.post("/curations/1/removal")
    kept = nstore.unrouted(library, 100)
    assert kept and [read(library, renderer(library).words, "ko", each) for each in kept] == [None] * len(
        kept
    )


def test_month_missed(library, mother, browser, clock):
    album = rows.album(library, mother, "가을 소풍")
    for month in (10, 11):
        for number in range(15):
            summer.put(library, mother, album, f"2026-{month}-{10 + number // 5}T1{number % 5}:20:00")
    home.curate(library)
    clock.forward(days=41)  # 3 January: the box was off from 23 November on
    home.curate(library)
    cards = browser.get("/api/curations").json()["cards"]
    assert [card["title"] for card in cards] == ["2026년", "2026년 11월", "2026년 10월"]


def test_year_missed(library, mother, browser, clock):
    album = rows.album(library, mother, "2026")
    for number in range(30):
        summer.put(library, mother, album, f"2026-{1 + number // 3:02}-1{number % 3}T10:20:00")
    for number in range(15):
        summer.put(library, mother, album, f"2026-10-{10 + number // 5}T1{number % 5}:30:00")
    home.curate(library)
    clock.forward(days=100)  # 3 March 2027
    home.curate(library)
    cards = browser.get("/api/curations").json()["cards"]
    assert "2026년" in [card["title"] for card in cards]

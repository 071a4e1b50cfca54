"""Albums come back by themselves: everyone, within the bounds, once, through power cuts and wrong clocks."""

from datetime import date, timedelta
from random import Random

from backupd import memories, reactions
from backupd.albums import trash
from backupd.memories import actions
from backupd.memories.records import RestForm
from tests import people
from tests.albums import house
from tests.memories import years
from tests.memories.years import filled


def test_every_album_comes_back_within_the_bounds(library, clock, mother):
    made = filled(library, mother)
    began = years.at("2026-11-23").date()
    years.days(library, clock, 1500, Random(1))
    for album in made:
        found = years.returns(library, album)
        first_ever = years.returns(library)[0] == found[0] and found[0] - began <= timedelta(days=2)
        between = years.gaps(found if first_ever else [began, *found])
        assert between and min(between) >= 30 and max(between) <= 1095, (album, between)


def test_a_new_family_that_moved_old_albums_in_has_a_memory_within_two_days(library, clock, mother):
    memories.remember(library, Random(1))
    assert not years.returns(library), "nothing there yet"
    filled(library, mother)
    clock.forward(days=1)
    memories.remember(library, Random(1))
    assert years.returns(library) == [date(2026, 11, 24)]


def test_the_first_memory_is_never_one_of_yesterday(library, clock, mother):
    years.album(library, mother, "2026-11-20")
    years.days(library, clock, 5, Random(1))
    assert not years.returns(library)


def test_looking_at_an_album_puts_its_return_off(library, clock, mother, browser):
    filled(library, mother, 2)
    memories.remember(library, Random(1))
    clock.forward(days=20)
    for address in ("/albums/2", "/stories/2", "/api/albums/2"):
        assert browser.get(address).status_code == 200
    memories.remember(library, Random(1))
    sql = "SELECT next FROM memory_plan WHERE album = 2"
    assert library.database.value(sql) >= (date(2026, 12, 13) + timedelta(days=30)).isoformat()


def test_what_is_opened_in_the_evening_was_looked_at(library, clock, mother, browser):
    filled(library, mother, 2)
    first = library.database.value("SELECT count(*) FROM album_look")
    browser.get("/albums/1")
    browser.get("/albums/1")
    assert (first, library.database.value("SELECT count(*) FROM album_look")) == (0, 1)


def test_the_trashed_the_sealed_and_the_resting_stay_away_and_return_afterwards(library, clock, mother):
    gone, sealed, resting, *_ = filled(library, mother, 12)
    trash.trash_album(library, mother, gone)
    with library.database.writing() as connection:
        connection.execute("UPDATE album SET sealed = 1 WHERE id = ?", (sealed,))
    actions.let_rest(library, mother, RestForm(album=str(resting), whose="family", ends="2030-12-01"))
    years.days(library, clock, 1300, Random(2))
    assert not any(years.returns(library, album) for album in (gone, sealed, resting))
    with library.database.writing() as connection:
        connection.execute("UPDATE album SET sealed = 0 WHERE id = ?", (sealed,))
    years.put(clock, "2030-12-02")
    years.days(library, clock, 10, Random(2))
    assert years.returns(library, sealed) and years.returns(library, resting)


def test_nothing_comes_twice_when_the_job_runs_again_and_again(library, clock, mother):
    filled(library, mother)
    for _ in range(40):
        for _ in range(6):
            memories.remember(library, Random())
            clock.forward(hours=4)
    found = library.database.connection.execute("SELECT album, day FROM memory").fetchall()
    assert len({tuple(row) for row in found}) == len(found) > 0
    assert all(min(years.gaps(years.returns(library, row["album"])), default=30) >= 30 for row in found)


def test_after_a_year_without_power_nothing_is_dumped_and_nothing_is_forgotten(library, clock, mother):
    made = filled(library, mother, 120)
    years.days(library, clock, 100, Random(3))
    before = len(years.returns(library))
    clock.forward(days=365)
    woke = clock.now().date()
    years.days(library, clock, 90, Random(3))
    found = years.returns(library)[before:]
    most = max(found.count(day) for day in found)
    assert most <= 8, most
    overdue = library.database.column(
        "SELECT album FROM memory_plan WHERE next <= ?", (str(woke + timedelta(90)),)
    )
    assert set(made) - set(overdue), "it goes on"
    assert len({album for album in made if any(day >= woke for day in years.returns(library, album))}) > 80


def test_an_anniversary_that_the_box_slept_through_comes_first_when_it_wakes(library, clock, mother):
    filled(library, mother, 60)
    years.days(library, clock, 40, Random(3))
    album = years.album(library, mother, "2024-03-03", "결혼식")
    with library.database.writing() as connection:
        connection.execute("UPDATE album SET made = '2026-01-01T00:00:00.000Z' WHERE id = ?", (album,))
        connection.execute("UPDATE memory_plan SET next = '2027-01-15', seen = '2026-01-01T00:00:00.000Z'")
        connection.execute(
            "INSERT INTO memory_plan (album, seen, event, next) VALUES (?, ?, '2024-03-03', '2027-03-03')",
            (album, "2026-01-01T00:00:00.000Z"),
        )
        connection.execute("UPDATE album SET made = '2025-01-01T00:00:00.000Z' WHERE id <> ?", (album,))
    years.put(clock, "2027-03-09")
    memories.remember(library, Random(3))
    assert years.returns(library, album) == [date(2027, 3, 9)]
    assert '"around"' in library.database.value("SELECT reason FROM memory WHERE album = ?", (album,))


def test_a_clock_that_is_not_trusted_holds_everything(library, clock, mother):
    filled(library, mother, 40)
    years.days(library, clock, 60, Random(4))
    before = years.returns(library)
    clock.is_synchronised = False
    clock.leap(days=5000)
    memories.remember(library, Random(4))
    assert years.returns(library) == before
    clock.leap(days=-9000)
    memories.remember(library, Random(4))
    assert years.returns(library) == before


def test_a_clock_set_back_brings_nothing_twice_and_loses_no_album(library, clock, mother):
    made = filled(library, mother, 40)
    clock.leap(days=14 * 365)
    years.days(library, clock, 60, Random(5))
    early = library.database.value("SELECT count(*) FROM memory")
    clock.leap(days=-14 * 365 - 60)
    began = clock.now().date()
    years.days(library, clock, 1100, Random(5))
    for album in made:
        later = [day for day in years.returns(library, album) if day < began + timedelta(days=1100)]
        assert later and min(years.gaps([began, *later])) >= 30, album
    assert early > 0


def test_over_a_change_of_time_zone_and_summer_time_a_day_comes_once(library, clock, mother):
    filled(library, mother, 60)
    with library.database.writing() as connection:
        connection.execute("UPDATE family SET time_zone = 'Europe/Berlin'")
    years.put(clock, "2027-03-20")
    for _ in range(24 * 14):
        memories.remember(library, Random(6))
        clock.forward(hours=1)
    days = library.database.column("SELECT DISTINCT begins || ends FROM memory")
    windows = library.database.connection.execute(
        "SELECT DISTINCT begins, ends FROM memory ORDER BY 1"
    ).fetchall()
    assert len(days) == len(windows) and all(row["begins"] < row["ends"] for row in windows)
    lengths = {row["begins"][11:13] for row in windows}
    assert lengths <= {"23", "22"}


def test_what_the_family_loves_comes_up_more(library, clock, mother):
    loved, *others = filled(library, mother, 40)
    story = library.database.value("SELECT id FROM story WHERE album = ?", (loved,))
    reactions.react(library, mother, story)
    for _ in range(6):
        reactions.react(library, people.join(library, mother, f"아이{_}"), story)
    years.days(library, clock, 2000, Random(7))
    counts = sorted(len(years.returns(library, album)) for album in others)
    assert len(years.returns(library, loved)) > counts[len(counts) // 2]


def test_another_familys_albums_come_back_to_them_alone(library, clock, mother):
    aunt = people.another_family(library)
    filled(library, mother, 5)
    theirs = years.album(library, aunt, "2019-05-05", "외가 모임")
    memories.remember(library, Random(13))
    assert [each.album for each in memories.of_today(library, aunt, WORDS)] == [theirs]
    assert theirs not in [each.album for each in memories.of_today(library, mother, WORDS)]


def test_an_album_without_a_picture_to_show_waits(library, clock, mother):
    house.album(library, mother, "빈 앨범")
    unseen = house.album(library, mother, "아직")
    house.story(library, mother, unseen, house.photo(library, "2019-01-01T10:00:00", rendered=0))
    years.days(library, clock, 1200, Random(14))
    assert not years.returns(library)


WORDS = people.renderer().words

"""What the doors (upload page, drop folders, import) do with albums."""

from backupd import albums
from tests.albums import house


def test_a_folder_keeps_adding_to_its_album_even_after_someone_renames_it(library):
    mother = house.family(library)
    first = albums.album_from_source(library, mother.family, mother.id, "drop:/제주", "제주")
    with library.database.writing() as connection:
        connection.execute("UPDATE album SET title = '제주 여름휴가' WHERE id = ?", (first,))
    assert albums.album_from_source(library, mother.family, mother.id, "drop:/제주", "제주") == first


def test_two_families_with_the_same_folder_name_get_an_album_each(library):
    ours, theirs = house.family(library), house.family(library, "외가")
    assert albums.album_from_source(library, ours.family, ours.id, "a", "A") != albums.album_from_source(
        library, theirs.family, theirs.id, "a", "A"
    )


def test_loose_files_gather_by_the_month_they_were_taken(library):
    mother = house.family(library)
    august = albums.album_of_month(library, mother.family, mother.id, "2019-08-05T10:00:00")
    assert albums.album_of_month(library, mother.family, mother.id, "2019-08-30T23:00:00") == august
    unknown = albums.album_of_month(library, mother.family, mother.id, None)
    titles = library.database.column("SELECT title FROM album ORDER BY id")
    assert titles == ["2019년 8월", "날짜를 모르는 사진"] and unknown != august


def test_a_story_takes_its_date_from_its_first_photo_and_the_album_follows(library):
    mother = house.family(library)
    album = albums.new_album(library, mother.family, mother.id, "제주")
    for day in ("2019-08-05T10:00:00", "2019-08-07T18:30:00"):
        albums.add_story(library, album=album, contributor=mother.id, media=[house.photo(library, day)])
    vague = house.photo(library, "1990-01-01T00:00:00", "decade")
    albums.add_story(library, album=album, contributor=mother.id, media=[vague])
    row = library.database.connection.execute("SELECT * FROM album").fetchone()
    assert (row["event_from"], row["event_to"], row["event_precision"]) == ("2019-08-05", "2019-08-07", "day")


def test_the_date_a_person_chose_stays(library):
    mother = house.family(library)
    event = albums.Event("2010-01-01", "2010-12-31", "year")
    album = albums.new_album(library, mother.family, mother.id, "그해", event=event)
    albums.add_story(library, album=album, contributor=mother.id, media=[house.photo(library)])
    assert library.database.value("SELECT event_from FROM album") == "2010-01-01"


def test_the_same_photo_comes_into_an_album_only_once(library):
    mother = house.family(library)
    album = albums.new_album(library, mother.family, mother.id, "제주")
    photo = house.photo(library)
    first = albums.add_story(library, album=album, contributor=mother.id, media=[photo])
    again = albums.add_story(library, album=album, contributor=mother.id, media=[photo])
    assert again == albums.Added(None, first.story)
    other = albums.new_album(library, mother.family, mother.id, "여름")
    assert albums.add_story(library, album=other, contributor=mother.id, media=[photo]).already_in is None


def test_where_a_photo_is_names_only_albums_of_the_asking_family(library):
    ours, theirs = house.family(library), house.family(library, "외가")
    photo = house.photo(library)
    for each in (ours, theirs):
        album = albums.new_album(library, each.family, each.id, f"{each.family_name} 앨범")
        albums.add_story(library, album=album, contributor=each.id, media=[photo])
    assert [place.title for place in albums.where_is(library, ours.id, ours.family, photo)] == ["김씨네 앨범"]
    assert albums.where_is(library, ours.id, theirs.family, photo) == []


def test_what_happened_is_in_the_ledger(library):
    mother = house.family(library)
    album = albums.new_album(library, mother.family, mother.id, "제주")
    albums.add_story(library, album=album, contributor=mother.id, media=[house.photo(library)])
    assert library.database.column("SELECT kind FROM happening ORDER BY id") == ["album_made", "story_added"]

"""찾기: words in titles, descriptions, categories and names, however they are written."""

import unicodedata

import pytest

from backupd.albums import actions, add_clips, categories, trash
from backupd.albums.records import AlbumForm
from backupd.reactions.commenting import comment
from backupd.reactions.records import Draft
from backupd.search import store
from tests import people
from tests.albums import house


@pytest.fixture
def mother(library):
    return people.found_family(library)


def titles(library, viewer, words):
    return [found.album.title for found in store.find(library, viewer, words).albums]


def test_an_album_is_found_however_its_words_are_written(library, mother):
    actions.make_album(library, mother, AlbumForm("제주 여름휴가 Jeju", "바람이 셌다"))
    house.album(library, mother, "교토 골목")
    decomposed = unicodedata.normalize("NFD", "제주")
    written = (
        "제주",
        "제주 여름",
        "제주여름",
        "여름 휴가",
        "여 름",
        "주",
        decomposed,
        "JEJU",
        "jeju",
        "바람",
    )
    assert [words for words in written if titles(library, mother, words) != ["제주 여름휴가 Jeju"]] == []


def test_albums_are_found_by_category_and_by_who_took_part(library, mother):
    father = people.join(library, mother, "아빠")
    trips = categories.shelves(library, mother)[0]
    actions.make_album(library, mother, AlbumForm("바다", category=str(trips.id)))
    house.album(library, father, "산", photos=1)
    assert titles(library, mother, trips.name) == ["바다"]
    assert titles(library, mother, "아빠") == ["산"] and titles(library, mother, "산 아빠") == ["산"]
    assert titles(library, mother, "바다 아빠") == []


def test_stories_and_people_are_found_too(library, mother):
    father = people.join(library, mother, "아빠")
    album = house.album(library, mother)
    story = house.story(library, father, album, description="깨울까 봐 숨도 못 쉬었다")
    found = store.find(library, mother, "깨울까봐")
    assert [each.story.id for each in found.stories] == [story] and not found.albums
    assert [each.name for each in store.find(library, mother, "아빠").people] == ["아빠"]


def test_signs_are_only_signs(library, mother):
    signs = ("%", "_", "\\", "100%", "a_b", "'", '"', "((", "*")
    house.album(library, mother, "제주")
    assert [words for words in (*signs, "\x00") if not store.find(library, mother, words).nothing] == []
    there = {words: actions.make_album(library, mother, AlbumForm(f"여기 {words} 있다")) for words in signs}
    found = {words: [each.album.id for each in store.find(library, mother, words).albums] for words in signs}
    assert {words for words in signs if there[words] not in found[words]} == set()
    assert {words: found[words] for words in ("100%", "a_b", "((", "*", "'")} == {
        words: [there[words]] for words in ("100%", "a_b", "((", "*", "'")
    }


def test_nothing_hidden_is_found(library, mother):
    child = people.join(library, mother, "지우")
    aunt = people.another_family(library)
    album = house.album(library, mother, "비밀 여행")
    story = house.story(library, mother, album, description="비밀 이야기")
    assert store.find(library, aunt, "비밀").nothing and store.find(library, aunt, "엄마").nothing
    trash.trash_stories(library, mother, [story])
    assert not store.find(library, child, "이야기").stories
    trash.trash_album(library, mother, album)
    assert store.find(library, child, "비밀").nothing


def test_an_empty_question_offers_examples_and_a_vain_one_advice(library, mother):
    house.album(library, mother, "교토 골목", photos=1)
    with people.client_for(library, mother) as browser:
        assert "/search?q=%EA%B5%90%ED%86%A0%20%EA%B3%A8%EB%AA%A9" in browser.get("/search").text
        found = browser.get("/search", params={"q": "교토"}).text
        assert 'value="교토"' in found and "<mark>교토</mark> 골목" in found
        assert "‘로마’\u2060를 찾지 못했어요" in browser.get("/search", params={"q": "로마"}).text
        assert (
            browser.get("/api/search", params={"q": "교토"}).json()["albums"][0]["album"]["title"]
            == "교토 골목"
        )


def stories(library, viewer, words):
    return [found.story.id for found in store.find(library, viewer, words).stories]


def test_kinds_places_tags_and_file_names_are_found(library, mother):
    album = house.album(library, mother, "여러 가지")

    def told(**facts):
        return house.story(library, mother, album, house.photo(library, **facts))

    film, selfie, shot = (
        told(kind="video", name="a.mp4"),
        told(selfie=1),
        told(name="Screenshot_20190805.png"),
    )
    wide, named = told(panorama="flat"), told(name="IMG_4821.JPG", tags="바다, Jeju summer")
    there = told(place_ko="제주특별자치도 서귀포시", place_en="Seogwipo-si, Jeju-do")
    for words, story in {
        "동영상": film, "셀카": selfie, "스크린샷": shot, "파노라마": wide, "4821": named, "img_4821.jpg": named,
        "서귀포시": there, "제주도": there, "Seogwipo": there, "ㅅㄱㅍㅅ": there, "바다": named, "summer": named,
    }.items():  # fmt: skip
        assert stories(library, mother, words) == ([story] if story else [])
    assert stories(library, mother, "Jeju") == [there, named]
    found = store.find(library, mother, "서귀포")
    assert [place.name for place in found.places] == ["제주특별자치도 서귀포시"] and found.places[
        0
    ].story.id == there
    assert [found.album.id for found in found.albums] == [album], "an album is where its photos were"


def test_names_stand_first_then_albums_called_so_then_those_that_say_it(library, mother):
    people.join(library, mother, "바다")
    story_of = house.album(library, mother, "여름")
    told = house.story(library, mother, story_of, house.photo(library, "2020-01-01T00:00:00"), "바다에 갔다")
    older = house.story(library, mother, story_of, house.photo(library, "2010-01-01T00:00:00"), "바다다")
    undated = house.story(library, mother, story_of, house.photo(library, None), "바다!")
    says = actions.make_album(library, mother, AlbumForm("휴가", "바다만 봤다"))
    titled = actions.make_album(library, mother, AlbumForm("바다 여행", dated="chosen", begins="2019-08"))
    newer = actions.make_album(library, mother, AlbumForm("우리 바다", dated="chosen", begins="2021-08"))
    called = actions.make_album(library, mother, AlbumForm("바다", dated="chosen", begins="2001-08"))
    found = store.find(library, mother, "바다")
    assert [each.name for each in found.people] == ["바다"]
    assert [each.album.id for each in found.albums] == [called, newer, titled, says]
    assert [each.story.id for each in found.stories] == [told, older, undated]


def test_words_may_stand_in_the_album_and_in_the_story(library, mother):
    father = people.join(library, mother, "아빠")
    jeju, kyoto = house.album(library, mother, "제주 여름"), house.album(library, mother, "교토 겨울")
    dog = house.story(library, father, jeju, description="강아지가 뛰었다")
    house.story(library, mother, kyoto, description="강아지도 왔다")
    house.story(library, mother, jeju, description="바람")
    assert stories(library, mother, "제주 강아지") == [dog]
    assert stories(library, mother, "제주 강아지 아빠") == [dog]
    assert stories(library, mother, "교토 강아지 아빠") == []
    assert stories(library, mother, "제주") == [], "the album stands for what is in it"


def test_days_givers_and_kinds_narrow_what_is_found(library, mother):
    father = people.join(library, mother, "아빠")
    album = house.album(library, mother, "바다")
    summer = house.story(library, father, album, house.photo(library, "2025-07-05T10:00:00"))
    winter = house.story(library, mother, album, house.photo(library, "2025-01-05T10:00:00", kind="video"))
    house.story(library, father, album, house.photo(library, "2019-07-05T10:00:00"))
    assert stories(library, mother, "작년 여름") == [summer]
    assert stories(library, mother, "작년 동영상") == [winter]
    assert (
        stories(library, mother, "내가 올린") == [winter]
        and stories(library, father, "my photos")[0] == summer
    )
    assert stories(library, mother, "작년 여름 아빠가 올린 바다") == [summer]
    assert stories(library, mother, "작년 여름 내가 올린") == []
    found = store.find(library, mother, "작년 여름")
    assert not found.told and len(found.pictured) == 1 and [each.album.id for each in found.albums] == [album]
    assert store.find(library, mother, "2012년").nothing


def test_a_clip_brought_into_a_story_counts_for_whoever_brought_it(library, mother):
    father = people.join(library, mother, "아빠")
    album = house.album(library, mother, "바다")
    story = house.story(library, mother, album)
    assert stories(library, mother, "아빠가 올린") == []
    media = [house.photo(library, "2019-08-06T10:00:00")]
    add_clips(library, story=story, contributor=father.id, media=media)
    assert stories(library, mother, "아빠가 올린") == [story]


def test_pages_continue_where_they_ended_and_show_everything_once(library, mother):
    album = house.album(library, mother, "여름")
    told = [
        house.story(
            library, mother, album, house.photo(library, f"2019-08-{1 + n % 28:02}T10:00:00"), f"바다 {n}"
        )
        for n in range(60)
    ]
    for number in range(30):
        house.album(library, mother, f"바다 {number}")
    with people.client_for(library, mother) as browser:
        seen, albums, after = [], [], {}
        while True:
            page = browser.get("/api/search", params={"q": "바다", **after}).json()
            seen += [each["story"]["id"] for each in page["stories"]]
            albums += [each["album"]["id"] for each in page["albums"]]
            if not page["next_stories"]:
                break
            after = {"stories": page["next_stories"]}
        first = browser.get("/api/search", params={"q": "바다"}).json()
        while first["next_albums"]:
            first = browser.get("/api/search", params={"q": "바다", "albums": first["next_albums"]}).json()
            assert first["stories"] == []
            albums += [each["album"]["id"] for each in first["albums"]]
    assert sorted(seen) == sorted(told) and len(seen) == len(set(seen))
    assert len(albums) == len(set(albums)) == 30


def test_one_picture_of_a_stack_is_shown(library, mother):
    album = house.album(library, mother, "여름")
    one, two = (house.story(library, mother, album, description="연속 촬영") for _ in range(2))
    with library.database.writing() as connection:
        connection.execute("UPDATE story SET stack = 1, stack_place = id WHERE id IN (?, ?)", (one, two))
    assert len(stories(library, mother, "연속")) == 1


def test_comments_are_found_with_who_said_it(library, mother):
    father = people.join(library, mother, "아빠")
    story = house.story(library, mother, house.album(library, mother, "여름"), description="아무 말")
    comment(library, father, story, Draft("여기 물회가 정말 맛있었지"))
    found = store.find(library, mother, "물회").stories[0]
    assert (found.story.id, found.source, found.by) == (story, "comment", "아빠")
    assert [piece.text for piece in found.line if piece.hit] == ["물회"]
    with people.client_for(library, mother) as browser:
        assert "<mark>물회</mark>" in browser.get("/search", params={"q": "물회"}).text


def test_an_opened_capsule_is_found_as_one(library, mother):
    opened = house.album(library, mother, "열린 상자", photos=2)
    house.album(library, mother, "보통", photos=1)
    with library.database.writing() as connection:
        connection.execute(
            """INSERT INTO capsule (family, title, opens, zone, wall, made_by, made, state, recipient, album)
               VALUES (?, '열린 상자', '2020-01-01', 'UTC', '', ?, '2019', 'open', '', ?)""",
            (mother.family, mother.id, opened),
        )
    found = store.find(library, mother, "캡슐")
    assert [each.album.id for each in found.albums] == [opened] and len(found.stories) == 2
    assert [chip.value for chip in found.chips] == ["capsule"]

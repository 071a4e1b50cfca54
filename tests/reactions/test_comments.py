"""A few words under a photo, with a picture or a voice: kept, changed, taken away, brought back, and who is called by name."""

import html
import re

import pytest

from backupd import family, reactions
from backupd.albums import trash
from backupd.reactions import comment_store, commenting, tidying
from backupd.reactions.records import Draft
from backupd.reactions.writing import mentioned
from tests import people
from tests.albums import house
from tests.media import making
from tests.reactions.saying import kept, say, texts


def test_what_one_says_the_other_reads(library, mother, father, story, browser, his):
    answer = say(browser, story, "  여기 기억나?\n\n\n\n정말 더웠어  ")
    number = reactions.talk(library, mother, story).comments[0].id
    assert answer.status_code == 303 and answer.headers["location"] == f"/stories/{story}#c{number}"
    shown = his.get(f"/stories/{story}").text
    assert "여기 기억나?\n\n정말 더웠어" in shown and "엄마" in shown
    assert f"/comments/{number}/removal" not in shown
    twin = his.get(f"/api/stories/{story}/comments").json()
    assert (
        twin["comments"][0]["text"] == "여기 기억나?\n\n정말 더웠어" and twin["comments"][0]["mine"] is False
    )
    said = his.post(f"/api/stories/{story}/comments", json={"text": "그럼"})
    assert said.status_code == 201 and said.json()["mine"] is True
    assert texts(library, mother, story) == ["여기 기억나?\n\n정말 더웠어", "그럼"]


def test_markup_is_shown_as_text_and_what_hides_letters_is_not_kept(browser, story, library, mother):
    say(browser, story, "<script>alert(1)</script> <b>굵게</b> &amp; \u202e거꾸로")
    page = browser.get(f"/stories/{story}").text
    assert "<script>alert(1)" not in page and html.escape("<b>굵게</b> &amp;") in page
    assert "\u202e" not in page


@pytest.mark.parametrize("nothing", ["", "   ", " \n\t \n", "\u3164\u3164", "\u200b\u2060", "\u00a0\u3000"])
def test_only_spaces_are_no_comment(library, mother, story, browser, nothing):
    answer = say(browser, story, nothing)
    assert answer.status_code == 422 and "한마디를 적거나" in answer.text
    assert browser.post(f"/api/stories/{story}/comments", json={"text": nothing}).status_code == 422
    assert texts(library, mother, story) == []


def test_a_hundred_thousand_letters_are_refused_and_still_stand_in_the_form(library, mother, story, browser):
    long = "가나다라마" * 20_000
    answer = say(browser, story, long)
    assert answer.status_code == 422 and "2,000자까지" in answer.text and "100,000자" in answer.text
    assert long in answer.text
    again = browser.post(f"/stories/{story}/comments", data={"text": long}, headers={"HX-Request": "true"})
    assert again.status_code == 200 and "2,000자까지" in again.text and "<html" not in again.text
    assert browser.post(f"/api/stories/{story}/comments", json={"text": long}).status_code == 422
    assert texts(library, mother, story) == []
    assert say(browser, story, "가" * 2000).status_code == 303
    number = reactions.talk(library, mother, story).comments[0].id
    changed = browser.post(f"/comments/{number}", data={"text": long})
    assert changed.status_code == 422 and "2,000자까지" in changed.text and long in changed.text
    assert texts(library, mother, story) == ["가" * 2000]


@pytest.mark.parametrize("method", ["trashed", "sealed", "another family", "nowhere"])
def test_to_a_story_that_is_not_there_nothing_can_be_said(
    library, mother, father, story, his, tmp_path, method
):
    asking, number = his, story
    if method == "trashed":
        trash.trash_stories(library, mother, [story])
    if method == "sealed":
        with library.database.writing() as connection:
            connection.execute("UPDATE album SET sealed = 1")
    if method == "another family":
        asking = people.client_for(library, people.another_family(library))
    if method == "nowhere":
        number = 4711
    picture = making.photo(tmp_path / "a.jpg", (320, 200))
    before = kept(library)
    assert say(asking, number, "안녕", photo=picture).status_code == 404
    assert asking.get(f"/stories/{number}/comments").status_code == 404
    assert asking.post(f"/api/stories/{number}/comments", json={"text": "안녕"}).status_code == 404
    assert asking.post(f"/stories/{number}/reactions").status_code == 404
    assert kept(library) == before, "the picture of a comment that was not made is let go"


def test_one_changes_and_deletes_ones_own_and_nobody_elses(library, mother, father, story, browser, his):
    said = reactions.comment(library, father, story, Draft("바다다"))
    assert browser.post(f"/comments/{said.id}", data={"text": "내 말"}).status_code == 403
    sister = people.join(library, mother, "지수")
    with people.client_for(library, sister) as hers:
        assert hers.post(f"/comments/{said.id}/removal").status_code == 403
    assert his.get(f"/comments/{said.id}").status_code == 200
    assert his.post(f"/comments/{said.id}", data={"text": " "}).status_code == 422
    assert (
        his.post(f"/comments/{said.id}", data={"text": "바다였다"})
        .headers["location"]
        .endswith(f"#c{said.id}")
    )
    assert "고쳤어요" in browser.get(f"/stories/{story}").text
    assert his.post(f"/comments/{said.id}/removal").headers["location"] == f"/stories/{story}#comments"
    assert texts(library, mother, story) == []
    assert his.get(f"/comments/{said.id}").status_code == 404
    assert browser.post(f"/comments/{said.id}/restoration").status_code == 404
    assert "되돌리기" in his.get(f"/stories/{story}").text
    his.post(f"/comments/{said.id}/restoration")
    assert texts(library, mother, story) == ["바다였다"]


def test_an_owner_may_delete_what_anybody_said(library, mother, father, story, browser):
    said = reactions.comment(library, father, story, Draft("바다다"))
    assert browser.post(f"/api/comments/{said.id}/removal", json={}).status_code == 204
    assert texts(library, father, story) == []
    assert reactions.talk(library, father, story).removed == []
    assert browser.post(f"/api/comments/{said.id}/restoration", json={}).json()["text"] == "바다다"


def test_whom_i_call_by_my_name_for_them_reads_their_own_and_is_told(
    library, mother, father, story, browser, his
):
    family.call(library, mother, father.id, "여보")
    grandmother = people.join(library, mother, "할머니")
    said = reactions.comment(library, mother, story, Draft("@여보가 찍었어. mail@여보.kr @할머니 @누구"))
    assert [piece.text for piece in said.pieces] == ["@여보", "가 찍었어. mail@여보.kr ", "@할머니", " @누구"]
    assert '<b class="called">@김철수</b>' in his.get(f"/stories/{story}").text
    told = library.database.column("SELECT about_person FROM happening WHERE kind = 'mentioned' ORDER BY id")
    assert told == [father.id, grandmother.id]
    commenting.change(library, mother, said.id, "@할머니 @여보 다시")
    assert library.database.value("SELECT count(*) FROM happening WHERE kind = 'mentioned'") == 2


def test_what_i_call_somebody_wins_and_a_name_ends_where_its_word_ends():
    people = {1: ("할머니", "여보"), 2: ("여보", "김철수"), 3: ("Ann", "Ann")}
    assert [one.person for one in mentioned("@여보가 @김철수 @할머니", people)] == [2, 2, 1]
    assert mentioned("@Anna @Annie", people) == []
    assert [one.person for one in mentioned("@ann's @Ann이", people)] == [3, 3]


def test_with_a_story_that_is_gone_for_good_go_its_comments(library, mother, story, browser, tmp_path):
    say(browser, story, "안녕", photo=making.photo(tmp_path / "a.jpg"))
    trash.trash_stories(library, mother, [story])
    assert browser.get("/comments/1").status_code == 404
    trash.empty_trash(library, mother)
    tidying.tidy_comments(library)
    assert kept(library) == 0 and library.database.value("SELECT text FROM comment") == ""


def test_many_comments_are_shown_from_the_latest_and_the_rest_on_their_own_page(
    library, mother, story, browser
):
    for number in range(34):
        reactions.comment(library, mother, story, Draft(f"{number}번째 말"))
    page = browser.get(f"/stories/{story}").text
    assert "앞선 댓글 4개" in page and "33번째 말" in page and ">3번째 말<" not in page
    assert texts(library, mother, story)[0] == "4번째 말"
    assert ">0번째 말<" in browser.get(f"/stories/{story}/comments").text


@pytest.mark.parametrize(
    "sql",
    [comment_store.OF_STORY, comment_store.ONE, comment_store.OF_HAPPENING, comment_store.EARLIER,
     comment_store.MENTIONS, comment_store.REMOVED, comment_store.PEOPLE],
)  # fmt: skip
def test_reading_them_walks_through_no_table(library, mother, album, sql):
    house.album(library, mother, photos=3)
    named = dict.fromkeys(re.findall(r":([a-z]+)", sql), 1)
    plan = [row["detail"] for row in library.database.connection.execute(f"EXPLAIN QUERY PLAN {sql}", named)]
    assert not [step for step in plan if re.match(r"SCAN (?!json_each|value|CONSTANT)", step)], plan

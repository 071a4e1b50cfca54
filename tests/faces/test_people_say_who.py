"""People say who somebody is, who is the same, whose a face is not; and take it back."""

import pytest

from backupd import family
from backupd.core.errors import Absent, Conflict, Forbidden, Refused
from backupd.faces import actions, placing, sights, store, switching
from tests import people
from tests.albums import house


def everybody(library, viewer):
    return {each.name or each.id: each.stories for each in sights.somebodies(library, viewer)}


def first(library, viewer):
    return sights.somebodies(library, viewer)[0].id


def faces_of(library, viewer, number):
    return [each.id for each in sights.sorting(library, viewer, number).faces]


@pytest.fixture
def two(wished, seen):
    """Two people, on three and on two pictures."""
    for who, times in ((1, 3), (2, 2)):
        for _ in range(times):
            seen((who, 0.1))
    return wished


def test_faces_alike_come_together_and_others_stay_apart(two, mother):
    assert sorted(everybody(two, mother).values()) == [2, 3]


def test_somebody_is_called_as_each_one_calls_them(two, mother):
    gran = people.join(two, mother, "김순자")
    actions.name(two, mother, first(two, mother), "", gran.id, "1948")
    family.call(two, mother, gran.id, "할머니")
    assert "할머니" in everybody(two, mother) and "김순자" in everybody(two, gran)
    assert sights.somebody(two, mother, first(two, mother)).born == 1948


def test_a_name_of_one_s_own_serves_for_those_who_are_not_of_the_family(two, mother):
    assert actions.name(two, mother, first(two, mother), "  초코  이모 ", None, "") is None
    assert everybody(two, mother)["초코 이모"] == 3


def test_the_same_name_twice_is_a_question_and_no_is_remembered(two, mother):
    one, other = (each.id for each in sights.somebodies(two, mother))
    actions.name(two, mother, one, "준이", None, "")
    asks = actions.name(two, mother, other, "준이", None, "")
    asked = sights.question(two, mother, asks)
    assert asked.why == "name" and {asked.somebody.id, asked.other.id} == {one, other}
    assert len(everybody(two, mother)) == 2
    actions.answer(two, mother, asks, "no")
    with pytest.raises(Absent):
        sights.question(two, mother, asks)
    assert len(everybody(two, mother)) == 2


def test_yes_puts_them_together_and_can_be_undone(two, mother):
    one, other = (each.id for each in sights.somebodies(two, mother))
    actions.name(two, mother, one, "준이", None, "")
    asks = actions.name(two, mother, other, "준이", None, "")
    actions.answer(two, mother, asks, "yes")
    assert everybody(two, mother) == {"준이": 5}
    actions.undo(two, mother, sights.last_act(two, mother))
    assert everybody(two, mother) == {"준이": 3, other: 2}


def test_two_people_of_the_family_are_never_merged(two, mother):
    father = people.join(two, mother, "아빠")
    one, other = (each.id for each in sights.somebodies(two, mother))
    actions.name(two, mother, one, "", mother.id, "")
    actions.name(two, mother, other, "", father.id, "")
    with pytest.raises(Refused, match="two_people"):
        actions.merge(two, mother, one, other)
    with pytest.raises(Refused, match="merge_with_another"):
        actions.merge(two, mother, one, one)


def test_a_face_that_is_not_theirs_goes_and_never_comes_back(two, mother, seen):
    who = first(two, mother)
    wrong = faces_of(two, mother, who)[0]
    assert actions.move(two, mother, who, [wrong], "nobody") is None
    assert everybody(two, mother)[who] == 2
    with two.database.writing() as connection:  # as if it were considered anew
        connection.execute("DELETE FROM somebody_face WHERE face = ?", (wrong,))
    placing.place_new(two, mother.family)
    assert everybody(two, mother)[who] == 2
    seen((1, 0.1))
    assert everybody(two, mother)[who] == 3


def test_one_is_split_in_two_who_are_not_asked_about_again(two, mother):
    who = first(two, mother)
    actions.name(two, mother, who, "쌍둥이", None, "")
    chosen = faces_of(two, mother, who)[:2]
    new = actions.move(two, mother, who, chosen, "new")
    assert everybody(two, mother)["쌍둥이"] == 1 and faces_of(two, mother, new) == chosen
    assert two.database.value("SELECT count(*) FROM not_same WHERE other = ?", (new,)) == 1
    actions.undo(two, mother, sights.last_act(two, mother))
    assert everybody(two, mother)["쌍둥이"] == 3
    assert two.database.value("SELECT count(*) FROM not_same") == 0
    with pytest.raises(Absent):
        sights.somebody(two, mother, new)


def test_what_was_done_last_is_undone_first(two, mother):
    who = first(two, mother)
    actions.name(two, mother, who, "하나", None, "")
    before = sights.last_act(two, mother)
    actions.name(two, mother, who, "둘", None, "")
    with pytest.raises(Conflict):
        actions.undo(two, mother, before)
    actions.undo(two, mother, sights.last_act(two, mother))
    actions.undo(two, mother, before)
    assert "하나" not in everybody(two, mother)
    with pytest.raises(Conflict):
        actions.undo(two, mother, before)


def test_a_face_of_other_years_is_asked_about_and_taken_where_it_is_theirs(two, mother, seen):
    who = first(two, mother)
    seen((1, 0.1), taken="2011-05-05T10:00:00")
    asked = sights.gallery(two, mother).question
    assert (asked.somebody.id, asked.other, asked.why) == (who, None, "years")
    actions.answer(two, mother, asked.id, "later")
    assert sights.gallery(two, mother).question.id == asked.id
    actions.answer(two, mother, asked.id, "yes")
    assert everybody(two, mother)[who] == 4 and sights.gallery(two, mother).question is None
    seen((1, 0.1), taken="2012-05-05T10:00:00")  # now there is one of those years
    assert everybody(two, mother)[who] == 5


def test_no_to_a_question_is_remembered_and_can_be_undone(two, mother, seen):
    who = first(two, mother)
    seen((1, 0.1), taken="2011-05-05T10:00:00")
    asked = sights.gallery(two, mother).question
    actions.answer(two, mother, asked.id, "no")
    assert two.database.value("SELECT count(*) FROM not_somebody WHERE somebody = ?", (who,)) == 1
    actions.undo(two, mother, sights.last_act(two, mother))
    assert two.database.value("SELECT count(*) FROM not_somebody") == 0


def test_readers_look_and_change_nothing(two, mother):
    reader = people.join(two, mother, "할머니", role="reader")
    who, other = (each.id for each in sights.somebodies(two, reader))
    face = faces_of(two, mother, who)[0]
    for act in (
        lambda: actions.name(two, reader, who, "나", None, ""),
        lambda: actions.merge(two, reader, who, other),
        lambda: actions.move(two, reader, who, [face], "nobody"),
        lambda: actions.answer(two, reader, 1, "yes"),
        lambda: actions.undo(two, reader, 1),
    ):
        with pytest.raises(Forbidden):
            act()
    assert len(sights.shown(two, reader, who).stories) == 3


@pytest.mark.parametrize(
    ("called", "person", "born", "reason"),
    [("", None, "", "name_missing"), ("가" * 41, None, "", "name_too_long"), ("준이", None, "내년", "no_such_year"),
     ("준이", None, "1500", "no_such_year"), ("준이", None, "2999", "no_such_year")],
)  # fmt: skip
def test_bad_input_is_told(two, mother, called, person, born, reason):
    with pytest.raises(Refused, match=reason):
        actions.name(two, mother, first(two, mother), called, person, born)


def test_only_what_is_there_is_moved_and_only_to_whom_there_is(two, mother):
    who, other = (each.id for each in sights.somebodies(two, mother))
    for faces, to, error in (
        ([], "nobody", Refused), ([1], "sideways", Refused), ([1], str(who), Refused), ([987], "nobody", Absent),
        (faces_of(two, mother, other), "nobody", Absent), ([1], "98765", Absent),
    ):  # fmt: skip
        with pytest.raises(error):
            actions.move(two, mother, who, faces, to)
    with pytest.raises(Absent):
        actions.name(two, mother, who, "", 98765, "")


def test_a_damaged_vector_is_like_nothing_and_stops_nothing(two, mother, seen):
    with two.database.writing() as connection:
        connection.execute("UPDATE face SET vector = x'00' WHERE id IN (1, 2)")
    seen((1, 0.1))
    seen((1, 0.1))
    assert max(everybody(two, mother).values()) == 5


def test_a_crowd_on_one_picture_is_never_one_person(wished, mother, seen):
    seen((1, 0.1), (1, 0.12), (1, 0.14))
    assert everybody(wished, mother) == {}
    seen((1, 0.1), (1, 0.12))
    assert set(everybody(wished, mother).values()) == {2} or everybody(wished, mother) == {}
    rows = two_on_one_picture(wished)
    assert rows == 0


def two_on_one_picture(library):
    return library.database.value(
        """SELECT count(*) FROM (SELECT 1 FROM somebody_face AS placed JOIN face ON face.id = placed.face
           WHERE placed.somebody IS NOT NULL GROUP BY placed.somebody, face.media HAVING count(*) > 1)"""
    )


def test_small_faces_found_nobody(wished, mother, seen):
    seen((1, 0.1), good=False)
    seen((1, 0.1), good=False)
    assert everybody(wished, mother) == {}


def test_what_is_sorted_twice_is_the_same(two, mother):
    before = everybody(two, mother)
    placing.place_new(two, mother.family)
    assert everybody(two, mother) == before and not store.anything_new(two, mother.family)


def test_a_page_of_photos_leads_to_the_next(wished, mother, seen, album):
    for day in range(1, 6):
        seen((1, 0.05), taken=f"2019-08-0{day}T10:00:00")
    who = first(wished, mother)

    def days(after=None):
        return "".join(each.taken[9:10] for each in sights.shown(wished, mother, who, after).stories)

    shown = sights.shown(wished, mother, who)
    assert days() == "54321" and shown.next is None
    assert days(f"{shown.stories[1].moment}_{shown.stories[1].id}") == "321"
    assert days("no such place") == "54321"


def test_another_family_of_the_box_keeps_what_it_knows_of_the_same_picture(two, mother, seen):
    aunt = people.another_family(two)
    switching.switch(two, aunt, "on")
    theirs = house.album(two, aunt, "외가")
    for story in (1, 2):
        media = two.database.value("SELECT media FROM story_media WHERE story = ?", (story,))
        house.story(two, aunt, theirs, media)
    placing.place_new(two, aunt.family)
    assert list(everybody(two, aunt).values()) == [2]
    switching.switch(two, mother, "off")
    assert everybody(two, mother) == {} and list(everybody(two, aunt).values()) == [2]
    assert two.database.value("SELECT count(*) FROM face") == 2

"""Two people write about one album at the same time: nothing is overwritten silently, and nobody is asked without need."""

import pytest

from backupd.albums import actions, store, stories, story_store
from backupd.albums.forms import Telling
from backupd.albums.meeting import as_form, as_opened
from backupd.albums.records import AlbumForm
from tests.albums import house


def opened(library, viewer, album, **written):
    """The form as somebody opened it, with what they wrote into it since."""
    form = as_form(store.album(library, viewer, album))
    return AlbumForm(
        **{name: getattr(form, name) for name in form.__struct_fields__} | written | {"was": as_opened(form)}
    )


@pytest.fixture
def father(library, mother):
    return house.member(library, mother.family, "아빠")


def test_one_writes_the_title_and_one_the_date_and_both_stand(library, mother, father, album):
    hers = opened(library, mother, album, title="제주의 여름")
    his = opened(library, father, album, dated="chosen", begins="2019-08", description="바람")
    actions.edit_album(library, mother, album, hers)
    actions.edit_album(library, father, album, his)
    now = store.album(library, mother, album)
    assert (now.title, now.description, now.event_precision) == ("제주의 여름", "바람", "month")


def test_the_same_field_is_shown_to_the_second_who_chooses(library, mother, father, album):
    hers = opened(library, mother, album, title="제주의 여름", description="할머니와 함께")
    his = opened(library, father, album, title="바람의 섬")
    actions.edit_album(library, mother, album, hers)
    with pytest.raises(actions.Stale) as stale:
        actions.edit_album(library, father, album, his)
    assert stale.value.album.title == "제주의 여름"
    assert (stale.value.mine.title, stale.value.mine.description) == ("바람의 섬", "할머니와 함께")
    mine = AlbumForm(**{**vars_of(stale.value.mine), "version": stale.value.album.version, "was": ""})
    actions.edit_album(library, father, album, mine)
    now = store.album(library, mother, album)
    assert (now.title, now.description) == ("바람의 섬", "할머니와 함께")


def vars_of(form):
    return {name: getattr(form, name) for name in form.__struct_fields__}


def test_who_wrote_the_same_is_asked_nothing(library, mother, father, album):
    hers, his = (opened(library, each, album, title="제주의 여름") for each in (mother, father))
    actions.edit_album(library, mother, album, hers)
    actions.edit_album(library, father, album, his)


def test_a_date_is_one_thing(library, mother, father, album):
    hers = opened(library, mother, album, dated="chosen", begins="2019-08-05")
    his = opened(library, father, album, dated="chosen", begins="2019-08-01", until="2019-08-09")
    actions.edit_album(library, mother, album, hers)
    with pytest.raises(actions.Stale):
        actions.edit_album(library, father, album, his)


@pytest.mark.parametrize("was", ["", "{", "[]", '{"title": 3}'])
def test_without_the_form_as_it_was_whatever_differs_is_asked_about(library, mother, father, album, was):
    actions.edit_album(library, mother, album, AlbumForm("제주의 여름", version=1))
    with pytest.raises(actions.Stale):
        actions.edit_album(library, father, album, AlbumForm("제주 여름휴가", "바람", version=1, was=was))


def test_the_page_carries_the_form_as_it_was(browser, library, mother, father, album):
    page = browser.get(f"/albums/{album}/edit").text
    assert 'name="was" value="{&#34;title&#34;' in page or 'name="was" value="{&quot;title&quot;' in page
    actions.edit_album(library, father, album, opened(library, father, album, title="바람의 섬"))
    form = {"title": "제주", "version": "1", "was": '{"title": "제주 여름휴가"}'}
    answer = browser.post(f"/albums/{album}/edit", data=form)
    assert answer.status_code == 409 and "바람의 섬" in answer.text


def test_one_writes_a_storys_words_and_one_its_date(library, mother, father, album):
    story = library.database.value("SELECT min(id) FROM story")
    hers = Telling(description="첫 바다", was="", taken="2019-08-05 00:00", was_taken="2019-08-05 00:00")
    his = Telling(description="", was="", taken="1998-07", was_taken="2019-08-05 00:00")
    stories.tell(library, mother, story, hers)
    stories.tell(library, father, story, his)
    told = story_store.story(library, mother, story)
    assert (told.description, told.taken, told.precision) == ("첫 바다", "1998-07-01T00:00:00", "month")


def test_two_who_correct_the_same_date_the_second_sees_the_first_ones(
    browser, library, mother, father, album
):
    story = library.database.value("SELECT min(id) FROM story")
    stories.tell(library, father, story, Telling(taken="1998-07"))
    form = {"description": "", "was": "", "taken": "1997", "was_taken": "2019-08-05 00:00"}
    answer = browser.post(f"/stories/{story}/description", data=form)
    assert (
        answer.status_code == 409 and "‘1998-07’로 고쳤어요" in answer.text and 'value="1997"' in answer.text
    )
    assert 'name="was_taken" value="1998-07"' in answer.text, "saved once more, it is replaced"

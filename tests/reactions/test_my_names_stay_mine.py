"""What I call somebody is in nobody else's comments, search or albums, whoever is renamed or leaves."""

from backupd import reactions
from backupd.albums import looking
from backupd.family import actions as family_actions
from backupd.family import calling
from backupd.reactions import commenting
from backupd.reactions.records import Draft
from tests import people


def test_names_leak(library, mother, father, story):
    grandmother = people.join(library, mother, "이순자")
    calling.call(library, mother, grandmother.id, "호랑이")
    said = reactions.comment(library, mother, story, Draft("@호랑이 김치 가져오세요"))
    with people.client_for(library, father) as his:
        page = his.get(f"/stories/{story}").text
        assert "호랑이" not in page and "이순자" in page
        assert "호랑이" not in his.get("/feed").text
        leaks = {}
        leaks["search page"] = "호랑이" in his.get("/search", params={"q": "김치"}).text
        leaks["comment page"] = "호랑이" in his.get(f"/comments/{said.id}").text
        leaks["json"] = "호랑이" in his.get(f"/api/stories/{story}/comments").text
        leaks["json one"] = "호랑이" in his.get(f"/api/comments/{said.id}").text
    assert not any(leaks.values()), leaks


def test_removed_by_owner(library, mother, father, story):
    grandmother = people.join(library, mother, "이순자")
    calling.call(library, father, grandmother.id, "호랑이")
    said = reactions.comment(library, father, story, Draft("@호랑이 김치 가져오세요"))
    commenting.take_away(library, mother, said.id)
    with people.client_for(library, mother) as hers:
        page = hers.get(f"/api/stories/{story}/comments").text
    assert "김치" in page
    assert "호랑이" not in page


def test_mention_survives_an_edit_after_renaming(library, mother, album):
    story = looking.opened(library, mother, album).stories[0].id
    father = people.join(library, mother, "아빠")
    grandmother = people.join(library, mother, "이순자")
    calling.call(library, mother, grandmother.id, "호랑이")
    said = reactions.comment(library, mother, story, Draft("@호랑이 김치 가져오세요"))
    calling.call(library, mother, grandmother.id, "할머니")
    with people.client_for(library, mother) as hers:
        form = hers.get(f"/comments/{said.id}").text
        text = form.split("<textarea")[1].split(">", 1)[1].split("</textarea>")[0]
        hers.post(f"/comments/{said.id}", data={"text": text + "!"})
    with people.client_for(library, father) as his:
        assert "호랑이" not in his.get(f"/stories/{story}").text


def test_mention_of_one_who_left_survives_an_edit(library, mother, album):
    story = looking.opened(library, mother, album).stories[0].id
    father = people.join(library, mother, "아빠")
    aunt = people.join(library, mother, "박영희")
    calling.call(library, mother, aunt.id, "호랑이")
    said = reactions.comment(library, mother, story, Draft("@호랑이 김치 가져오세요"))
    family_actions.remove(library, mother, aunt.id)
    commenting.change(library, mother, said.id, "@호랑이 김치 가져오세요!")
    with people.client_for(library, father) as his:
        assert "호랑이" not in his.get(f"/stories/{story}").text

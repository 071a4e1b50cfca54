"""One tap makes an album of what was chosen; what the gate hides, and whoever stands outside, is left out."""

from backupd import albums, curation
from backupd.albums import trash
from backupd.albums.sealing import sealed_album
from backupd.curation.records import Wish
from tests import people
from tests.albums import house
from tests.curation import summer
from tests.curation.summer import picked


def test_one_tap_makes_an_album_of_the_same_media_by_the_same_people(library, mother, father, browser, album):
    theirs = summer.put(library, father, album, "2019-08-06T14:50:00", sharpness=0.4, words="아빠가 찍었지")
    number = summer.proposed(library, mother, album)
    order = picked(browser, number)
    assert theirs in order
    originals = library.database.value("SELECT count(*) FROM media")
    there = browser.post(f"/curations/{number}/album", data={"title": ""}).headers["location"]
    again = browser.post(f"/curations/{number}/album", data={"title": "둘째"}).headers["location"]
    assert there == again, "pressed twice it is one album"
    made = browser.get(f"/api{there}").json()
    assert made["album"]["title"] == "제주 여름휴가 · 큐레이션" and len(made["stories"]) == 12
    was = {pick: albums.story(library, mother, pick) for pick in order}
    assert [each["picture"]["id"] for each in made["stories"]] == [was[pick].picture.id for pick in order]
    assert [each["contributor"] for each in made["stories"]] == [was[pick].contributor for pick in order]
    assert library.database.value("SELECT count(*) FROM media") == originals, "no file is copied"
    page = browser.get(f"/curations/{number}").text
    assert "앨범으로 만들었어요" in page and "/swaps" not in page
    late = browser.post(f"/curations/{number}/drops", data={"story": order[0]})
    assert late.status_code == 409 and "이미 앨범이 됐어요" in late.text
    assert "되돌리" in browser.get(f"{there}/history").text


def test_a_source_that_was_trashed_meanwhile_is_told_and_the_rest_becomes_an_album(
    library, mother, browser, album
):
    number = summer.proposed(library, mother, album)
    gone, other, *rest = picked(browser, number)
    trash.trash_stories(library, mother, [gone, other])
    page = browser.get(f"/curations/{number}").text
    assert "2장은 그사이 치워졌어요" in page and f'id="s{gone}"' not in page
    late = browser.post(f"/curations/{number}/swaps", data={"story": gone})
    assert late.status_code == 409 and "그사이 빠졌어요" in late.text
    there = browser.post(f"/curations/{number}/album", data={"title": "남은 것"}).headers["location"]
    assert len(browser.get(f"/api{there}").json()["stories"]) == len(rest)


def test_when_all_of_it_was_trashed_no_album_is_made_and_nothing_is_lost(library, mother, browser, album):
    number = summer.proposed(library, mother, album)
    trash.trash_album(library, mother, album)
    page = browser.get(f"/curations/{number}").text
    assert "남은 사진이 없어요" in page and "제주" not in page
    refused = browser.post(f"/curations/{number}/album", data={"title": ""})
    assert refused.status_code == 409 and "휴지통" in refused.text
    trash.restore_album(library, mother, album)
    assert len(picked(browser, number)) == 12


def test_an_album_of_highlights_outlives_the_trash_of_its_source(library, mother, browser, album):
    number = summer.proposed(library, mother, album)
    there = browser.post(f"/curations/{number}/album", data={"title": ""}).headers["location"]
    trash.trash_album(library, mother, album)
    assert len(browser.get(f"/api{there}").json()["stories"]) == 12


def test_another_family_a_reader_and_a_stranger(library, mother, browser, album):
    number = summer.proposed(library, mother, album)
    inside = picked(browser, number)[0]
    aunt, reader = people.another_family(library), people.join(library, mother, "아이", role="reader")
    verbs = ("swaps", "drops", "order", "picks", "scoring", "album", "removal", "voting", "winners")
    with people.client_for(library, aunt) as hers, people.client_for(library, reader) as theirs:
        for verb in (*verbs, "vote"):
            form = {"story": inside, "title": "x"}
            assert hers.post(f"/curations/{number}/{verb}", data=form).status_code == 404, verb
        for page in ("", "/picks", "/vote"):
            assert hers.get(f"/curations/{number}{page}").status_code == 404
        assert hers.get("/api/curations").json()["cards"] == []
        assert hers.post("/curations", data={"source": "albums", "album": album}).status_code == 404
        for verb in verbs:
            assert theirs.post(f"/curations/{number}/{verb}", data={"story": inside}).status_code == 403, verb
        page = theirs.get(f"/curations/{number}")
        assert page.status_code == 200 and "/swaps" not in page.text and f"{number}/album" not in page.text
        assert theirs.get("/curations/new").status_code == 403
        assert theirs.post("/curations", data={"source": "albums", "album": album}).status_code == 403


def test_nothing_sealed_is_chosen_from(library, mother, browser, album):
    with library.database.writing():
        sealed = sealed_album(library, mother.family, mother.id, "비밀", "")
    house.story(library, mother, sealed, house.photo(library, "2019-08-09T10:00:00"))
    there = browser.post("/curations", data={"source": "month", "month": "2019-08"}).headers["location"]
    assert browser.get(f"/api{there}").json()["considered"] == 30
    assert browser.post("/curations", data={"source": "albums", "album": str(sealed)}).status_code == 404


def test_a_curation_is_put_away_and_everything_else_stays(library, mother, browser, album):
    number = summer.proposed(library, mother, album)
    assert browser.post(f"/curations/{number}/removal").headers["location"] == "/curations"
    assert browser.get(f"/curations/{number}").status_code == 404
    assert albums.album(library, mother, album).media == 30


def test_every_page_has_its_twin():
    def doors(router):
        return {
            (route.path, method) for route in router.routes for method in route.methods - {"HEAD", "OPTIONS"}
        }

    twins = {(path.removeprefix("/api"), method) for path, method in doors(curation.api)}
    assert twins == doors(curation.pages) - {("/curations/new", "GET")}


def test_the_whole_of_it_in_json(library, mother, browser, album):
    wish = Wish(source="month", period="2019-08", amount=12)
    made = browser.post(
        "/api/curations", json={"source": wish.source, "period": wish.period, "amount": 12}
    ).json()
    number, story = made["card"]["id"], made["picks"][0]["story"]["id"]
    for verb, body in (("swaps", {"story": story}), ("picks", {"story": [story]}), ("drops", {"story": story}),
                       ("scoring", None), ("voting", {"state": "open"}), ("vote", {"story": []}),
                       ("voting", {"state": "closed"})):  # fmt: skip
        assert browser.post(f"/api/curations/{number}/{verb}", json=body).status_code == 200, verb
    album = browser.post(f"/api/curations/{number}/album", json={"title": "우리 8월"})
    assert album.status_code == 201 and album.json()["title"] == "우리 8월"
    assert browser.post(f"/api/curations/{number}/removal").status_code == 204

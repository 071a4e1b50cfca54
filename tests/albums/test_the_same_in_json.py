"""What pages can do, programs can do: every page address has its twin under /api, on the same verbs and records."""

from backupd.albums import store
from backupd.albums.api import api
from backupd.albums.pages import pages
from tests.albums import house

FOR_PEOPLE_ALONE = {
    ("/albums/new", "GET"),
    ("/albums/{number:int}/edit", "GET"),
    ("/albums/{number:int}/dates", "GET"),
    ("/albums/{number:int}/merge", "GET"),
    *(
        (f"/media/{{number:int}}/{size}", "GET")
        for size in ("grid", "preview", "film", "motion", "original", "jpeg")
    ),
}


def doors(router) -> set[tuple[str, str]]:
    return {(route.path, method) for route in router.routes for method in route.methods - {"HEAD", "OPTIONS"}}


def test_every_page_has_its_twin():
    twins = {(path.removeprefix("/api"), method) for path, method in doors(api)}
    elsewhere = {("/photos/months", "GET"), ("/stories/{number:int}", "GET")}
    assert twins - elsewhere == doors(pages) - FOR_PEOPLE_ALONE, (
        "the page of photos has its months on it; the page of a story is home's"
    )


def test_an_album_is_made_filled_and_read_in_json(library, mother, browser):
    made = browser.post("/api/albums", json={"title": "제주", "dated": "chosen", "begins": "2019-08"}).json()
    assert made["event_from"] == "2019-08-01" and made["version"] == 1
    house.story(library, mother, made["id"], description="바람")
    opened = browser.get(f"/api/albums/{made['id']}").json()
    assert opened["album"]["title"] == "제주" and opened["contributors"][0]["name"] == "엄마"
    story = opened["stories"][0]
    assert story["description"] == "바람" and story["picture"]["width"] == 4000
    seen = browser.get(f"/api/stories/{story['id']}").json()
    assert seen["around"] == {"position": 1, "total": 1, "before": [], "after": []}


def test_a_program_that_looked_at_an_old_version_is_told(album, browser):
    assert browser.post(f"/api/albums/{album}/edit", json={"title": "하나", "version": 1}).status_code == 200
    answer = browser.post(f"/api/albums/{album}/edit", json={"title": "둘", "version": 1})
    assert answer.status_code == 409 and answer.json()["reason"] == "albums.changed_meanwhile"


def test_the_shelf_is_read_page_by_page(library, mother, browser):
    for number in range(30):
        house.album(library, mother, f"앨범 {number}")
    first = browser.get("/api/albums").json()
    rest = browser.get("/api/albums", params={"after": first["next"]}).json()
    assert len(first["albums"]) == store.SHELF_PAGE and rest["next"] is None
    assert len({album["id"] for album in first["albums"] + rest["albums"]}) == 30


def test_json_that_nests_without_end_is_not_understood(browser):
    answer = browser.post("/api/albums", content=b"[" * 100_000, headers={"content-type": "application/json"})
    assert answer.status_code == 422

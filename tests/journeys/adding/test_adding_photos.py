"""Adding photos from a phone: four taps and no typing; and whatever comes between, nothing is lost."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.intake.resumable.box import MB, Box
from tests.journeys.adding.upload_page import SIZE, Wifi, choose, originals, send, until_done
from tests.journeys.guests import Guest, awake, photographs
from tests.media.making import film

SEOGWIPO = {1: "N", 2: (33.0, 15.0, 14.8), 3: "E", 4: (126.0, 33.0, 36.4)}
"""As a phone writes it."""
COUNT_TAPS = """() => {
    window.taps = window.keys = 0;
    addEventListener("click", (event) => { if (event.isTrusted && event.detail) taps += 1; }, true);
    addEventListener("keydown", () => { keys += 1; }, true);
    addEventListener("pagehide", () => sessionStorage.setItem("taps", `${taps} ${keys}`));
}"""
SLOW_TO_DRAW = """() => {
    const draw = window.createImageBitmap;
    window.createImageBitmap = (...given) => new Promise((ready) => setTimeout(() => ready(draw(...given)), 800));
}"""
"""A small phone takes its time until it shows what was chosen; whoever taps meanwhile is not forgotten."""


def test_from_the_page_to_done_in_four_taps_and_no_typing(phone: Guest, box: Box, tmp_path: Path) -> None:
    page = phone.page
    phone.go("/add")
    page.evaluate(COUNT_TAPS)
    with page.expect_file_chooser() as chooser:
        page.get_by_text(phone.say("common.choose_photos")).click()
    chooser.value.set_files(photographs(tmp_path, 3, SEOGWIPO))
    suggested = page.locator("[data-way=new]")
    expect(suggested.locator("input")).to_be_checked()
    expect(suggested).to_contain_text("제주 서귀포시 · 2019년 8월 3일")
    expect(page.locator(".tray canvas")).to_have_count(3)
    send(page)
    until_done(phone, page)
    taps, keys = map(int, page.evaluate("sessionStorage.taps").split())
    page.get_by_role("link", name=phone.say("intake.see_album")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("제주 서귀포시 · 2019년 8월 3일")
    assert (taps + 1 <= 4, keys) == (True, 0), (taps, keys)


def test_after_a_reload_the_same_file_goes_on_where_it_was(phone: Guest, box: Box, film: Path) -> None:
    page = phone.page
    phone.go("/add")
    Wifi(page)
    choose(page, film)
    send(page)
    box.wait_for(20 * MB)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    awake(page)
    expect(page.locator("[data-unfinished]")).to_contain_text(film.name)
    expect(page.locator("[data-unfinished]")).to_contain_text(phone.say("adding.choose_again"))
    before, first = box.arrived(), []
    page.on("request", lambda asked: asked.method == "PATCH" and first.append(asked.headers["upload-offset"]))
    choose(page, film)
    expect(page.locator(".piece .state")).to_have_text(phone.say("adding.goes_on"))
    expect(page.locator("[data-unfinished]")).to_be_hidden()
    send(page)
    until_done(phone, page)
    assert int(first[0]) >= before >= 16 * MB
    assert originals(box) == [SIZE]


def test_a_cut_connection_is_told_of_and_goes_on_by_itself(phone: Guest, box: Box, film: Path) -> None:
    page = phone.page
    phone.go("/add")
    wifi = Wifi(page)
    choose(page, film)
    send(page)
    box.wait_for(18 * MB)
    wifi.breaks()
    expect(page.locator("[role=status][data-words]")).to_have_text(
        phone.say("adding.waiting_for_box"), timeout=30_000
    )
    wifi.comes_back()
    until_done(phone, page)
    assert originals(box) == [SIZE]


def test_a_pause_holds_until_somebody_goes_on(phone: Guest, box: Box, film: Path) -> None:
    page = phone.page
    phone.go("/add")
    Wifi(page, megabytes=2)
    choose(page, film)
    send(page)
    box.wait_for(4 * MB)
    phone.press("common.pause")
    expect(page.locator("[data-hold]")).to_have_text(phone.say("common.resume"))
    Wifi(page)
    phone.press("common.resume")
    until_done(phone, page)
    assert originals(box) == [SIZE]


def test_grandma_puts_an_unfinished_upload_away_without_a_script(
    phone: Guest, box: Box, browser: Browser
) -> None:
    asks = {
        "Origin": box.address,
        "Tus-Resumable": "1.0.0",
        "Upload-Length": "5000000",
        "Upload-Metadata": "filename YS5qcGc=",
    }
    assert phone.context.request.post("/uploads", headers=asks).status == 201
    with Guest(browser, box, "ko", javascript=False, size=(360, 740)) as plain:
        plain.context.add_cookies(phone.context.cookies())
        plain.go("/add")
        plain.sees("a.jpg")
        plain.press("adding.give_up")
        expect(plain.page.get_by_text("a.jpg")).to_have_count(0)
    assert phone.context.request.get("/api/add/unfinished").json() == []


def test_three_photos_become_one_story_and_one_more_is_added_to_it(
    phone: Guest, box: Box, tmp_path: Path
) -> None:
    page, paths = phone.page, photographs(tmp_path, 4)
    phone.go("/add")
    choose(page, *paths[:3])
    page.get_by_text(phone.say("adding.together")).click()
    send(page)
    until_done(phone, page)
    phone.press("intake.see_album")
    page.locator("main a[href*='/stories/']").first.click()
    page.locator("details summary").filter(has_text=phone.say("common.menu")).first.click()
    phone.press("clips.add")
    choose(page, paths[3])
    send(page)
    until_done(phone, page)
    phone.go("/stories/1/clips")
    assert page.locator(".clip-list > li").count() == 4
    page.locator(".clip-list > li").last.get_by_role("button", name=phone.say("clips.make_face")).click()
    expect(page.locator(".clip-list > li").first.get_by_role("link")).to_have_attribute("href", "/stories/1")
    names = [clip["name"] for clip in phone.context.request.get("/api/stories/1/clips").json()]
    assert names == [paths[number].name for number in (3, 0, 1, 2)]


def test_a_photo_is_turned_in_the_tray_and_stands_turned_in_its_album(
    phone: Guest, box: Box, tmp_path: Path
) -> None:
    page = phone.page
    phone.go("/add")
    page.evaluate(SLOW_TO_DRAW)
    choose(page, *photographs(tmp_path, 2))
    page.locator(".piece [data-edit]").first.click()
    editor = page.locator("dialog[open] [data-editor]")
    editor.locator("[data-turn]").click()
    page.locator("[data-done]").click()
    expect(page.locator(".piece .state").first).to_have_text(phone.say("adding.edited"))
    send(page)
    until_done(phone, page)
    with box.library() as library:
        assert library.database.column("SELECT recipe FROM edit") == ['{"turn":90}']
        edited = "SELECT arrival.name FROM arrival JOIN edit ON edit.media = arrival.media"
        first = "SELECT name FROM arrival ORDER BY place LIMIT 1"
        assert library.database.column(edited) == library.database.column(first)


def test_a_film_is_trimmed_in_the_tray_and_keeps_its_whole_length_on_the_box(
    phone: Guest, box: Box, tmp_path: Path
) -> None:
    page = phone.page
    phone.go("/add")
    choose(page, film(tmp_path / "춤.mp4", 3.0))
    page.locator(".piece [data-edit]").click()
    editor = page.locator("dialog[open] [data-editor]")
    end = editor.locator("[name=end]")
    expect(end).to_have_attribute("max", "3")
    end.fill("2")
    page.locator("[data-done]").click()
    expect(page.locator(".piece .state")).to_have_text(phone.say("adding.edited"))
    send(page)
    until_done(phone, page)
    with box.library() as library:
        assert library.database.column("SELECT recipe FROM edit") == ['{"end":2.0}']


def test_what_this_browser_cannot_show_says_that_it_is_edited_later(phone: Guest, tmp_path: Path) -> None:
    page = phone.page
    phone.go("/add")
    heic, unknown = tmp_path / "a.heic", tmp_path / "b.mp4"
    for path in (heic, unknown):
        path.write_bytes(bytes(4000))
    choose(page, heic, unknown)
    for piece in page.locator(".piece").all():
        piece.locator("[data-edit]").click()
        expect(piece.locator(".state")).to_have_text(phone.say("adding.edit_later"))
        expect(page.locator("dialog[open]")).to_have_count(0)

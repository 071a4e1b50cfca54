"""From an album to its film: asked for with music of one's own, watched while it comes along, and cut off by the power once."""

import os
import signal

from playwright.sync_api import Browser, expect

from tests.daemon.test_power_cuts import until, worker_of
from tests.daemon_process import Daemon
from tests.journeys.guests import GRANDMA, MUM, Guest, code_from, join
from tests.reels import cinema

COMING = 90_000


def test_a_family_makes_a_film_of_an_album(
    browser: Browser, empty_box: Daemon, owner: Guest, album: str, language: str, tmp_path
) -> None:
    if language == "ko":
        _add(owner, album, cinema.clip(tmp_path / "clip.mp4", seconds=2.0, size=(320, 240), loud=4000))
    until(lambda: told(owner, album)["pictures"] == 3, seconds=60)
    owner.go(album)
    owner.page.locator("main details.menu summary").first.click()
    owner.press("reels.open")
    song = cinema.hum(tmp_path / "song.m4a", 3.0)
    owner.page.set_input_files("[name=music]", song)
    owner.press("reels.make")
    expect(owner.page.locator(".reel-making")).to_be_visible()
    if language == "ko":
        _cut_the_power(owner, empty_box)
    video = owner.page.locator(".reel-film video")
    expect(video).to_be_visible(timeout=COMING)
    expect(owner.page.locator(".reel-making")).to_have_count(0)
    there = f"{album}/reel"
    film = owner.context.request.get(f"{there}/film")
    assert film.ok and film.headers["content-type"] == "video/mp4"
    (tmp_path / "film.mp4").write_bytes(film.body())
    probed = cinema.probed(tmp_path / "film.mp4")
    assert (probed["video"], probed["audio"], probed["pixels"]) == ("h264", "aac", "yuv420p")
    with Guest(browser, empty_box, language, javascript=False, size=(360, 740)) as grandma:
        join(grandma, code_from(owner), GRANDMA[language])
        grandma.go(there)
        expect(grandma.page.locator(".reel-film video")).to_be_visible()
        assert song.name in grandma.reads()
        grandma.sees(grandma.say("reels.not_heard", names=MUM[language]))
        _connect_a_mailbox(owner)
        grandma.go(there)
        grandma.page.locator("[name=person]").first.check(force=True)
        grandma.press("reels.send_now")
        grandma.sees(grandma.say("reels.sent_to", count=1))
    owner.go(there)
    owner.page.locator("main details.menu summary").first.click()
    owner.press("reels.erase")
    expect(owner.named(owner.say("reels.make"))).to_be_visible()
    assert owner.context.request.get(f"{there}/film").status == 404


def _connect_a_mailbox(guest: Guest) -> None:
    form = {"kind": "email", "to": "mum@example.org", "host": "mail.invalid", "port": "465"}
    said = {"form": form, "headers": {"Origin": guest.box.address}, "max_redirects": 0}
    assert guest.context.request.post("/me/channels", **said).status == 303


def _add(guest: Guest, album: str, path) -> None:
    file = {"name": path.name, "mimeType": "video/mp4", "buffer": path.read_bytes()}
    form = {"album": album.rsplit("/", 1)[1], "files": file}
    assert guest.context.request.post("/add", multipart=form, headers={"Origin": guest.box.address}).ok
    until(lambda: told(guest, album)["clips"] == 1, seconds=60)


def told(guest: Guest, album: str) -> dict:
    return guest.context.request.get(f"/api{album}/reel").json()


def _cut_the_power(guest: Guest, box: Daemon) -> None:
    """The worker is killed while it makes the film; the daemon starts another."""
    album = guest.page.url.removeprefix(box.address).removesuffix("/reel")
    until(lambda: told(guest, album)["done"] > 0, seconds=60)
    os.kill(worker_of(box), signal.SIGKILL)

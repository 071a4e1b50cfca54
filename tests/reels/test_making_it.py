"""Asking for a film: what goes on in the background, music, and what is said when it cannot be."""

import pytest

from backupd import media
from backupd.reels import files, making, store, timeline
from backupd.reels.records import Material, Shot
from tests.albums import house
from tests.media.making import photo
from tests.reels import cinema
from tests.reels.cinema import GREEN, RED, near


def ask(browser, album: int, **music):
    sent = {"files": {"music": music["file"]}} if "file" in music else {}
    return browser.post(f"/albums/{album}/reel", data={"without": music.get("without", "")}, **sent)


def told(browser, album: int) -> dict:
    return browser.get(f"/api/albums/{album}/reel").json()


class PulledPlug(Exception):
    pass


def test_a_film_that_was_cut_off_is_shown_to_nobody_and_goes_on_where_it_was(
    library, browser, album, tmp_path
):
    assert ask(browser, album).status_code == 303
    number = store.waiting(library)[0]
    room = files.room(library, number)
    drawn = _pull_the_plug_after(library, number, pieces=2)
    assert [path for path in room.glob("*.mp4") if not path.name.startswith(".")] and not drawn
    assert browser.get(f"/albums/{album}/reel/film").status_code == 404
    assert told(browser, album)["state"] == "making"
    before = {path.name: path.stat().st_mtime_ns for path in room.glob("[!.]*.mp4")}
    library.jobs.ring_unfinished(library)
    kept = _watched(library, number, room)
    assert all(kept[name] == at for name, at in before.items()), "what was done was not made again"
    seen = cinema.Seen(cinema.downloaded(browser, album, tmp_path))
    assert near(seen.at(4.2), RED) and near(seen.at(7.2), GREEN)
    assert not room.exists()


def _pull_the_plug_after(library, number: int, pieces: int) -> bool:
    """The worker dies while it makes the film, as many pieces in; whether a film is there."""
    row = store.find(library, number)
    viewer = making.who_looks(library, row)
    material = making.gather(library, viewer, row.album, making.Words.load(making.WEB / "words"))
    store.note(library, number, state="making", total=timeline.length(timeline.parts(material.shots)))

    class Dying:
        def __init__(self, camera) -> None:
            self.camera, self.left = camera, pieces
            self.enlarge, self.splice = camera.enlarge, camera.splice

        def shoot(self, order, progress) -> None:
            if not self.left:
                raise PulledPlug
            self.left -= 1
            self.camera.shoot(order, progress)

    with media.darkroom(library).studio() as camera, pytest.raises(PulledPlug):
        making.Studio(library, viewer, row, material, Dying(camera), lambda done: None).film()
    return any(files.folder(library).glob(f"{number}-*.mp4"))


def _watched(library, number: int, room) -> dict[str, int]:
    """When the pieces of the film that is now finished were written, as they were when it was spliced."""
    row = store.find(library, number)
    viewer = making.who_looks(library, row)
    material = making.gather(library, viewer, row.album, making.Words.load(making.WEB / "words"))
    with media.darkroom(library).studio() as camera:
        made = making.Studio(library, viewer, row, material, camera, lambda done: None).film()
    found = {path.name: path.stat().st_mtime_ns for path in room.glob("[!.]*.mp4")}
    mark = making.mark_of(material, row.language, row.music)
    making._hand_over(library, row, viewer, material, mark, files.settle(library, made, number, mark))
    return found


BAD_MUSIC = [
    ("노래.mp3", b"ID3" + bytes(4000), "들을 수가 없어요"),
    ("편지.txt", "이건 노래가 아니에요".encode(), "음악 파일이 아니에요"),
    ("빈.mp3", b"", "음악 파일이 아니에요"),
]


def test_music_that_cannot_be_heard_is_refused_with_a_sentence_and_nothing_is_lost(
    library, mother, browser, album
):
    assert ask(browser, album).status_code == 303
    library.jobs.drain()
    before, originals = told(browser, album), library.database.value("SELECT count(*) FROM media")
    for name, content, said in BAD_MUSIC:
        answer = ask(browser, album, file=(name, content))
        assert answer.status_code == 422 and said in answer.text and "<video" in answer.text
        api = browser.post(f"/api/albums/{album}/reel", files={"music": (name, content)})
        assert api.status_code == 422 and said in api.text
    assert told(browser, album) == before and before["film"]["current"]
    assert library.database.value("SELECT count(*) FROM media") == originals
    assert library.database.value("SELECT count(*) FROM reel_file") == 0


def test_music_cut_off_in_the_middle_is_played_as_far_as_it_goes(library, browser, album, tmp_path):
    whole = cinema.hum(tmp_path / "song.mp3", 6.0, codec="libmp3lame").read_bytes()
    assert ask(browser, album, file=("song.mp3", whole[: len(whole) * 2 // 3])).status_code == 303
    library.jobs.drain()
    assert cinema.Seen(cinema.downloaded(browser, album, tmp_path)).loud(1, 3) > 0.05


def test_music_is_changed_and_left_out_and_erased_with_the_film(library, browser, album, tmp_path):
    songs = [cinema.hum(tmp_path / f"{name}.m4a", seconds) for name, seconds in (("one", 2.0), ("two", 3.0))]
    for song in songs:
        assert ask(browser, album, file=(song.name, song.read_bytes())).status_code == 303
    assert told(browser, album)["music"] == "two.m4a"
    assert library.database.value("SELECT count(*) FROM media WHERE kind = 'audio'") == 1, (
        "the first one went"
    )
    assert ask(browser, album, without="yes").status_code == 303
    library.jobs.drain()
    assert told(browser, album)["music"] is None
    assert cinema.Seen(cinema.downloaded(browser, album, tmp_path)).loud(1, 3) < 0.001
    assert library.database.value("SELECT count(*) FROM media WHERE kind = 'audio'") == 0
    assert browser.post(f"/albums/{album}/reel/removal").status_code == 303
    assert told(browser, album)["film"] is None and not list(files.folder(library).glob("*"))
    assert browser.post(f"/albums/{album}/reel/removal").status_code == 404


def test_asking_twice_makes_it_once(library, browser, album):
    for _ in range(3):
        assert ask(browser, album).status_code == 303
    assert library.jobs.drain() == 1
    assert ask(browser, album).status_code == 303
    assert library.jobs.drain() == 0, "exactly this film is there"


def test_an_empty_album_and_one_with_too_many_pictures_say_what_to_do(library, mother, browser):
    empty, full = house.album(library, mother), house.album(library, mother, photos=61)
    for album, said in ((empty, "사진을 더하면"), (full, "60장까지")):
        assert said in browser.get(f"/albums/{album}/reel").text
        refused = ask(browser, album)
        assert refused.status_code == 422 and said in refused.text
    assert f"/curations/new?album={full}" in browser.get(f"/albums/{full}/reel").text
    assert store.waiting(library) == []


def test_a_picture_that_is_not_drawn_and_a_clip_that_cannot_be_read(
    library, mother, browser, album, tmp_path
):
    """The first ends with a sentence; of the second its picture is seen."""
    missing = house.album(library, mother, photos=1)
    assert ask(browser, missing).status_code == 303
    number = cinema.keep(library, cinema.clip(tmp_path / "clip.mp4", (200, 180, 40), 2.0))
    made = house.album(library, mother, "동영상")
    house.story(library, mother, made, number)
    original = media.original_path(library, number)
    original.chmod(0o600)
    original.write_bytes(original.read_bytes()[:600].ljust(original.stat().st_size, b"\0"))
    assert ask(browser, made).status_code == 303
    library.jobs.drain()
    assert told(browser, missing)["reason"] == "reels.not_drawn"
    assert "잠시 뒤에 다시" in browser.get(f"/albums/{missing}/reel").text
    seen = cinema.Seen(cinema.downloaded(browser, made, tmp_path))
    assert near(seen.at(4.0), (200, 180, 40), 24)


def test_a_full_disk_is_said_before_anything_is_begun(library, browser, album):
    library.files.reserve = 1 << 60
    assert ask(browser, album).status_code == 507
    assert store.waiting(library) == []


def test_pictures_that_stand_make_a_film_that_stands():
    def material(*sizes):
        return Material("", "", [Shot(n, "photo", *size, None, None) for n, size in enumerate(sizes)])

    assert timeline.canvas(material((4000, 3000), (3000, 4000))) == (1920, 1080)
    assert timeline.canvas(material((4000, 3000), (3000, 4000), (1080, 1920))) == (1080, 1920)
    assert timeline.canvas(material((640, 480))) == (640, 360)


def test_a_long_clip_is_seen_from_its_middle_and_a_short_one_whole():
    def clip(seconds):
        return timeline.parts([Shot(1, "video", 1920, 1080, seconds, None)])[1]

    assert (clip(60.0).begin, clip(60.0).frames) == (27.0, 180)
    assert (clip(7.0).begin, clip(7.0).frames) == (0.0, 210)
    assert clip(0.4).frames == 3 * timeline.FADE and clip(0.4).lasts == 0.4


def test_photos_of_every_kind_of_shape(library, mother, browser, tmp_path):
    """A banner, a stamp, one pixel: nothing is stretched, nothing fails."""
    paths = [photo(tmp_path / f"{w}x{h}.png", (w, h)) for w, h in ((1200, 100), (90, 400), (32, 32), (3, 3))]
    made = cinema.album(library, mother, paths)
    seen = cinema.Seen(cinema.made(library, browser, made, tmp_path))
    assert (seen.width, seen.height) == (1280, 720)

"""A photo or a voice with a comment: kept like every original, seen and heard by the family alone, gone when nobody needs it."""

import wave

import av
import pytest

from backupd import albums, media, reactions
from backupd.core.errors import Absent
from backupd.reactions import commenting, tidying
from tests import people
from tests.media import making
from tests.reactions.saying import kept, say, texts


def test_a_photo_comes_along_and_is_seen_by_the_family_alone(library, mother, story, browser, his, tmp_path):
    picture = making.photo(tmp_path / "그때.jpg", (640, 400))
    say(browser, story, "", photo=picture)
    said = reactions.talk(library, mother, story).comments[0]
    assert (said.photo.width, said.photo.height, said.text) == (640, 400, "")
    assert f'src="/comments/{said.id}/photo"' in his.get(f"/stories/{story}").text
    assert his.get(f"/comments/{said.id}/photo").headers["content-type"] == "image/jpeg"
    saved = his.get(f"/comments/{said.id}/original/photo")
    assert saved.content == picture.read_bytes()
    with people.client_for(library, people.another_family(library)) as stranger:
        for path in ("photo", "original/photo", "voice"):
            assert stranger.get(f"/comments/{said.id}/{path}").status_code == 404
    commenting.take_away(library, mother, said.id)
    assert his.get(f"/comments/{said.id}/photo").status_code == 404


@pytest.mark.parametrize(
    ("ending", "codec"),
    [
        ("m4a", "aac"),
        ("mp4", "aac"),
        ("webm", "libopus"),
        ("ogg", "libopus"),
        ("mp3", "libmp3lame"),
        ("wav", "pcm_s16le"),
    ],
)
def test_a_voice_note_of_every_kind_can_be_heard(
    library, mother, story, browser, his, tmp_path, ending, codec
):
    note = making.voice(tmp_path / f"note.{ending}", 1.4, codec)
    assert say(browser, story, "들어 봐", voice=note).status_code == 303
    said = reactions.talk(library, mother, story).comments[0]
    assert 1.2 < said.voice < 1.7
    heard = his.get(f"/comments/{said.id}/voice", headers={"range": "bytes=0-99"})
    assert heard.status_code == 206 and heard.headers["content-type"] == "audio/mp4"
    (tmp_path / "heard.m4a").write_bytes(his.get(f"/comments/{said.id}/voice").content)
    with av.open(str(tmp_path / "heard.m4a")) as played:
        assert played.streams.audio[0].codec_context.name == "aac"
        assert 1.2 < played.duration / av.time_base < 1.7
    assert his.get(f"/comments/{said.id}/original/voice").content == note.read_bytes()


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (lambda folder: making.film(folder / "a.mp4", sound=True), "동영상이에요"),
        (lambda folder: making.photo(folder / "a.jpg"), "소리가 들어 있지 않은"),
        (lambda folder: _long(folder / "a.wav"), "5분까지"),
        (lambda folder: _cut(making.voice(folder / "a.m4a", 1)), "들을 수가 없어요"),
    ],
    ids=["a film", "a photo", "too long", "cut off"],
)
def test_what_cannot_be_heard_is_refused_with_its_reason_and_the_words_stay(
    library, mother, story, browser, tmp_path, made, sentence
):
    before = kept(library)
    answer = say(browser, story, "목소리 들어 봐", voice=made(tmp_path))
    assert (
        answer.status_code == 422 and sentence in answer.text and "목소리 들어 봐</textarea>" in answer.text
    )
    assert texts(library, mother, story) == [] and kept(library) == before


def _long(path):
    with wave.open(str(path), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(2 * 8000 * 303))
    return path


def _cut(path):
    path.write_bytes(path.read_bytes()[:400])
    return path


def test_what_is_no_photo_is_refused_and_the_words_stay(library, mother, story, browser, tmp_path):
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8\xff\xe0 and then nothing of a picture")
    answer = say(browser, story, "이거 봐", photo=tmp_path / "a.jpg")
    assert answer.status_code == 422 and "이거 봐</textarea>" in answer.text
    answer = say(browser, story, "이거 봐", photo=making.film(tmp_path / "b.mp4"))
    assert answer.status_code == 422 and "사진으로 볼 수가 없어요" in answer.text
    assert texts(library, mother, story) == []


def test_what_came_for_a_comment_that_was_never_written_goes_again(library, mother, story, clock, tmp_path):
    picture = making.photo(tmp_path / "a.jpg")
    with library.files.staging() as staging:
        staged = staging.fill([picture.read_bytes()]).finish()
        commenting.keep_file(library, staged, "a.jpg")
    tidying.sweep_files(library)
    assert kept(library) == 1
    clock.forward(hours=2)
    tidying.sweep_files(library)
    assert kept(library) == 0


def test_thirty_nights_later_it_is_gone_for_good_with_its_files(library, mother, story, browser, tmp_path):
    say(
        browser, story, "안녕", photo=making.photo(tmp_path / "a.jpg"), voice=making.voice(tmp_path / "a.m4a")
    )
    said = reactions.talk(library, mother, story).comments[0]
    commenting.take_away(library, mother, said.id)
    for _ in range(tidying.NIGHTS):
        tidying.tidy_comments(library)
    assert kept(library) == 2
    tidying.tidy_comments(library)
    assert kept(library) == 0
    assert library.database.value("SELECT text FROM comment") == ""
    with pytest.raises(Absent):
        commenting.bring_back(library, mother, said.id)


def test_the_picture_of_a_comment_is_held_and_not_taken_for_a_voice(
    library, mother, story, browser, tmp_path
):
    note = making.voice(tmp_path / "a.m4a")
    say(browser, story, "", voice=note)
    kept_note = library.database.value("SELECT voice FROM comment")
    albums.free_space(library)
    assert media.find(library, kept_note).kind == "audio"
    assert media.purge(library, kept_note) is False
    with pytest.raises(media.Unreadable):
        media.develop(library, media.darkroom(library), kept_note)

"""나: a name, a language, a look, a face."""

import threading
from contextlib import contextmanager

import pytest

from backupd import media
from backupd.family import store
from backupd.home import faces
from tests.media.making import film, photo
from tests.people import again, another_family, client_for, found_family, join

PLAIN = {"name": "엄마", "language": "ko", "text_size": "normal"}


@contextmanager
def worker(library):
    """Whoever runs what was rung for, beside the web."""
    ended = threading.Event()

    def work():
        while not ended.wait(0.05):
            library.jobs.drain()

    thread = threading.Thread(target=work)
    thread.start()
    yield
    ended.set()
    thread.join()
    library.jobs.drain()


def send(client, path):
    return client.post("/me/face", files={"face": (path.name, path.read_bytes(), "image/jpeg")})


def test_what_somebody_wishes_is_seen_on_every_device_of_theirs(library):
    mother = found_family(library)
    wishes = {**PLAIN, "name": "어머니", "text_size": "largest", "contrast": "yes", "easy": "yes"}
    answer = client_for(library, mother).post("/me", data=wishes)
    assert answer.headers["location"] == "/me?saved=true"
    now = again(library, mother)
    assert (now.name, now.text_size, now.contrast, now.motion, now.easy) == (
        "어머니",
        "largest",
        "high",
        "normal",
        True,
    )
    page = client_for(library, now).get("/family").text
    assert 'class="text-largest contrast-high easy"' in page


def test_the_language_is_the_persons_not_the_browsers(library):
    mother = found_family(library)
    client_for(library, mother).post("/me", data={**PLAIN, "language": "en"})
    page = client_for(library, mother, **{"accept-language": "ko"}).get("/me").text
    assert '<html lang="en"' in page
    assert "Text size" in page


@pytest.mark.parametrize(
    ("name", "sentence"), [("", "이름을 적어 주세요"), ("아빠", "다른 가족이 쓰고 있는 이름")]
)
def test_a_name_that_will_not_do_is_said_at_its_field(library, name, sentence):
    mother = found_family(library)
    join(library, mother, "아빠")
    answer = client_for(library, mother).post("/me", data={**PLAIN, "name": name})
    assert answer.status_code in (409, 422)
    assert sentence in answer.text
    assert again(library, mother).name == "엄마"


def test_the_api_reads_and_sets_the_same(library):
    mother = found_family(library)
    client = client_for(library, mother)
    mine = client.get("/api/me").json()
    assert client.post("/api/me", json={**mine, "motion": "calm"}).status_code == 204
    assert client.get("/api/me").json()["motion"] == "calm"
    assert client.post("/api/me", json={**mine, "text_size": "huge"}).status_code in (400, 422)


def test_a_face_is_chosen_and_seen_by_the_family_alone(library, tmp_path):
    mother, aunt = found_family(library), another_family(library)
    child = join(library, mother, "지우")
    with worker(library):
        assert send(client_for(library, mother), photo(tmp_path / "me.jpg")).status_code == 303
    seen = client_for(library, child).get(f"/people/{mother.id}/face")
    assert (seen.status_code, seen.headers["content-type"]) == (200, "image/jpeg")
    assert f"/people/{mother.id}/face" in client_for(library, child).get("/family").text
    for stranger in (client_for(library, aunt), client_for(library)):
        assert stranger.get(f"/people/{mother.id}/face").status_code in (303, 404)


def test_a_new_face_lets_the_old_picture_go(library, tmp_path):
    mother = found_family(library)
    client = client_for(library, mother)
    with worker(library):
        send(client, photo(tmp_path / "old.jpg"))
        old = store.faces(library)[0]
        send(client, photo(tmp_path / "new.jpg", size=(500, 500)))
    assert media.find(library, old) is None
    client.post("/me/face/removal")
    assert store.faces(library) == []
    assert client.get(f"/people/{mother.id}/face").status_code == 404
    assert library.database.value("SELECT count(*) FROM media") == 0


def test_what_is_no_photo_is_nobodys_face_and_says_so(library, tmp_path):
    mother = found_family(library)
    client = client_for(library, mother)
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(b"\xff\xd8\xff\xe0 not a picture")
    with worker(library):
        for file in (broken, film(tmp_path / "film.mp4")):
            answer = send(client, file)
            assert answer.status_code == 422
            assert "얼굴 사진으로 쓸 수 없어요" in answer.text
    assert store.faces(library) == []


def test_no_file_chosen_is_a_sentence(library):
    mother = found_family(library)
    answer = client_for(library, mother).post(
        "/me/face", files={"face": ("", b"", "application/octet-stream")}
    )
    assert answer.status_code == 422
    assert "사진을 먼저 골라" in answer.text


def test_a_face_that_was_not_drawn_when_the_power_went_is_drawn_later(library, tmp_path):
    mother = found_family(library)
    with library.files.staging() as staging:
        kept = media.keep(library, staging.fill([photo(tmp_path / "me.jpg").read_bytes()]).finish(), "me.jpg")
    faces.wear(library, mother, kept.id, patience=0)
    assert faces.faces_to_draw(library) == [kept.id]
    library.jobs.ring_unfinished(library)
    library.jobs.drain()
    assert faces.faces_to_draw(library) == []
    assert client_for(library, mother).get(f"/people/{mother.id}/face").status_code == 200

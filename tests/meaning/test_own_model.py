"""A model of the family's own takes over, when it has seen everything; half a model is refused with a sentence."""

import os
import signal
import threading
import tomllib
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from backupd import meaning
from backupd.core.settings import Pictures
from backupd.meaning import looking, store
from backupd.meaning.models import NAME
from backupd.media import derived_path
from backupd.search import store as search
from tests.albums import house
from tests.meaning import models_of_one_s_own as models

WORDS = tomllib.loads((Path(__file__).parents[2] / "web/words/meaning.toml").read_text("utf-8"))


@pytest.fixture
def album(sighted, mother):
    return house.album(sighted, mother)


@pytest.fixture
def coloured(sighted, mother, album):
    return {colour: painted(sighted, mother, album, colour) for colour in ("red", "green", "blue")}


def painted(library, who, album, colour):
    number = house.photo(library)
    path = derived_path(library, number, "grid")
    path.parent.mkdir(parents=True)
    Image.new("RGB", (64, 48), {"green": "lime"}.get(colour, colour)).save(path)
    return house.story(library, who, album, number)


def with_model(library, folder):
    library.settings = msgspec.structs.replace(library.settings, pictures=Pictures(str(folder)))


@pytest.mark.parametrize("layout", [models.immich, models.transformers])
def test_it_takes_over_and_finds_by_its_own_words(sighted, mother, coloured, tmp_path, layout):
    with_model(sighted, layout(tmp_path / "own"))
    looking.look(sighted)
    assert store.state(sighted).model.startswith("own-") and meaning.progress(sighted).trouble is None
    # the words of a colour are concepts of the box's own, too: it is the model that answers
    for word, colour in (("red", "red"), ("초록", "green"), ("파랑", "blue")):
        assert search.find(sighted, mother, word).seen[0].id == coloured[colour]


def test_a_slip_is_forgiven_though_it_has_pictures_for_every_question(
    sighted, mother, coloured, album, tmp_path
):
    with_model(sighted, models.immich(tmp_path / "own"))
    looking.look(sighted)
    told = house.story(sighted, mother, album, description="제주도")
    found = search.find(sighted, mother, "제쥬도")
    assert found.instead == "제주도" and [each.story.id for each in found.stories] == [told] and found.seen


def test_the_old_one_answers_until_the_new_one_has_seen_everything(sighted, mother, coloured, see, tmp_path):
    looking.look(sighted)
    story = house.story(sighted, mother, house.album(sighted, mother), see(house.photo(sighted), pug=0.9))
    with_model(sighted, models.immich(tmp_path / "own"))
    meaning.switch(sighted, mother, "paused")
    looking.look(sighted)
    assert store.state(sighted).model == NAME and meaning.progress(sighted).changing
    assert meaning.progress(sighted).seen == 0
    assert [each.id for each in search.find(sighted, mother, "강아지").seen] == [story]
    meaning.switch(sighted, mother, "on")
    looking.look(sighted)
    assert store.state(sighted).model != NAME and meaning.progress(sighted).seen == 3


def test_back_to_the_box_s_own_when_the_setting_is_emptied(sighted, mother, coloured, tmp_path):
    with_model(sighted, models.immich(tmp_path / "own"))
    looking.look(sighted)
    with_model(sighted, "")
    looking.look(sighted)
    assert store.state(sighted).model == NAME


@pytest.fixture
def served(tmp_path):
    """A folder at an address, on this machine."""
    handler = partial(QuietHandler, directory=str(tmp_path / "served"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield tmp_path / "served", f"http://127.0.0.1:{server.server_address[1]}/own"
        server.shutdown()
        thread.join()


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.mark.parametrize("layout", [models.immich, models.transformers])
def test_a_model_at_an_address_is_fetched(sighted, mother, coloured, served, layout):
    folder, address = served
    layout(folder / "own")
    with_model(sighted, address)
    looking.look(sighted)
    assert search.find(sighted, mother, "빨강").seen[0].id == coloured["red"]


def test_an_address_that_lacks_a_file_leaves_nothing_behind(sighted, coloured, served):
    folder, address = served
    models.immich(folder / "own")
    (folder / "own/textual/model.onnx").unlink()
    with_model(sighted, address)
    looking.look(sighted)
    assert (
        meaning.progress(sighted).trouble == "meaning.model_unreachable" and WORDS["model_unreachable"]["ko"]
    )
    assert not list((sighted.files.data / "seeing").glob("fetched-*"))


def without(part):
    return lambda folder: (folder / part).unlink()


def holding(part, what):
    return lambda folder: (folder / part).write_bytes(what)


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (without("visual/model.onnx"), "model_part"),
        (without("textual/tokenizer.json"), "model_part"),
        (without("config.json"), "model_part"),
        (holding("visual/preprocess_cfg.json", b"{"), "model_unreadable"),
        (holding("visual/preprocess_cfg.json", b"[]"), "model_unreadable"),
        (holding("visual/model.onnx", b"no network"), "model_broken"),
        (holding("visual/model.onnx", models.visual(2)), "model_halves"),
        (holding("textual/tokenizer.json", b"{}"), "model_tokenizer"),
        (lambda folder: folder.rename(folder.with_name("elsewhere")), "model_absent"),
    ],
)
def test_half_a_model_is_refused_with_a_sentence_and_search_stays(
    sighted, mother, coloured, tmp_path, harm, reason
):
    folder = models.immich(tmp_path / "own")
    harm(folder)
    with_model(sighted, folder)
    looking.look(sighted)
    assert meaning.progress(sighted).trouble == f"meaning.{reason}" and WORDS[reason]["ko"]
    assert store.state(sighted).model == NAME and store.counted(sighted, NAME) == (3, 3)


def seen_by(library, model):
    return library.database.value("SELECT count(*) FROM seen WHERE model = ?", (model,))


def test_what_it_saw_is_kept_while_its_disk_is_away(sighted, mother, coloured, tmp_path):
    folder = tmp_path / "own"
    with_model(sighted, models.immich(folder))
    looking.look(sighted)
    own = store.state(sighted).model
    assert own.startswith("own-") and seen_by(sighted, own) == 3
    away = folder.rename(tmp_path / "away")
    looking.mind(sighted)._checked.clear()  # a quarter of an hour later
    looking.look(sighted)
    assert meaning.progress(sighted).trouble == "meaning.model_absent"
    away.rename(folder)
    assert seen_by(sighted, own) == 3


def test_from_one_model_of_one_s_own_to_another_search_goes_on(sighted, mother, coloured, tmp_path):
    with_model(sighted, models.immich(tmp_path / "one"))
    looking.look(sighted)
    assert search.find(sighted, mother, "red").seen[0].id == coloured["red"]
    two = models.immich(tmp_path / "two")
    words = two / "textual/tokenizer.json"
    words.write_text(words.read_text() + " ")  # another model: another name
    with_model(sighted, two)
    meaning.switch(sighted, mother, "paused")  # or a box that needs the night for it
    looking.look(sighted)
    assert search.find(sighted, mother, "red").seen


def test_switched_off_in_the_middle_of_a_look_nothing_is_kept(sighted, mother, album, coloured):
    looking.look(sighted)
    painted(sighted, mother, album, "yellow")
    looks = threading.Thread(target=looking.look, args=(sighted,))
    eyes = looking.mind(sighted).pid
    os.kill(eyes, signal.SIGSTOP)
    try:
        looks.start()
        looks.join(2)
        assert looks.is_alive(), "it waits for what the eyes see"
        meaning.switch(sighted, mother, "off")
    finally:
        os.kill(eyes, signal.SIGCONT)
    looks.join()
    assert sighted.database.value("SELECT count(*) FROM seen") == 0

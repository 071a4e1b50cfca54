"""With something sealed present, every address of the app is asked by each kind of viewer with every method, and none
says a word of it; and the answers and the statements that run are the same with it and without it."""

import re
from collections.abc import Iterator

import pytest

from backupd import cli, migrations, schedule
from backupd.commands.stats import _COUNTS
from backupd.core.library import Library
from backupd.core.settings import load
from tests import people
from tests.capsules.conftest import House
from tests.capsules.saying import plain, read, traces_in
from tests.capsules.walked import KNOWING, NAME, Walked
from tests.conftest import SetClock
from tests.daemon_process import command

IN_THE_DARK = ("must not know", "frame", "other family", "guest who looks", "guest who adds", "stranger")
ALIKE = ("owner", "reader", "guest who looks", "stranger")
"""Whom the views tell the same as another of these, or nothing: what is said to them is read, and asked no second time."""


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    folder = tmp_path_factory.mktemp("walked")
    library = Library(load(folder / "box", reserve_mb=0), SetClock()).open(schedule.TABLE)
    migrations.apply(library)
    house = Walked(library, folder)
    yield house
    house.close()
    library.close()


@pytest.mark.parametrize("who", [*KNOWING, *IN_THE_DARK])
def test_no_address_says_a_word_of_what_is_sealed(walked: Walked, who: str) -> None:
    """By every method and with every number, in addresses, queries and bodies. Whoever must not know of it is told, and
    costs the box, what they would without it; whoever may know that it is there, what they would if it were empty."""
    sealed = walked.walk(who, "with")
    assert len(sealed) > 800
    assert walked.traces(who, sealed) == []
    if who in ALIKE:
        return
    other = walked.walk(who, "empty" if who in KNOWING else "without")
    told = [
        (way.method, way.address, plain(one), plain(two), {*ran} ^ {*run})
        for (way, one, ran), (_, two, run) in zip(sealed, other, strict=True)
        if (plain(one), ran) != (plain(two), run)
    ]
    assert told == []


def test_the_walk_would_find_it(walked: Walked) -> None:
    """The same walk by the one who put it in finds her own words and her own file's name; and what an answer holds is
    found in a zip."""
    found = {
        trace for _, _, traces in walked.traces("owner", walked.walk("maker", "with")) for trace in traces
    }
    assert {"name", "line", "thing"} <= found
    walked.put("without")
    parcel = read(walked.browsers["owner"].get(f"/albums/{walked.album}/zip").content)
    assert traces_in(parcel, {"name": "5.jpg", "size": "(645, 480)"}) == ["name", "size"]


def test_a_book_holds_words_and_pictures_that_the_walk_would_see(walked: Walked) -> None:
    walked.put("with")
    told = read(walked.browsers["owner"].get(f"/albums/{walked.album}/book/pdf/a4").content)
    assert "제주" in told and "480" in told


COMMANDS = {
    "import": ["--family", "김씨네", "--person", "아빠"],
    "invite": ["--family", "김씨네"],
    "stats": [],
    "doctor": [],
    "notify": ["test", "아빠"],
}


def test_the_command_line_says_the_same_with_it_and_without_it(walked: Walked) -> None:
    """As another member and as the one who looks after the box: what is imported is the very photo that lies sealed."""
    assert {name for name, *_ in cli.COMMANDS} == {*COMMANDS, "serve", "work"}
    source = walked.folder / "from the camera"
    source.mkdir()
    (source / "one.jpg").write_bytes(walked.file)
    told = {box: [_said(walked, box, name) for name in COMMANDS] for box in ("with", "without")}
    assert told["with"] == told["without"]
    walked.put("with")
    secrets = walked.secrets("must not know")
    assert [traces for each in told["with"] if (traces := traces_in(each, secrets))] == []


def _said(walked: Walked, box: str, name: str) -> str:
    walked.put(box)
    words = [str(walked.folder / "from the camera")] if name == "import" else []
    answer = command(name, *words, *COMMANDS[name], data=walked.library.settings.data_folder)
    said = plain(f"{name} {answer.returncode}\n{answer.stdout}\n{answer.stderr}")
    return re.sub(r"Clock .*|\nafter a cut: .*", "", said)  # of the machine, and of the run before


def test_the_same_photo_sent_to_an_album_is_no_duplicate(house: House) -> None:
    house.put_in(house.mother, NAME)
    content = (house.folder / NAME).read_bytes()
    with people.client_for(house.library, house.father) as phone:
        sent = phone.post("/add", files=[("files", ("meins.jpg", content, "image/jpeg"))])
        house.library.jobs.drain()
        page = phone.get(sent.headers["location"]).text
    assert "이미 있" not in page
    assert house.library.database.value("SELECT outcome FROM arrival") == "imported"


def test_no_letter_tells_whoever_must_not_know(house: House) -> None:
    told = house.library.database.column("SELECT person FROM letter WHERE about_id = ?", (house.capsule,))
    assert house.grandmother.id not in told and {house.father.id, house.daughter.id} == {*told}


def test_the_ledger_that_everybody_is_told_from_holds_no_line_of_it(house: House) -> None:
    house.put_in(house.mother, NAME)
    kinds = set(house.library.database.column("SELECT kind FROM happening"))
    assert not {kind for kind in kinds if "capsule" in kind or kind in ("photos_added", "files_refused")}


def test_what_the_box_counts_leaves_it_out(house: House) -> None:
    house.put_in(house.mother, NAME)
    counts = house.library.database.connection.execute(_COUNTS).fetchone()
    assert (counts["photos"], counts["stories"], counts["albums"], counts["bytes"]) == (0, 0, 0, 0)

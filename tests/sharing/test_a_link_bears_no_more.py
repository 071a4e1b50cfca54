"""A link that was taken back in the middle of a form, rubbish without end, and a disk that refuses."""

import pytest

from backupd import family
from backupd.core.errors import Absent, Offline
from backupd.core.files import MARKER
from backupd.family import pass_store, passes_of
from backupd.family.doorway import token_hash
from backupd.sharing.adding import Gift
from tests.intake.sending import form
from tests.media.making import photo
from tests.sharing.outside import Outsider, link_to


@pytest.fixture
def made(library, mother, album):
    return link_to(library, mother, album, kind="add")


@pytest.fixture
def jimin(library, made):
    with Outsider(library) as guest:
        guest.come(made.token)
        guest.post(f"{guest.root}/name", data={"name": "지민"})
        yield guest


def test_what_comes_after_the_link_was_taken_back_is_not_taken(library, mother, made, jimin, tmp_path):
    """One form of two files; between them the mother takes the link back."""
    guest = pass_store.guest(library, token_hash(jimin.cookies.get("backup_guest")), made.link.id)
    gift = Gift(library, guest, 0)
    sent = [photo(tmp_path / "a.jpg"), photo(tmp_path / "b.jpg", (99, 80))]
    first = gift.open_part("files", "a.jpg")
    first.write(sent[0].read_bytes())
    first.whole()
    family.end_pass(library, mother, made.link.id)
    second = gift.open_part("files", "b.jpg")
    second.write(sent[1].read_bytes())
    with pytest.raises(Absent):
        second.whole()
    assert library.database.value("SELECT count(*) FROM arrival") == 1


def test_rubbish_has_an_end_too(library, mother, jimin, tmp_path):
    """As many files as a guest likes, none of them a photo: a row each, for ever, and a line on the family's pages."""
    rubbish = []
    for number in range(400):
        each = tmp_path / f"{number}.jpg"
        each.write_bytes(b"no %d" % number)
        rubbish.append(each)
    for _ in range(5):
        jimin.post(f"{jimin.root}/files", **form(*rubbish))
    limit = library.settings.guests.files
    assert library.database.value("SELECT count(*) FROM arrival") <= limit, limit


def test_what_the_disk_refused_takes_nothing_from_a_link(library, mother, album, made, jimin, tmp_path):
    viewer = pass_store.guest(library, token_hash(jimin.cookies.get("backup_guest")), made.link.id)
    part = Gift(library, viewer, 0).open_part("files", "a.jpg")
    part.write(photo(tmp_path / "a.jpg").read_bytes())
    (library.files.originals / MARKER).unlink()
    with pytest.raises(Offline):
        part.whole()
    assert passes_of(library, mother, album)[0].files == 0

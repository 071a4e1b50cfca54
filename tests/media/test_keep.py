"""Acknowledged means kept: bytes come once, under an ordinary name, and survive whatever happens between two steps."""

import hashlib
import os
import threading
from pathlib import Path

import pytest

from backupd import media, migrations, schedule
from backupd.core.errors import DiskFull, Offline
from backupd.core.library import Library
from backupd.core.settings import load


def bring(library: Library, content: bytes, name: str = "IMG_0001.jpg") -> media.Kept:
    with library.files.staging(len(content)) as staging:
        staging.write(content)
        return media.keep(library, staging.finish(), name)


def lying(library: Library) -> dict[str, bytes]:
    return {place: (library.files.originals / place).read_bytes() for place in library.files.kept()}


def test_a_photo_lies_under_the_month_it_came_with_its_own_name(library: Library):
    kept = bring(library, b"sea", "제주 바다.jpg")
    assert not kept.already
    assert lying(library) == {"2026/11/제주 바다.jpg": b"sea"}
    assert media.original_path(library, kept.id).read_bytes() == b"sea"


def test_the_same_bytes_under_another_name_are_kept_once(library: Library):
    first, second = bring(library, b"sea", "a.jpg"), bring(library, b"sea", "b.jpg")
    assert second == media.Kept(first.id, already=True)
    assert lying(library) == {"2026/11/a.jpg": b"sea"}


def test_two_photos_of_one_name_both_stay(library: Library):
    for content in (b"one", b"two", b"three"):
        bring(library, content, "IMG_0001.JPG")
    bring(library, b"four", "img_0001.jpg")
    assert sorted(lying(library)) == [
        "2026/11/IMG_0001 (2).JPG",
        "2026/11/IMG_0001 (3).JPG",
        "2026/11/IMG_0001.JPG",
        "2026/11/img_0001 (4).jpg",
    ]


@pytest.mark.parametrize(
    ("name", "lies_as"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\fakepath\\a.jpg", "a.jpg"),
        (".hidden.jpg", "hidden.jpg"),
        ("a\0b\r\n.jpg", "ab.jpg"),
        ("바다.jpg", "바다.jpg"),
        ("CON.jpg", "_CON.jpg"),
        ('a<b>:"c|?*.jpg', "a_b___c___.jpg"),
        ("trailing. . ", "trailing"),
        ("🏖️.jpg", "🏖️.jpg"),
        ("", "file"),
        ("...", "file"),
    ],
)
def test_odd_names_become_ordinary_ones(library: Library, name: str, lies_as: str):
    bring(library, b"x", name)
    assert lying(library) == {f"2026/11/{lies_as}": b"x"}


def test_a_name_of_255_bytes_fits_and_still_ends_as_it_did(library: Library):
    name = "가" * 83 + "나.jpg"
    for content in (b"1", b"2"):
        bring(library, content, name)
    for place in lying(library):
        assert len(Path(place).name.encode()) <= 255
        assert place.endswith(".jpg")


def test_two_who_bring_the_same_bytes_at_the_same_instant_find_one_original(library: Library):
    start, kept = threading.Barrier(8), []

    def person(number: int) -> None:
        start.wait()
        kept.append(bring(library, b"the same sea" * 100_000, f"{number}.jpg"))

    people = [threading.Thread(target=person, args=(number,)) for number in range(8)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert len({one.id for one in kept}) == 1
    assert sorted(one.already for one in kept) == [False] + [True] * 7
    assert len(lying(library)) == 1
    assert list(library.files.incoming.iterdir()) == []


@pytest.mark.parametrize("harm", ["missing", "short"])
def test_an_original_lost_by_the_disk_is_healed_by_the_same_bytes_coming_again(library: Library, harm: str):
    kept = bring(library, b"sea and sky", "a.jpg")
    path = media.original_path(library, kept.id)
    path.unlink() if harm == "missing" else path.write_bytes(b"sea")
    assert bring(library, b"sea and sky", "b.jpg") == media.Kept(kept.id, already=True)
    assert lying(library) == {"2026/11/a.jpg": b"sea and sky"}


def test_a_cut_upload_leaves_nothing(library: Library):
    with pytest.raises(ConnectionError), library.files.staging() as staging:
        staging.write(b"half a")
        raise ConnectionError
    assert list(library.files.incoming.iterdir()) == []


def test_leftovers_of_a_dead_process_are_swept_and_work_in_hand_is_not(library: Library):
    (library.files.incoming / "0123").write_bytes(b"left by a process that was killed")
    with library.files.staging() as staging:
        staging.write(b"being sent")
        media.recover(library)
        assert list(library.files.incoming.iterdir()) == [staging.path]


def test_a_file_renamed_but_never_committed_is_taken_in_and_kept_once_when_it_comes_again(library: Library):
    month = library.files.originals / "2026/11"
    month.mkdir(parents=True)
    (month / "orphan.jpg").write_bytes(b"sea")
    media.recover(library)
    media.recover(library)
    assert bring(library, b"sea", "again.jpg").already
    assert lying(library) == {"2026/11/orphan.jpg": b"sea"}


def test_an_orphan_whose_bytes_we_have_goes_and_heals_what_was_damaged(library: Library):
    kept = bring(library, b"sea", "a.jpg")
    whole = media.original_path(library, kept.id)
    (whole.parent / "orphan.jpg").write_bytes(b"sea")
    media.recover(library)
    assert lying(library) == {"2026/11/a.jpg": b"sea"}
    (whole.parent / "orphan.jpg").write_bytes(b"sea")
    whole.write_bytes(b"")
    media.recover(library)
    assert lying(library) == {"2026/11/a.jpg": b"sea"}


def test_what_nobody_needs_is_purged_with_its_pictures(library: Library):
    kept = bring(library, b"sea")
    drawn = media.derived_path(library, kept.id, "grid")
    drawn.parent.mkdir(parents=True)
    drawn.write_bytes(b"small sea")
    assert media.purge(library, kept.id)
    assert lying(library) == {} and not drawn.exists()
    assert media.find(library, kept.id) is None


def test_a_face_is_not_purged(library: Library):
    kept = bring(library, b"face")
    with library.database.writing() as connection:
        connection.execute(
            "INSERT INTO person (name, colour, face, created) VALUES ('할머니', 1, ?, '')", (kept.id,)
        )
    assert not media.purge(library, kept.id)
    assert lying(library) == {"2026/11/IMG_0001.jpg": b"face"}


def test_purging_inside_a_transaction_is_refused(library: Library):
    kept = bring(library, b"sea")
    with pytest.raises(RuntimeError), library.database.writing():
        media.purge(library, kept.id)


def test_a_disk_without_its_marker_is_offline_and_nothing_is_written_to_it(library: Library):
    (library.files.originals / ".backup-originals").unlink()
    with pytest.raises(Offline) as refused:
        bring(library, b"sea")
    assert refused.value.key == "problems.originals_offline"
    assert lying(library) == {}


def test_the_reserve_is_left_free(library: Library):
    library.files.reserve = 1 << 60
    with pytest.raises(DiskFull) as refused:
        bring(library, b"sea")
    assert refused.value.status == 507


def test_another_disk_is_only_used_with_its_marker(tmp_path: Path, clock):
    disk = tmp_path / "disk"
    disk.mkdir()
    box = Library(load(tmp_path / "data", originals=str(disk), reserve_mb=0), clock).open(schedule.TABLE)
    migrations.apply(box)
    with pytest.raises(Offline):
        bring(box, b"sea")
    assert list(disk.iterdir()) == []
    (disk / ".backup-originals").touch()
    bring(box, b"sea", "a.jpg")
    assert (disk / "2026/11/a.jpg").read_bytes() == b"sea"
    box.close()


def test_the_hash_of_a_beginning_is_that_of_exactly_so_many_bytes(library: Library):
    with library.files.staging(beginning=10) as staging:
        staged = staging.fill([b"0123", b"4567", b"89ab", b"cdef"]).finish()
    assert staged.beginning == hashlib.sha256(b"0123456789").digest()
    assert staged.sha256 == hashlib.sha256(b"0123456789abcdef").digest()
    assert not os.path.lexists(staged.path)


def test_a_disk_pulled_while_a_file_was_on_its_way_is_not_made_anew_in_its_place(tmp_path, clock):
    disk = tmp_path / "usb"
    disk.mkdir()
    (disk / ".backup-originals").touch()
    box = Library(load(tmp_path / "data", originals=str(disk), reserve_mb=0), clock).open(schedule.TABLE)
    migrations.apply(box)
    with box.files.staging() as staging:
        staged = staging.fill([b"photo"]).finish()
        disk.rename(tmp_path / "pulled")
        with pytest.raises(Offline):
            media.keep(box, staged, "a.jpg")
        assert not disk.exists()
        disk.mkdir()
        with pytest.raises(Offline):
            media.keep(box, staged, "a.jpg")
        assert not list(disk.iterdir())
    box.close()

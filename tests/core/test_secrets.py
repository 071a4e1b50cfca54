"""Small secrets stay secret: one key of the box, made once, closed to everybody else."""

import stat
import threading

import pytest

from backupd.core.secrets import KEY_FILE, SecretLost, Secrets


@pytest.fixture
def key(tmp_path):
    return tmp_path / KEY_FILE


def test_what_was_sealed_is_read_again_after_a_restart(key):
    sealed = Secrets(key).seal("비밀".encode(), "channel 7")
    assert "비밀".encode() not in sealed
    assert Secrets(key).unseal(sealed, "channel 7") == "비밀".encode()


def test_the_same_secret_never_looks_the_same_twice(key):
    box = Secrets(key)
    assert box.seal(b"one", "channel 7") != box.seal(b"one", "channel 7")


def test_a_secret_is_of_no_use_in_another_place(key):
    sealed = Secrets(key).seal(b"one", "channel 7")
    for wrong, purpose in (
        (sealed, "channel 8"),
        (sealed[:-1] + bytes([sealed[-1] ^ 1]), "channel 7"),
        (b"", "x"),
    ):
        with pytest.raises(SecretLost):
            Secrets(key).unseal(wrong, purpose)


def test_another_key_opens_nothing_and_says_so(key):
    sealed = Secrets(key).seal(b"one", "channel 7")
    key.unlink()
    with pytest.raises(SecretLost):
        Secrets(key).unseal(sealed, "channel 7")


def test_nobody_else_reads_the_key(key):
    Secrets(key).seal(b"one", "x")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    key.chmod(0o644)
    Secrets(key).seal(b"one", "x")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert [path.name for path in key.parent.iterdir()] == [KEY_FILE]


def test_a_key_that_was_cut_short_is_not_used(key):
    key.write_bytes(b"half")
    with pytest.raises(SecretLost) as told:
        Secrets(key).seal(b"one", "x")
    assert told.value.key == "problems.key_file_broken" and key.read_bytes() == b"half"


def test_two_who_make_the_key_at_once_have_the_same(key):
    boxes, sealed = [Secrets(key) for _ in range(8)], []
    threads = [threading.Thread(target=lambda box=box: sealed.append(box.seal(b"one", "x"))) for box in boxes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [Secrets(key).unseal(each, "x") for each in sealed] == [b"one"] * 8


def test_a_mark_is_only_made_with_the_key_and_for_one_purpose(key, tmp_path):
    mark = Secrets(key).sign(b"letter", "reaction")
    assert len(mark) == 16 and Secrets(key).sign(b"letter", "reaction") == mark
    assert Secrets(key).sign(b"letter", "other") != mark
    assert Secrets(tmp_path / "other.key").sign(b"letter", "reaction") != mark

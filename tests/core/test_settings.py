"""Settings: what is wrong is named, with its file."""

from pathlib import Path

import pytest

from backupd.core.errors import CannotStart
from backupd.core.settings import load


def test_without_a_file_everything_has_a_default(tmp_path):
    settings = load(tmp_path)
    assert (settings.port, settings.language, settings.time_zone) == (8100, "ko", "Asia/Seoul")


def test_the_command_line_wins_over_the_file(tmp_path):
    (tmp_path / "backupd.toml").write_text('port = 9000\nhost = "127.0.0.1"')
    settings = load(tmp_path, port=9001, host=None)
    assert (settings.port, settings.host) == (9001, "127.0.0.1")


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("port = ", "settings.broken"),
        ("prot = 80", "settings.invalid"),
        ('port = "eighty"', "settings.invalid"),
        ("port = 99999", "settings.invalid"),
        ('time-zone = "Asia/Soul"', "settings.no_such_time_zone"),
        ('[[drop-folders]]\npath = "/in"', "settings.invalid"),
        (b"\xff\xfe\x00", "settings.broken"),
    ],
)
def test_a_broken_file_is_refused_with_its_name(tmp_path, written, key):
    file = tmp_path / "backupd.toml"
    file.write_bytes(written if isinstance(written, bytes) else written.encode())
    with pytest.raises(CannotStart) as refused:
        load(tmp_path)
    assert (refused.value.key, Path(refused.value.values["path"])) == (key, file)


def test_a_file_that_was_named_must_be_there(tmp_path):
    with pytest.raises(CannotStart):
        load(tmp_path, tmp_path / "nowhere.toml")


def test_a_drop_folder_is_found_from_the_data_folder_wherever_the_daemon_was_started(tmp_path):
    lines = ["[[drop-folders]]", 'path = "inbox"', 'family = "김씨네"', 'person = "아빠"']
    (tmp_path / "backupd.toml").write_text("\n".join(lines), "utf-8")
    assert load(tmp_path).drop_folders[0].path == str(tmp_path / "inbox")

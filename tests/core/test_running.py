"""One daemon for each data folder."""

from pathlib import Path

import pytest

from backupd.core.errors import CannotStart
from backupd.core.running import name_in_force, only_one, port_in_force


def test_a_second_daemon_on_the_same_folder_is_refused(tmp_path: Path) -> None:
    with only_one(tmp_path), pytest.raises(CannotStart) as refused, only_one(tmp_path):
        pass
    assert refused.value.key == "settings.already_running"


def test_a_command_beside_the_daemon_learns_its_port(tmp_path: Path) -> None:
    assert port_in_force(tmp_path) is None
    with only_one(tmp_path) as running:
        assert port_in_force(tmp_path) is None
        running.answers_at(8100)
        assert port_in_force(tmp_path) == 8100
    assert port_in_force(tmp_path) is None


def test_a_command_beside_the_daemon_learns_the_name_that_the_network_left_to_it(tmp_path: Path) -> None:
    with only_one(tmp_path) as running:
        running.answers_at(8100)
        assert name_in_force(tmp_path) is None
        running.answers_as("backup.local")
        running.answers_as("backup-2.local")
        assert name_in_force(tmp_path) == "backup-2.local"
    assert name_in_force(tmp_path) is None
    with only_one(tmp_path) as running:
        running.answers_at(8100)
        assert name_in_force(tmp_path) is None, "nothing is announced yet"


def test_a_refused_second_daemon_does_not_wipe_the_port_of_the_first(tmp_path: Path) -> None:
    with only_one(tmp_path) as running:
        running.answers_at(8100)
        with pytest.raises(CannotStart), only_one(tmp_path):
            pass
        assert port_in_force(tmp_path) == 8100


def test_the_port_of_a_daemon_that_was_killed_is_forgotten(tmp_path: Path) -> None:
    (tmp_path / "daemon.lock").write_text("8100\n")
    assert port_in_force(tmp_path) is None
    with only_one(tmp_path):
        assert port_in_force(tmp_path) is None


def test_the_next_start_knows_whether_the_last_stop_was_calm(tmp_path: Path) -> None:
    with pytest.raises(SystemExit), only_one(tmp_path) as running:
        assert not running.after_a_cut
        running.answers_at(8100)
        raise SystemExit(0)
    with only_one(tmp_path) as running:
        assert not running.after_a_cut
    (tmp_path / "daemon.lock").write_text("8100\n")
    with only_one(tmp_path) as running:
        assert running.after_a_cut

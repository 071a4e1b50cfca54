"""The daemon and systemd: what is said over the notify socket, and the unit as systemd itself reads it."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from backupd.core.systemd import Watchdog, notify, watchdog_seconds

UNIT = Path(__file__).parents[2] / "systemd" / "backupd.service"
needs_systemd = pytest.mark.skipif(
    not shutil.which("systemd-analyze"), reason="systemd-analyze is not installed"
)


@pytest.mark.parametrize("abstract", [False, True], ids=["path", "abstract"])
def test_systemd_hears_that_the_album_is_ready(tmp_path, monkeypatch, abstract):
    address = f"\0{tmp_path}" if abstract else f"{tmp_path}/notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(address)
        systemd.settimeout(5)
        monkeypatch.setenv("NOTIFY_SOCKET", address.replace("\0", "@"))

        assert notify("READY=1")
        assert systemd.recv(100) == b"READY=1"


def test_without_systemd_nothing_is_said_and_nothing_breaks(tmp_path, monkeypatch):
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    assert not notify("READY=1")

    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "gone"))
    assert not notify("READY=1")


def test_the_watchdog_is_fed_while_the_album_is_well_and_no_longer(tmp_path, monkeypatch):
    well = True
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(f"{tmp_path}/notify")
        systemd.settimeout(5)
        monkeypatch.setenv("NOTIFY_SOCKET", f"{tmp_path}/notify")
        monkeypatch.setenv("WATCHDOG_USEC", "100000")

        with Watchdog(lambda: well):
            assert [systemd.recv(100) for _ in range(3)] == [b"READY=1", b"WATCHDOG=1", b"WATCHDOG=1"]
            well = False
            time.sleep(0.2)
        heard = [systemd.recv(100)]
        while heard[-1] != b"STOPPING=1":
            heard.append(systemd.recv(100))

    assert len(heard) <= 3


@pytest.mark.parametrize(
    "allowed, watched, limit",
    [("60000000", "us", 60.0), ("60000000", "1", None), ("soon", None, None), (None, None, None)],
)
def test_a_watchdog_for_another_process_is_not_ours_to_feed(monkeypatch, allowed, watched, limit):
    for name, value in (("WATCHDOG_USEC", allowed), ("WATCHDOG_PID", watched)):
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value.replace("us", str(os.getpid())))

    assert watchdog_seconds() == limit


@needs_systemd
def test_systemd_understands_every_line_of_the_unit(tmp_path):
    unit = tmp_path / UNIT.name
    unit.write_text(UNIT.read_text().replace("/opt/backup/current/bin/backupd", sys.executable))

    verified = subprocess.run(["systemd-analyze", "verify", "--man=no", unit], capture_output=True, text=True)

    complaints = [line for line in verified.stderr.splitlines() if UNIT.name in line]
    assert not complaints


@needs_systemd
def test_the_service_stays_as_locked_in_as_it_was(tmp_path):
    rating = subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", "--threshold=30", UNIT],
        capture_output=True,
        text=True,
    )

    assert rating.returncode == 0, rating.stdout.splitlines()[-1]


def test_the_service_writes_only_where_the_family_keeps_its_photos():
    unit = UNIT.read_text()

    assert re.search("^ProtectSystem=strict$", unit, re.M)
    assert re.findall("^(?:StateDirectory|ReadWritePaths)=(.*)$", unit, re.M) == ["backup backup/tmp"]
    assert re.findall("^AmbientCapabilities=(.*)$", unit, re.M) == ["CAP_NET_BIND_SERVICE"]


def test_the_darkroom_may_give_its_capabilities_away_and_the_clock_may_be_asked():
    allowed = re.findall("^SystemCallFilter=([^~].*)$", UNIT.read_text(), re.M)

    assert {"capset", "adjtimex", "clock_adjtime"} <= set(allowed[-1].split())
    assert "@system-service" in allowed[0].split()

"""The worker as the daemon sees it: started, heard, started again, ended."""

import os
import sys
import time
from pathlib import Path

from backupd.core.children import Child

BEATING = "import sys,time\nwhile True:\n sys.stdout.buffer.write(b'.'); sys.stdout.flush(); time.sleep(.05)"
DEAF = "import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + BEATING
ECHO = "import sys\nsys.stdout.write(sys.stdin.read()); sys.stdout.flush()\nimport time; time.sleep(60)"


def until(true, seconds=10):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came to be"
        time.sleep(0.02)


def running(pid):
    return Path(f"/proc/{pid}").exists()


def test_a_child_that_beats_is_alive_and_one_that_falls_silent_is_not():
    with Child("beating", [sys.executable, "-c", BEATING], seconds=1) as child:
        until(lambda: child.pid and child.alive)
    with Child("silent", [sys.executable, "-c", "import time; time.sleep(60)"], seconds=0.3) as child:
        until(lambda: not child.alive)


def test_a_child_that_dies_is_started_again():
    with Child("dying", [sys.executable, "-c", BEATING]) as child:
        until(lambda: child.pid)
        first = child.pid
        os.kill(first, 9)
        until(lambda: child.pid not in (None, first) and child.alive)


def test_a_child_that_ignores_the_request_to_end_is_ended_after_a_while():
    with Child("deaf", [sys.executable, "-c", DEAF], patience=0.3) as child:
        until(lambda: child.pid)
        time.sleep(0.3)
        pid = child.pid
    assert not running(pid)


def test_a_child_reads_what_it_is_told():
    with Child("echo", [sys.executable, "-c", ECHO], told=b"settings", seconds=5) as child:
        until(lambda: child.pid)

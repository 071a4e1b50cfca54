"""The worker: a niced child process of the daemon that runs the jobs, a lane for each kind, and watches the timetable.

It beats on its standard output every two seconds; the daemon listens. It ends when told, or when its parent is gone.
"""

import ctypes
import os
import signal
import sys
import threading

from backupd import notify
from backupd.core import jobs as lanes
from backupd.core import log, timetable
from backupd.core.courtesy import Courtesy, spent_by
from backupd.core.errors import DiskFull, Offline
from backupd.core.library import Library

BEAT = 2.0
LAST_JOB = 20.0
PR_SET_PDEATHSIG = 1  # prctl(2)


def work(library: Library) -> int:
    """Run until SIGTERM or until standard output closes. Exit status 0 after a calm end."""
    stopping = threading.Event()
    _die_with_parent()
    os.nice(10)
    library.jobs.courtesy = Courtesy(spent_by(os.getppid())).give_way
    consumers = library.jobs.consumers()
    library.jobs.forget_locks()
    for consumer in consumers:
        consumer.start()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    try:
        _keep_time(library, stopping)
    finally:
        lanes.stop(consumers, LAST_JOB)
    return 0


def _keep_time(library: Library, stopping: threading.Event) -> None:
    since_sweep, distress = float("inf"), notify.Distress(library).start()
    while not stopping.is_set() and _beat():
        if since_sweep >= library.settings.sweep_seconds:
            _ring(library.jobs.ring_unfinished, library, distress)
            since_sweep = 0
        _ring(timetable.ring_due, library, distress)
        stopping.wait(BEAT)
        since_sweep += BEAT


def _ring(bell, library: Library, distress: notify.Distress) -> None:
    try:
        bell(library)
    except (DiskFull, Offline) as problem:  # nothing can be noted, so no letter can be written
        distress.call(problem)
    except Exception as error:
        log.named("worker").error("the timetable could not be read", exc_info=error)


def _beat() -> bool:
    try:
        sys.stdout.buffer.write(b".")
        sys.stdout.buffer.flush()
    except (BrokenPipeError, OSError):
        return False
    return True


def _die_with_parent() -> None:
    parent = os.getppid()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)

"""What a process gives up before it opens files from strangers. Linux; what a kernel refuses is done without.

prctl(2), capabilities(7), unshare(2), getrlimit(2).
"""

import ctypes
import gc
import os
import resource
import signal
from pathlib import Path

PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
CAPABILITY_VERSION_3 = 0x20080522

READ_AND_WRITE_FILES = 1 << 1 | 1 << 2
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH: what a box that runs as root needs to reach its own files."""

DIE_FIRST = "1000"
OPEN_FILES = 64


def enter(memory_mb: int, parent: int) -> None:
    """Give up memory beyond `memory_mb`, the network, privileges, core dumps, and life without `parent`."""
    libc = ctypes.CDLL(None, use_errno=True)
    _die_with(parent, libc)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    _leave_the_network(libc)
    _limit(resource.RLIMIT_DATA, memory_mb << 20)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, OPEN_FILES)
    _die_before_others()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the daemon, which ends us in order


def allow_seconds(seconds: int) -> None:
    """Let the process use this much more processor time; the kernel kills it after that."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    soft = int(used.ru_utime + used.ru_stime) + seconds + 1
    resource.setrlimit(
        resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard)
    )


def return_memory() -> None:
    """Hand freed memory back to the system; the C library keeps it otherwise. PyAV's streams and containers hold each other:
    the threads and frames of a codec wait for the collector, to which they look like a few small objects. What is left
    then is there to stay and is not looked at again."""
    gc.collect()
    gc.freeze()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def _die_with(parent: int, libc: ctypes.CDLL) -> None:
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it died before we asked to be told
        os._exit(1)


def _leave_the_network(libc: ctypes.CDLL) -> None:
    """A network namespace of our own holds no way out. Without root it needs a user namespace around it."""
    if os.geteuid() == 0:
        libc.unshare(CLONE_NEWNET)
        _keep_capabilities(libc, READ_AND_WRITE_FILES)
    elif libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0:
        _keep_capabilities(libc, 0)  # a new user namespace grants them all inside it


def _keep_capabilities(libc: ctypes.CDLL, kept: int) -> None:
    """Effective and permitted become `kept`, inheritable none; the second half of each set is empty."""
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    libc.capset(header, (ctypes.c_uint32 * 6)(kept, kept, 0, 0, 0, 0))


def _limit(what: int, most: int) -> None:
    hard = resource.getrlimit(what)[1]
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, most))


def _die_before_others() -> None:
    try:
        Path("/proc/self/oom_score_adj").write_text(DIE_FIRST)
    except OSError:
        return  # no /proc in this container: the system chooses by size alone

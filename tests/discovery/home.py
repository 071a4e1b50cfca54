"""A home network for a test: machines of their own in network namespaces, or, where none may be made, on loopback."""

import itertools
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from contextlib import ExitStack
from pathlib import Path

import pytest

from .program import Program

HERE = Path(__file__).parent


class Home(ExitStack):
    """`name` is what a box is called here; on loopback it is one of its own, for others may be testing beside us."""

    def __init__(self):
        super().__init__()
        self.name = "backup"
        self.folder = Path(self.enter_context(tempfile.TemporaryDirectory()))
        self._numbers = itertools.count(1)
        self._switch = self.enter_context(_Machine([]))
        self._switch.run("ip", "link", "add", "br0", "type", "bridge")
        self._switch.run("ip", "link", "set", "br0", "up")

    def host(self, *addresses: str) -> "Host":
        machine = self.enter_context(_Machine(self._switch.as_its_user))
        number = self.plug(machine)
        return Host(self, machine, addresses or (f"10.77.0.{number}", f"fd77::{number}"))

    def plug(self, machine: "_Machine") -> int:
        """A cable from the next port of the switch to the machine's eth0."""
        port = f"port{(number := next(self._numbers))}"
        self._switch.run("ip", "link", "add", port, "type", "veth", "peer", "eth0", "netns", str(machine.pid))
        self._switch.run("ip", "link", "set", port, "master", "br0", "up")
        return number


class Host:
    """One machine with its own links, its own /run, and a cable to the others."""

    def __init__(self, home: Home, machine: "_Machine", addresses: tuple[str, ...]):
        self._home, self._machine = home, machine
        self.run = machine.run
        self.run("ip", "link", "set", "lo", "up")
        self.move(*addresses)
        self.run("ip", "link", "set", "eth0", "up")

    @property
    def address(self) -> str:
        return self.addresses[0]

    def move(self, *addresses: str) -> None:
        """Other addresses on the same cable, as after a visit to the router's settings."""
        self.run("ip", "addr", "flush", "dev", "eth0")
        for address in addresses:
            dad = ["nodad"] if ":" in address else []
            self.run("ip", "addr", "add", f"{address}/{64 if dad else 24}", "dev", "eth0", *dad)
        self.addresses = addresses

    def replug(self) -> None:
        """Another network card in place of this one, with the same address, too quickly for anybody to see."""
        self.run("ip", "link", "del", "eth0")
        self._home.plug(self._machine)
        self.run("ip", "addr", "add", f"{self.address}/24", "dev", "eth0")
        self.run("ip", "link", "set", "eth0", "up")

    def box(self, *words: str) -> Program:
        return self.program(sys.executable, "-m", "tests.discovery.box", "--name", self._home.name, *words)

    def neighbour(self, verb: str, *words: str) -> Program:
        return self.program(sys.executable, str(HERE / "neighbour.py"), verb, self.address, *words)

    def resolves(self, name: str) -> list[str]:
        return self.neighbour("resolve", name).says("").split()

    def program(self, *words: str) -> Program:
        return self._home.enter_context(Program([*self._machine.inside, *words]))

    def avahi(self, name: str, *server_lines: str) -> Program:
        """A real avahi-daemon with a system bus of its own, ready to be asked."""
        self._have_bus()
        settings = self._home.folder / f"{self.address}.conf"
        settings.write_text("\n".join(["[server]", f"host-name={name}", *server_lines, ""]))
        daemon = self.program(
            "avahi-daemon", "--no-rlimits", "--no-drop-root", "--no-chroot", "-f", str(settings)
        )
        eventually(lambda: self.has("/run/avahi-daemon/socket"))
        return daemon

    def _have_bus(self) -> None:
        if not self.has("/run/dbus/system_bus_socket"):
            self.program("dbus-daemon", "--nofork", f"--config-file={HERE / 'bus.conf'}")
            eventually(lambda: self.has("/run/dbus/system_bus_socket"))

    def has(self, path: str) -> bool:
        return self.run("test", "-e", path, check=False).returncode == 0


class LoopbackHome(ExitStack):
    """The same home without namespaces: every machine is an address of the loopback network."""

    def __init__(self):
        super().__init__()
        self.name = f"backup-{uuid.uuid4().hex[:8]}"
        self.folder = Path(self.enter_context(tempfile.TemporaryDirectory()))

    def host(self) -> "LoopbackHost":
        address = ".".join(["127", *(str(random.randint(1, 254)) for _ in range(3))])
        return LoopbackHost(self, self.folder / address, address)


class LoopbackHost(Host):
    def __init__(self, home: LoopbackHome, addresses_in: Path, address: str):
        self._home, self._addresses_in = home, addresses_in
        self.move(address)

    def move(self, *addresses: str) -> None:
        self._addresses_in.write_text(" ".join(addresses))
        self.addresses = addresses

    def box(self, *words: str) -> Program:
        return super().box("--title", self._home.name, "--addresses-in", str(self._addresses_in), *words)

    def program(self, *words: str) -> Program:
        return self._home.enter_context(Program([*words]))


class _Machine:
    """A process that holds a network and a mount namespace; they end with the test, even when it is killed."""

    def __init__(self, as_its_user: list[str]):
        as_root = as_its_user or os.geteuid() == 0
        unshare = (
            ["unshare", "--mount", "--net"] if as_root else ["unshare", "--map-root-user", "--mount", "--net"]
        )
        prepare = "mount -t tmpfs none /run && mkdir /run/dbus /run/avahi-daemon && echo ready && cat"
        self._holder = subprocess.Popen(
            [*as_its_user, *unshare, "sh", "-c", prepare],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        if self._holder.stdout.readline() != "ready\n":
            self.__exit__()
            raise PermissionError("no namespace may be made here")
        self.pid = self._holder.pid
        user = [] if os.geteuid() == 0 else ["--user", "--preserve-credentials"]
        enter = ["nsenter", f"--target={self.pid}", f"--wd={Path.cwd()}", *user]
        self.as_its_user = enter if user else []
        self.inside = [*enter, "--mount", "--net"]

    def run(self, *words: str, check: bool = True) -> subprocess.CompletedProcess:
        return subprocess.run([*self.inside, *words], check=check, capture_output=True, text=True, timeout=20)

    def __enter__(self) -> "_Machine":
        return self

    def __exit__(self, *_) -> None:
        self._holder.stdin.close()
        self._holder.wait(5)
        self._holder.stdout.close()


def anywhere() -> Home | LoopbackHome:
    """With cables where namespaces may be made, else on loopback."""
    try:
        return Home()
    except (PermissionError, FileNotFoundError, subprocess.CalledProcessError):
        return LoopbackHome()


def cabled() -> Home:
    """For scenes that pull cables or give a machine an avahi: loopback has neither."""
    home = anywhere()
    if isinstance(home, Home):
        return home
    home.close()
    return pytest.skip("needs network namespaces: root, or user namespaces switched on")


def with_avahi() -> Home:
    if all(shutil.which(program) for program in ("avahi-daemon", "avahi-publish", "dbus-daemon")):
        return cabled()
    return pytest.skip("needs avahi-daemon, avahi-utils and dbus of the system's packages")


def eventually(happens, within: float = 10.0):
    """What `happens` gives once that is true; an assertion after `within` seconds."""
    until = time.monotonic() + within
    while not (outcome := happens()):
        assert time.monotonic() < until, f"not within {within} s"
        time.sleep(0.1)
    return outcome

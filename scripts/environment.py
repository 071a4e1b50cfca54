"""Make .venv as the lock files say, and the web pages as their sources say; do nothing when both are as they should be.

Called by scripts/environment.sh with the names of lock files. Runs on any Python 3.11 until .venv is there, then in it.
"""

import fcntl
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import face_weights
import hatch_build
import places

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCKS = ROOT / "scripts" / "locks"
PIP = [PYTHON, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-deps", "--require-hashes"]
MACHINES = {"x86_64", "aarch64"}


def main(names: list[str]) -> None:
    """Bring everything named up to date, one caller at a time."""
    with_lock_on(ROOT / "scripts")
    if Path(sys.prefix) != VENV:
        make_environment()
        os.execv(PYTHON, [str(PYTHON), __file__, *names])
    for name in names:
        install(name)
    build_pages()
    name_places()
    learn_faces()


def with_lock_on(folder: Path) -> None:
    """Held until this program ends: two scripts started at once must not build the same folder."""
    descriptor = os.open(folder, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)


def make_environment() -> None:
    if platform.machine() not in MACHINES or sys.maxsize < 2**32:
        sys.exit(say("only_64_bit", machine=platform.machine()))
    tell("preparing")
    made = command(sys.executable, "-m", "venv", "--clear", VENV) or make_without_ensurepip()
    if not made:
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit(say("no_venv"))
    (site_packages() / "backupd-checkout.pth").write_text(f"{ROOT}\n")


def make_without_ensurepip() -> bool:
    """Debian keeps ensurepip in python3-venv. Fetch it where we may, else borrow the system's pip."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        command("apt-get", "update", "-q")
        command("apt-get", "install", "-qy", "--no-install-recommends", "python3-venv")
        if command(sys.executable, "-m", "venv", "--clear", VENV):
            return True
    borrowed = command(sys.executable, "-m", "venv", "--clear", "--without-pip", VENV)
    return borrowed and command(sys.executable, "-m", "pip", "--python", PYTHON, "install", "--quiet", "pip")


def install(name: str) -> None:
    """What the lock file names, by hash. A stamp in .venv remembers it, so that the second time costs nothing."""
    lock, stamp = LOCKS / f"{name}.txt", VENV / f".installed-{name}"
    wanted = hashlib.sha256(lock.read_bytes() + sys.version.encode()).hexdigest()
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    tell("installing", what=say(f"lock_{name}"))
    if subprocess.run([*PIP, "-r", lock], check=False).returncode:
        sys.exit(say("not_installed"))
    stamp.write_text(wanted)


def build_pages() -> None:
    """Styles, scripts and fonts from npm; Node comes from pip where the system has none."""
    if hatch_build.is_fresh(hatch_build.fingerprint(hatch_build._sources())):
        return
    if hatch_build.find_node() is None:
        install("build")
    tell("building")
    subprocess.run([PYTHON, hatch_build.__file__], stdout=subprocess.DEVNULL, check=True)


def name_places() -> None:
    """From packages of hundreds of megabytes, which are gone again afterwards."""
    if places.is_fresh():
        return
    tell("naming_places")
    with tempfile.TemporaryDirectory(dir=VENV) as wanted:
        if subprocess.run([*PIP, "--target", wanted, "-r", LOCKS / "places.txt"], check=False).returncode:
            sys.exit(say("not_installed"))
        subprocess.run(
            [PYTHON, ROOT / "scripts/gazetteer.py"],
            stdout=subprocess.DEVNULL,
            check=True,
            env={**os.environ, "PYTHONPATH": wanted},
        )


def learn_faces() -> None:
    """The weights that see faces, from two packages of which nothing else is kept."""
    if face_weights.is_fresh():
        return
    if hatch_build.find_node() is None:
        install("build")
    tell("getting_weights")
    hatch_build.get_face_weights(str(PYTHON))


def site_packages() -> Path:
    return next((VENV / "lib").glob("python3*/site-packages"))


def command(*words: str | Path) -> bool:
    return (
        subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode
        == 0
    )


def tell(key: str, **values: str) -> None:
    print(say(key, **values), file=sys.stderr, flush=True)


def say(key: str, **values: str) -> str:
    """A sentence of web/words/scripts.toml. (The packages that read word files properly may not be here yet.)"""
    spoken = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    words = tomllib.loads((ROOT / "web/words/scripts.toml").read_text("utf-8"))
    return words[key]["en" if spoken.startswith("en") else "ko"].format(**values)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except subprocess.CalledProcessError:
        sys.exit(say("not_built"))
    except PermissionError as error:
        sys.exit(say("not_writable", path=str(error.filename)))

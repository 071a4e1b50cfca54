"""A small BackUP for the installer's tests: a real wheel with the real settings, whose program says how it was called."""

import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys

def main():
    print(VERSION, *sys.argv[1:])
"""


def wheel(folder: Path, version: str, program: str | None = "backupd.cli:main") -> Path:
    path = folder / f"backupd-{version}-py3-none-any.whl"
    about = f"backupd-{version}.dist-info"
    files = {
        "backupd/__init__.py": "",
        "backupd/cli.py": PROGRAM.replace("VERSION", repr(version)),
        "backupd/_config/backupd.toml": (ROOT / "config/backupd.toml").read_text(),
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: backupd\nVersion: {version}\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    if program:
        files[f"{about}/entry_points.txt"] = f"[console_scripts]\nbackupd = {program}\n"
    files[f"{about}/RECORD"] = "".join(f"{name},,\n" for name in [*files, f"{about}/RECORD"])
    with zipfile.ZipFile(path, "w") as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    return path

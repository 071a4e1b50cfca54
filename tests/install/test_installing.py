"""Somebody installs BackUP on the box at home, brings it up to date, and takes it off again."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from .stand_in import ROOT, wheel

INSTALL, UNINSTALL = ROOT / "scripts/install", ROOT / "scripts/uninstall"


class Box:
    """A scratch folder in place of a machine's `/`."""

    def __init__(self, root: Path):
        self.root = root
        self.settings = root / "etc/backup/backupd.toml"
        self.unit = root / "etc/systemd/system/backupd.service"
        self.photo = root / "var/lib/backup/originals/2026/11/제주.jpg"
        self._lock = root.with_name("lock.txt")
        self._lock.write_text("")

    def install(self, *words: str | Path, **environment: str) -> subprocess.CompletedProcess:
        place = ["--root", self.root, "--lock", self._lock, "--python", sys.executable]
        return script(INSTALL, *place, *words, **environment)

    def uninstall(self, *words: str, says: str = "") -> subprocess.CompletedProcess:
        return script(UNINSTALL, "--root", self.root, *words, says=says)

    def backupd(self, *words: str) -> str:
        program = self.root / "usr/local/bin/backupd"
        text = program.read_text().replace("runuser -u backupd --", "env")
        return subprocess.run(
            ["sh", "-c", text, "backupd", *words], capture_output=True, text=True, check=True
        ).stdout

    def releases(self) -> list[Path]:
        return sorted((self.root / "opt/backup/releases").iterdir())

    def add_photo(self) -> None:
        self.photo.parent.mkdir(parents=True)
        self.photo.write_bytes(b"a picture")


def script(
    program: Path, *words: str | Path, says: str = "", **environment: str
) -> subprocess.CompletedProcess:
    spoken = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "en_GB.UTF-8", **environment}
    return subprocess.run(
        [program, *words],
        input=says,
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, **spoken},
    )


@pytest.fixture
def box(tmp_path):
    return Box(tmp_path / "box")


def test_installed_once_it_is_there_with_settings_and_a_service(box, tmp_path):
    done = box.install(wheel(tmp_path, "1.0"))

    assert done.returncode == 0, done.stderr
    assert box.backupd("stats").split() == [
        "1.0",
        "--data",
        f"{box.root}/var/lib/backup",
        "--config",
        str(box.settings),
        "stats",
    ]
    assert tomllib.loads(box.settings.read_text())["port"] == 80
    assert box.unit.read_text() == (ROOT / "systemd/backupd.service").read_text()


def test_brought_up_to_date_it_keeps_photos_settings_and_the_release_before(box, tmp_path):
    box.install(wheel(tmp_path, "1.0"))
    box.add_photo()
    box.settings.write_text('port = 8080\noriginals = "/mnt/큰 디스크/100%"\n')

    for version in ("2.0", "3.0"):
        done = box.install(wheel(tmp_path, version))
        assert done.returncode == 0, done.stderr

    assert box.backupd().startswith("3.0 ")
    assert len(box.releases()) == 2
    assert box.settings.read_text().startswith("port = 8080")
    assert box.photo.read_bytes() == b"a picture"
    assert (
        'ReadWritePaths="-/mnt/큰 디스크/100%%"'
        in (box.unit.with_name("backupd.service.d") / "originals.conf").read_text()
    )


def test_an_upgrade_that_fails_leaves_the_album_as_it_was(box, tmp_path):
    box.install(wheel(tmp_path, "1.0"))
    broken = tmp_path / "backupd-2.0-py3-none-any.whl"
    broken.write_bytes(b"half a wheel")

    for bad in (broken, wheel(tmp_path, "3.0", program=None)):
        assert box.install(bad).returncode != 0

    assert box.backupd().startswith("1.0 ")
    assert len(box.releases()) == 1


def test_a_dry_run_says_everything_and_does_nothing(box, tmp_path):
    done = script(INSTALL, "--dry-run", "--python", sys.executable, wheel(tmp_path, "1.0"))

    assert done.returncode == 0, done.stderr
    for step in (
        "useradd",
        "/opt/backup/releases",
        "/var/lib/backup",
        "/etc/backup/backupd.toml",
        "systemctl",
        "restart",
    ):
        assert step in done.stdout
    assert not Path("/opt/backup").exists()

    box.install("--dry-run", wheel(tmp_path, "1.0"))
    assert not box.root.exists()


def test_taken_off_the_photos_and_settings_stay_and_installing_again_carries_on(box, tmp_path):
    box.install(wheel(tmp_path, "1.0"))
    box.add_photo()

    done = box.uninstall()

    assert done.returncode == 0 and str(box.root / "var/lib/backup") in done.stdout
    assert box.photo.exists() and box.settings.exists()
    assert not box.unit.exists() and not (box.root / "opt/backup").exists()
    box.install(wheel(tmp_path, "1.0"))
    assert box.backupd().startswith("1.0 ") and box.photo.exists()


def test_photos_go_only_when_the_folder_is_named_by_hand(box):
    box.add_photo()
    folder = str(box.root / "var/lib/backup")

    for answer in ("", "y\n", "yes\n", f"{folder}/originals\n"):
        refused = box.uninstall("--and-data", says=answer)
        assert refused.returncode == 2 and "1 originals" in refused.stdout
        assert box.photo.exists()

    assert box.uninstall("--and-data", "--dry-run", says=f"{folder}\n").returncode == 0
    assert box.photo.exists()

    assert box.uninstall("--and-data", says=f"{folder}\n").returncode == 0
    assert not Path(folder).exists()


@pytest.mark.parametrize(
    "language, remedy", [("ko_KR.UTF-8", "64비트 Raspberry Pi OS"), ("en_GB.UTF-8", "64-bit Raspberry Pi OS")]
)
def test_a_32_bit_raspberry_pi_is_told_what_to_do(box, tmp_path, language, remedy):
    getconf = tmp_path / "bin" / "getconf"
    getconf.parent.mkdir()
    getconf.write_text("#!/bin/sh\necho 32\n")
    getconf.chmod(0o755)

    told = box.install(LANG=language, PATH=f"{getconf.parent}:{os.environ['PATH']}")

    assert told.returncode == 2 and remedy in told.stderr
    assert not box.root.exists()


@pytest.mark.parametrize(
    "words, sentence",
    [
        (["--python", "/nonexistent/python3"], "Python 3.11 or later"),
        (["--sideways"], "“--sideways” is not understood"),
        (["/nonexistent/backupd.whl"], "no file /nonexistent/backupd.whl"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(box, words, sentence):
    told = box.install(*words)

    assert told.returncode == 2 and sentence in told.stderr
    assert len(told.stderr.splitlines()) == 1
    assert not box.root.exists()


@pytest.mark.parametrize("program", [INSTALL, UNINSTALL], ids=["install", "uninstall"])
def test_help_is_a_page_in_both_languages(program):
    for language, beginning in (("ko_KR.UTF-8", "사용법"), ("en_GB.UTF-8", "Usage"), ("C", "사용법")):
        page = script(program, "--help", LANG=language)
        assert page.returncode == 0 and page.stdout.startswith(beginning) and "--dry-run" in page.stdout


def test_every_sentence_of_the_installer_is_there_and_used():
    text = "".join((ROOT / "scripts" / name).read_text() for name in ("install", "uninstall", "service.sh"))
    said = set(re.findall(r"\b(?:say|refuse) ([a-z0-9_]+)", text))

    assert said == set(tomllib.loads((ROOT / "web/words/install.toml").read_text()))


@pytest.mark.skipif(not shutil.which("shellcheck"), reason="shellcheck is not installed")
def test_the_scripts_have_nothing_a_shell_would_stumble_over():
    checked = subprocess.run(
        ["shellcheck", "-x", INSTALL, UNINSTALL], cwd=ROOT, capture_output=True, text=True
    )

    assert checked.returncode == 0, checked.stdout

"""What the tests need from Debian beside Python: fetched where we may, named where we may not."""

import os
import shutil
import subprocess
import sys

from environment import say

NEEDED = {
    "chromium": "chromium",
    "fc-list": "fontconfig",
    "avahi-daemon": "avahi-daemon",
    "avahi-browse": "avahi-utils",
    "dbus-daemon": "dbus",
    "ip": "iproute2",
    "unshare": "util-linux",
    "shellcheck": "shellcheck",
    "systemd-analyze": "systemd",
}
KOREAN_FONT = "fonts-noto-cjk"


def main() -> None:
    missing = [
        package for program, package in NEEDED.items() if not shutil.which(program, path=search_path())
    ]
    if not korean_font():
        missing.append(KOREAN_FONT)
    if missing and not fetch(missing):
        print(say("apt_missing", what=" ".join(missing)), file=sys.stderr)


def search_path() -> str:
    """Daemons live in /usr/sbin, which people who are not root seldom have on their path."""
    return os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"])


def korean_font() -> bool:
    if not shutil.which("fc-list"):
        return False
    return bool(subprocess.run(["fc-list", ":lang=ko", "family"], capture_output=True, check=False).stdout)


def fetch(packages: list[str]) -> bool:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(say("installing", what=" ".join(packages)), file=sys.stderr, flush=True)
    quietly = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, "stdout": subprocess.DEVNULL}
    subprocess.run(["apt-get", "update", "-q"], check=False, **quietly)
    install = ["apt-get", "install", "-qy", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120"]
    return subprocess.run([*install, *packages], check=False, **quietly).returncode == 0


if __name__ == "__main__":
    main()

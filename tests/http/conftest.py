"""The built pages, made once if they are not there yet (scripts/hatch_build.py does nothing when they are)."""

import subprocess
import sys
from pathlib import Path

import pytest

from backupd.http.render import Renderer

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def renderer() -> Renderer:
    subprocess.run([sys.executable, ROOT / "scripts" / "hatch_build.py"], check=True, capture_output=True)
    return Renderer(ROOT / "web")

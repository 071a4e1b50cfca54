"""300 MB are sealed and opened in flat memory and with progress; 20 GB are for scripts/soak."""

import json
import subprocess
import sys
from pathlib import Path

from tests.daemon_process import ENVIRONMENT, ROOT


def test_a_large_capsule_opens_in_flat_memory_and_tells_how_far_it_is(tmp_path: Path) -> None:
    words = [sys.executable, ROOT / "scripts" / "soak.py", "capsule", "--megabytes", "300", "--json"]
    said = subprocess.run(
        [*words, "--folder", tmp_path],
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert said.returncode == 0, said.stderr
    figures = json.loads(said.stdout.splitlines()[-1])["figures"]
    assert figures["grew_mb"] < 40, figures
    assert figures["progress_seen"] >= 3, figures

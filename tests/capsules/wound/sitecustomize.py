"""A clock that a test winds: Python takes this in at the start of every process that has the folder on its path, so that
the daemon and its worker read one and the same wrong time, and read it anew at every look."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

if "WOUND_CLOCK" in os.environ:
    from backupd.core.clock import Clock

    class Wound(Clock):
        def _told(self) -> dict:
            return json.loads(Path(os.environ["WOUND_CLOCK"]).read_text())

        def now(self) -> datetime:
            return datetime.now(UTC) + timedelta(seconds=self._told()["off_by"])

        def since_boot(self) -> float:
            return Clock.since_boot(self) - self._told()["booted"]

        def boot(self) -> str:
            return self._told()["boot"]

        def synchronised(self) -> bool:
            return self._told()["synchronised"]

    import backupd.core.library

    backupd.core.library.Clock = Wound

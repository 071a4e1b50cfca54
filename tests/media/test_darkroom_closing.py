"""A darkroom that is closed while its first worker is only being started."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from backupd.media.darkroom import Darkroom
from backupd.media.errors import DarkroomClosed
from tests.media.making import photo
from tests.media.test_darkroom import develop, soon, workers


def test_closing_ends_a_worker_that_is_only_starting(tmp_path: Path) -> None:
    """The thread that starts workers is busy until the darkroom is being closed."""
    path, go_on = photo(tmp_path / "a.jpg"), threading.Event()
    with ThreadPoolExecutor(2) as threads:
        darkroom = Darkroom()
        darkroom._keeper.submit(go_on.wait)
        asked = threads.submit(develop, darkroom, path)
        assert soon(darkroom._keeper._work_queue.qsize)
        closing = threads.submit(darkroom.__exit__)
        assert soon(lambda: darkroom._all[0]._closed)
        go_on.set()
        with pytest.raises(DarkroomClosed):
            asked.result()
        closing.result()
    assert workers() == []

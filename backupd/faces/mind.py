"""The process that sees faces, as the daemon sees it: started when there is something to look at, gone a minute later."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from backupd.core.library import Library
from backupd.faces.orders import read_answer
from backupd.meaning import mind as seeing

WEIGHTS = Path(__file__).with_name("weights")
"""Put there while the checkout or the wheel is made (scripts/face_weights.py)."""
FILES = ("centerface.onnx", "face_recognition_model.bin", "face_recognition_model.json")
IDLE_SECONDS = 60.0


class FaceMind(seeing.Mind):
    program = "backupd.faces.eyes_process"
    packages = "media meaning faces"

    def read(self, line: bytes) -> Any:
        return read_answer.decode(line)


def face_mind(library: Library) -> FaceMind:
    """This process's."""
    folder = library.files.data / "seeing"
    return library.lasting(
        "face mind", lambda: FaceMind(library.database.path, folder, IDLE_SECONDS), FaceMind.rest
    )


def ready() -> bool:
    """Whether the box can see faces at all; it works without."""
    return all(find_spec(name) for name in ("numpy", "onnxruntime")) and all(
        (WEIGHTS / name).is_file() for name in FILES
    )

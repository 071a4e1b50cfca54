"""A model at an address: its files are fetched once into the box's own folder, whole or not at all."""

import shutil
import urllib.error
import urllib.parse
import urllib.request
from hashlib import sha256
from http.client import HTTPException
from pathlib import Path

from backupd.core.library import Library

# what each layout cannot do without, the small first, then what may be missing
IMMICH = (
    "config.json", "visual/preprocess_cfg.json", "textual/tokenizer_config.json", "textual/tokenizer.json",
    "visual/model.onnx", "textual/model.onnx",
)  # fmt: skip
TRANSFORMERS = (
    "preprocessor_config.json", "tokenizer.json", "tokenizer_config.json",
    "onnx/vision_model_quantized.onnx", "onnx/text_model_quantized.onnx",
)  # fmt: skip
PATIENCE = 30.0
PIECE = 1 << 20


def is_address(model: str) -> bool:
    return urllib.parse.urlsplit(model).scheme in ("http", "https")


def folder_of(library: Library) -> str:
    """Where the model of the settings lies, or will lie; '' for the box's own."""
    model = library.settings.pictures.model
    if not is_address(model):
        return model
    return str(library.files.data / "seeing" / f"fetched-{sha256(model.encode()).hexdigest()[:12]}")


def fetch(library: Library) -> str | None:
    """Fetch what the settings name by its address and is not there yet. Answers why it could not, a word key."""
    address, folder = library.settings.pictures.model, Path(folder_of(library))
    if not is_address(address) or folder.is_dir():
        return None
    beside = folder.with_suffix(".part")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        names = IMMICH if _there(address, IMMICH[1]) else TRANSFORMERS
        for name in names:
            _fetch(library, address, name, beside / name)
        beside.replace(folder)
    except (OSError, HTTPException, ValueError):  # urllib's own are OSErrors
        shutil.rmtree(beside, ignore_errors=True)
        return "meaning.model_unreachable"
    return None


def _there(address: str, name: str) -> bool:
    try:
        with _opened(address, name):
            return True
    except urllib.error.HTTPError:
        return False


def _fetch(library: Library, address: str, name: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with _opened(address, name) as answer, target.open("wb") as file:
        while piece := answer.read(PIECE):
            if shutil.disk_usage(target.parent).free < library.files.reserve + len(piece):
                raise OSError("no room")
            file.write(piece)
        expected = answer.headers.get("Content-Length")
        if expected and file.tell() != int(expected):
            raise ValueError("cut off")


def _opened(address: str, name: str):
    return urllib.request.urlopen(f"{address.rstrip('/')}/{name}", timeout=PATIENCE)  # noqa: S310 - http and https alone

"""A model of the family's own that reads words as well as pictures: a folder in one of two layouts.

Immich's: config.json, visual/model.onnx with preprocess_cfg.json, textual/model.onnx with tokenizer.json and
tokenizer_config.json. transformers.js's: onnx/vision_model*.onnx, onnx/text_model*.onnx, preprocessor_config.json,
tokenizer.json. What is wrong with a folder is said in a sentence before anything depends on it.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from backupd.meaning.eyes import bytes_of
from backupd.meaning.models import NoModel
from backupd.meaning.pixels import middle, opened, squashed
from backupd.meaning.records import Seen
from backupd.meaning.running import session

Settings = Mapping[str, Any]


class Layout(msgspec.Struct, frozen=True):
    """Where the parts lie and how pictures and words are made ready."""

    visual: Path
    textual: Path
    tokenizer: Path
    size: int
    mean: tuple[float, ...]
    std: tuple[float, ...]
    squash: bool
    length: int | None
    pad: str | None


class Clip:
    """Raises NoModel for a folder that is none, or half of one."""

    def __init__(self, folder: Path) -> None:
        self.layout = layout(folder)
        self.name = name_of(self.layout)
        self._visual: Any = None
        self._textual: Any = None
        self._words: Any = None

    def check(self) -> None:
        """Run both halves once: they must answer, in vectors of one length."""
        try:
            seen = self._seen(np.zeros((self.layout.size, self.layout.size, 3), np.uint8))
            read = self.read("a picture of the sea")
        except NoModel:
            raise
        except Exception as error:  # whatever a strange network or tokenizer raises
            raise NoModel("meaning.model_broken", repr(error)) from error
        if seen.ndim != 1 or seen.shape != read.shape or not len(seen):
            raise NoModel("meaning.model_halves", f"{seen.shape} {read.shape}")
        if not np.isfinite(seen).all() or not np.isfinite(read).all():
            raise NoModel("meaning.model_broken", "not a number")

    def see(self, picture: Path) -> Seen:
        image = opened(picture)
        size = self.layout.size
        ready = squashed(image, size) if self.layout.squash else middle(image, size, 1.0)
        return Seen(None, bytes_of(self._seen(np.asarray(ready))))

    def _seen(self, pixels: np.ndarray) -> np.ndarray:
        self._visual = self._visual or session(self.layout.visual)
        values = (pixels.astype(np.float32) / 255 - self.layout.mean) / self.layout.std
        given = values.transpose(2, 0, 1)[None].astype(np.float32)
        return _vector(self._visual, {self._visual.get_inputs()[0].name: given})

    def read(self, text: str) -> np.ndarray:
        """The vector of a question, of length 1."""
        self._textual = self._textual or session(self.layout.textual)
        tokens, mask = self._tokens(text)
        given = {}
        for wanted in self._textual.get_inputs():
            numbers = mask if "mask" in wanted.name else tokens
            given[wanted.name] = numbers.astype(np.int64 if "int64" in wanted.type else np.int32)
        vector = _vector(self._textual, given)
        return vector / (np.linalg.norm(vector) or 1)

    def _tokens(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        self._words = self._words or _tokenizer(self.layout)
        read = self._words.encode(text)
        return np.array([read.ids]), np.array([read.attention_mask])


def layout(folder: Path) -> Layout:
    """Which of the two a folder has, and all that it says."""
    if not folder.is_dir():
        raise NoModel("meaning.model_absent", str(folder))
    try:
        found = _immich(folder) if (folder / "visual").is_dir() else _transformers(folder)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NoModel("meaning.model_unreadable", repr(error)) from error
    for part in (found.visual, found.textual, found.tokenizer):
        if not part.is_file():
            raise NoModel("meaning.model_part", str(part.relative_to(folder)))
    if not 16 <= found.size <= 1024 or len(found.mean) != 3 or len(found.std) != 3 or not all(found.std):
        raise NoModel("meaning.model_unreadable", "size, mean or std")
    return found


def _immich(folder: Path) -> Layout:
    picture = _read(folder / "visual" / "preprocess_cfg.json")
    config = _read(folder / "config.json")
    words = folder / "textual"
    size = picture["size"]
    return Layout(
        folder / "visual" / "model.onnx",
        words / "model.onnx",
        words / "tokenizer.json",
        int(size[0] if isinstance(size, list) else size),
        tuple(picture["mean"]),
        tuple(picture["std"]),
        picture.get("resize_mode") == "squash",
        int(config["text_cfg"]["context_length"]),
        _pad(_read(words / "tokenizer_config.json")),
    )


def _transformers(folder: Path) -> Layout:
    picture = _read(folder / "preprocessor_config.json")
    size = picture.get("crop_size") or picture["size"]
    edge = size if isinstance(size, int) else size.get("height") or size["shortest_edge"]
    said = folder / "tokenizer_config.json"
    words = _read(said) if said.is_file() else {}
    longest = words.get("model_max_length")
    return Layout(
        _one_of(folder / "onnx", "vision_model"),
        _one_of(folder / "onnx", "text_model"),
        folder / "tokenizer.json",
        int(edge),
        tuple(picture.get("image_mean") or (0.5, 0.5, 0.5)),
        tuple(picture.get("image_std") or (0.5, 0.5, 0.5)),
        not picture.get("do_center_crop"),
        int(longest) if isinstance(longest, int | float) and longest < 10_000 else 64,
        _pad(words),
    )


def _one_of(folder: Path, part: str) -> Path:
    """The smallest of its kind: a box is small."""
    kinds = sorted(folder.glob(f"{part}*.onnx"), key=lambda path: path.stat().st_size)
    return kinds[0] if kinds else folder / f"{part}.onnx"


def _pad(said: Settings) -> str | None:
    token = said.get("pad_token")
    return token.get("content") if isinstance(token, dict) else token


def _read(path: Path) -> Settings:
    if not path.is_file():
        raise NoModel("meaning.model_part", path.name)
    return json.loads(path.read_text("utf-8"))


def name_of(parts: Layout) -> str:
    """Another model, another name: of the sizes and the first and last of both networks."""
    digest = hashlib.sha256()
    for path in (parts.visual, parts.textual, parts.tokenizer):
        size = path.stat().st_size
        with path.open("rb") as file:
            digest.update(b"%d" % size + file.read(1 << 16))
            file.seek(max(0, size - (1 << 16)))
            digest.update(file.read())
    return f"own-{digest.hexdigest()[:16]}"


def _tokenizer(parts: Layout):
    from tokenizers import Tokenizer

    try:
        words = Tokenizer.from_file(str(parts.tokenizer))
    except Exception as error:  # the library has no error of its own
        raise NoModel("meaning.model_tokenizer", repr(error)) from error
    if parts.length:
        words.enable_truncation(parts.length)
        pad = parts.pad if parts.pad and words.token_to_id(parts.pad) is not None else None
        place = words.token_to_id(pad) if pad else 0
        words.enable_padding(length=parts.length, pad_id=place or 0, pad_token=pad or "[PAD]")
    return words


def _vector(network: Any, given: dict[str, np.ndarray]) -> np.ndarray:
    """The pooled output: the one of two dimensions, where there are several."""
    names = [each.name for each in network.get_outputs()]
    answers = dict(zip(names, network.run(None, given), strict=True))
    preferred = [name for name in ("image_embeds", "text_embeds", "pooler_output") if name in answers]
    flat = preferred or [name for name in names if answers[name].ndim == 2]
    if not flat:
        raise NoModel("meaning.model_broken", "no vector among the outputs")
    return answers[flat[0]][0].astype(np.float32)

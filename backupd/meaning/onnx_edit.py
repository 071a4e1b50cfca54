"""Opens the sizes of an ONNX file that was written for one size of picture, by its bytes alone.

Field numbers are those of onnx.proto3 (github.com/onnx/onnx), its encoding is protobuf's (protobuf.dev, Encoding).
"""

from collections.abc import Iterator, Mapping

from backupd.meaning.onnx_file import FLOAT, Shape, length_delimited, value_info

GRAPH = 7
INPUT, OUTPUT, NAME = 11, 12, 1
VARINT, FIXED_64, DELIMITED, FIXED_32 = 0, 1, 2, 5


def with_shapes(model: bytes, shapes: Mapping[str, Shape]) -> bytes:
    """The same network, whose inputs and outputs of these names have these shapes of floats.

    Raises ValueError for what is no protobuf.
    """
    return b"".join(
        length_delimited(GRAPH, _graph(body, shapes)) if field == GRAPH else whole
        for field, body, whole in _fields(model)
    )


def _graph(graph: bytes, shapes: Mapping[str, Shape]) -> bytes:
    return b"".join(_part(field, body, whole, shapes) for field, body, whole in _fields(graph))


def _part(field: int, body: bytes, whole: bytes, shapes: Mapping[str, Shape]) -> bytes:
    if field not in (INPUT, OUTPUT):
        return whole
    name = next(value.decode() for number, value, _ in _fields(body) if number == NAME)
    return length_delimited(field, value_info(name, FLOAT, shapes[name])) if name in shapes else whole


def _fields(message: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Of each field its number, its contents and all of its bytes."""
    at = 0
    while at < len(message):
        began = at
        key, at = _read_varint(message, at)
        start, at = _contents(message, at, key & 7)
        if at > len(message):
            raise ValueError("cut off")
        yield key >> 3, message[start:at], message[began:at]


def _contents(message: bytes, at: int, kind: int) -> tuple[int, int]:
    """Where they begin and end."""
    if kind == VARINT:
        return at, _read_varint(message, at)[1]
    if kind == DELIMITED:
        length, at = _read_varint(message, at)
        return at, at + length
    if kind in (FIXED_32, FIXED_64):
        return at, at + (4 if kind == FIXED_32 else 8)
    raise ValueError("no such field")


def _read_varint(message: bytes, at: int) -> tuple[int, int]:
    value, shift = 0, 0
    while at < len(message):
        byte = message[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if not byte & 0x80:
            return value, at
    raise ValueError("cut off")

"""Reads the weights out of a .pth file as PyTorch wrote them before 1.6, without PyTorch and without running what is in it.

Four pickles (magic, protocol, system, names → tensors), the list of the storages' keys, then each storage as its length
and its raw numbers (torch/serialization.py, _legacy_save).
"""

import collections
import pickle
from pathlib import Path
from typing import IO, Any

import numpy as np

NUMBERS = {
    "FloatStorage": np.float32,
    "LongStorage": np.int64,
    "HalfStorage": np.float16,
    "IntStorage": np.int32,
}


class _Storage:
    """Numbers that come later in the file."""

    def __init__(self, kind: type) -> None:
        self.kind = np.dtype(kind)
        self.numbers = np.empty(0, self.kind)


class _Tensor:
    """A view of a storage."""

    def __init__(self, storage: _Storage, offset: int, size: tuple, stride: tuple, *_: object) -> None:
        self.storage, self.offset, self.size, self.stride = storage, offset, size, stride

    def array(self) -> np.ndarray:
        """Its numbers. ValueError where they reach beyond the storage."""
        numbers = self.storage.numbers[self.offset :]
        last = sum((size - 1) * step for size, step in zip(self.size, self.stride, strict=True))
        if last >= len(numbers):
            raise ValueError("a tensor reaches beyond its storage")
        steps = tuple(step * numbers.itemsize for step in self.stride)
        return np.lib.stride_tricks.as_strided(numbers, self.size, steps).copy()


class _Names(pickle.Unpickler):
    """Knows tensors and their storages; whatever else a pickle asks for is refused."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(file)
        self.storages: dict[str, _Storage] = {}

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("torch._utils", "_rebuild_tensor_v2"):
            return _Tensor
        if (module, name) == ("collections", "OrderedDict"):
            return collections.OrderedDict
        if module == "torch" and name in NUMBERS:
            return NUMBERS[name]
        raise pickle.UnpicklingError(f"{module}.{name} is no tensor")

    def persistent_load(self, token: Any) -> _Storage:
        _, kind, key, *_ = token
        return self.storages.setdefault(key, _Storage(kind))


def read(path: Path) -> dict[str, np.ndarray]:
    """Each tensor by its name."""
    with path.open("rb") as file:
        for _ in range(3):
            _Names(file).load()
        names = _Names(file)
        tensors, keys = names.load(), _Names(file).load()
        for key in keys:
            storage, length = names.storages[key], int.from_bytes(file.read(8), "little")
            storage.numbers = np.frombuffer(file.read(length * storage.kind.itemsize), storage.kind)
    return {name: tensor.array() for name, tensor in tensors.items()}

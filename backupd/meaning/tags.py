"""What is kept of a picture beside its vector: its likeliest classes and its looks, in 107 bytes.

32 places of classes (uint16), the square root of each one's probability (a byte, 255 is 1), then the looks (a byte each).
"""

import numpy as np

from backupd.meaning.looks import LOOKS

KEPT = 32
LENGTH = KEPT * 3 + len(LOOKS)
KIND = np.dtype([("classes", "<u2", KEPT), ("weights", "u1", KEPT), ("looks", "u1", len(LOOKS))])


def packed(chances: np.ndarray, looks: np.ndarray) -> bytes:
    """Of how likely each class is, and the looks."""
    row = np.zeros(1, KIND)
    likeliest = np.argsort(-chances)[:KEPT]
    row["classes"] = likeliest
    row["weights"] = np.round(np.sqrt(chances[likeliest]) * 255)
    row["looks"] = np.round(looks * 255)
    return row.tobytes()


def unpacked(rows: list[bytes]) -> np.ndarray:
    """An array of KIND; a row of another length is all zeros, which matches nothing."""
    empty = bytes(LENGTH)
    found = np.frombuffer(b"".join(row if len(row) == LENGTH else empty for row in rows), KIND).copy()
    found["classes"] = np.minimum(found["classes"], 999)
    return found


def counted(rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    """How much each picture (down) has of each column of weights over classes and looks (across)."""
    classes, looks = columns[: len(columns) - len(LOOKS)], columns[len(columns) - len(LOOKS) :]
    weights = rows["weights"].astype(np.float32) / 255
    found = rows["looks"].astype(np.float32) @ looks / 255
    places = rows["classes"].astype(np.intp)  # once: take would turn them for every column
    for column in range(classes.shape[1]):
        found[:, column] += np.einsum("rk,rk->r", weights, classes[:, column].copy().take(places))
    return found

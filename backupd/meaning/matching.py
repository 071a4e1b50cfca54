"""How well pictures match a question: numpy over rows chosen before, a piece at a time. Exact; nothing is trained."""

import numpy as np

from backupd.meaning.looks import LOOKS
from backupd.meaning.reading import Question
from backupd.meaning.tags import counted

PIECE = 4096
FAINT = 0.1
CONCEPTS, NEAR = 8.0, 0.7
ENOUGH = 0.3
"""Below this a picture does not show what was asked for."""


def scored(
    rows: np.ndarray, question: Question, concepts: float = CONCEPTS, near: float = NEAR, faint: float = FAINT
) -> tuple[np.ndarray, np.ndarray]:
    """Of each row how much of it is what was asked for (0 to 1), and a number to order by."""
    count = question.concepts.shape[1]
    both = np.stack([question.near, question.like], 1)
    columns = np.hstack([question.concepts, np.vstack([both, np.zeros((len(LOOKS), 2))])]).astype(np.float32)
    pieces = [counted(rows[start : start + PIECE], columns) for start in range(0, len(rows), PIECE)]
    found = np.concatenate(pieces) if pieces else np.zeros((0, count + 2), np.float32)
    sure = np.log(faint + found[:, :count]).mean(1)
    every = np.concatenate(
        [_sum(rows[start : start + PIECE]) for start in range(0, len(rows), PIECE)] or [np.zeros(0)]
    )
    order = (
        concepts * _even(sure)
        + near * _even(found[:, count])
        + _even(found[:, count + 1] / np.maximum(every, 1e-3))
    )
    return np.clip(np.exp(sure) - faint, 0, 1), order


def alike(vectors: np.ndarray, vector: np.ndarray) -> np.ndarray:
    """Cosine of each int8 row with `vector`."""
    wanted = vector.astype(np.float32)
    wanted /= np.linalg.norm(wanted) or 1
    found = np.zeros(len(vectors), np.float32)
    for start in range(0, len(vectors), PIECE):
        piece = vectors[start : start + PIECE].astype(np.float32)
        found[start : start + PIECE] = piece @ wanted / np.maximum(np.linalg.norm(piece, axis=1), 1e-3)
    return found


def best(order: np.ndarray, most: int) -> np.ndarray:
    """Places of the greatest, the greatest first."""
    chosen = np.argpartition(-order, most)[:most] if len(order) > most else np.arange(len(order))
    return chosen[np.argsort(-order[chosen], kind="stable")]


def _sum(rows: np.ndarray) -> np.ndarray:
    return rows["weights"].sum(1, dtype=np.float32) / 255


def _even(numbers: np.ndarray) -> np.ndarray:
    """Mean 0 and deviation 1, so that different measures can be added."""
    return (numbers - numbers.mean()) / (numbers.std() + 1e-9) if len(numbers) else numbers

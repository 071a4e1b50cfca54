"""One original file and what is derived from it. Knows pixels and frames, no people."""

from backupd.media.schema import schema

__all__ = ["schema"]

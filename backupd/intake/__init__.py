"""How any file becomes part of an album: three doors, one hallway."""

from backupd.intake.schema import schema

__all__ = ["schema"]

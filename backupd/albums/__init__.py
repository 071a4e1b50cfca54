"""Albums made of stories, and the gate through which everything in them is read."""

from backupd.albums.schema import schema

__all__ = ["schema"]

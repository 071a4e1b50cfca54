"""Families, the people in them, their devices, and the doorway through which a request becomes a viewer.

A family is a circle that shares everything in it; nothing crosses to another family on the same box.
"""

from backupd.family.api import api
from backupd.family.ledger import happened
from backupd.family.middleware import Doorway
from backupd.family.pages import pages
from backupd.family.records import Family, Member, Viewer
from backupd.family.schema import schema

__all__ = ["Doorway", "Family", "Member", "Viewer", "api", "happened", "pages", "schema"]

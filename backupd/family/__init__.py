"""Families, the people in them, their devices, and the doorway through which a request becomes a viewer.

A family is a circle that shares everything in it; nothing crosses to another family on the same box.
"""

from backupd.family.actions import drop_face, new_face, person_named, prefer
from backupd.family.api import api
from backupd.family.doorway import stand_in
from backupd.family.invitations import invite_at_the_box
from backupd.family.ledger import happened
from backupd.family.middleware import Doorway
from backupd.family.pages import pages
from backupd.family.records import (
    Family,
    Invitation,
    Language,
    Member,
    NewRole,
    Preferences,
    TextSize,
    Viewer,
)
from backupd.family.schema import schema
from backupd.family.setup import setup_token
from backupd.family.store import devices_of, faced_by, faces, families, member, members, preferences

__all__ = [
    "Doorway",
    "Family",
    "Invitation",
    "Language",
    "Member",
    "NewRole",
    "Preferences",
    "TextSize",
    "Viewer",
    "api",
    "devices_of",
    "drop_face",
    "faced_by",
    "faces",
    "families",
    "happened",
    "invite_at_the_box",
    "member",
    "members",
    "new_face",
    "pages",
    "person_named",
    "prefer",
    "preferences",
    "schema",
    "setup_token",
    "stand_in",
]

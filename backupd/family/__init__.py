"""Families, the people in them, their devices, and the doorway through which a request becomes a viewer.

A family is a circle that shares everything in it; nothing crosses to another family on the same box.
"""

from backupd.family.actions import drop_face, new_face, person_named, prefer
from backupd.family.api import api
from backupd.family.called import called_name
from backupd.family.calling import call
from backupd.family.calling_schema import schema
from backupd.family.devices import end_forgotten
from backupd.family.doorway import stand_in
from backupd.family.invitations import invite_at_the_box
from backupd.family.ledger import happened
from backupd.family.middleware import GUEST as GUEST_COOKIE
from backupd.family.middleware import Doorway, viewer_of
from backupd.family.pages import pages
from backupd.family.pages.invitation import qr_of, reachable
from backupd.family.pass_records import Admitted, NewPass, Pass, PassKind, PassWish
from backupd.family.pass_store import passes_in_force, passes_of
from backupd.family.passes import (
    count_added,
    end_overdue,
    end_pass,
    knock,
    make_pass,
    name_guest,
    the_pass,
    uncount,
)
from backupd.family.records import (
    Family,
    Invitation,
    Language,
    Member,
    NewRole,
    Person,
    Preferences,
    TextSize,
    Viewer,
)
from backupd.family.setup import setup_token
from backupd.family.store import devices_of, faced_by, faces, families, member, members, preferences
from backupd.family.visitor import address_of

__all__ = [
    "GUEST_COOKIE",
    "Admitted",
    "Doorway",
    "Family",
    "Invitation",
    "Language",
    "Member",
    "NewPass",
    "NewRole",
    "Pass",
    "PassKind",
    "PassWish",
    "Person",
    "Preferences",
    "TextSize",
    "Viewer",
    "address_of",
    "api",
    "call",
    "called_name",
    "count_added",
    "devices_of",
    "drop_face",
    "end_forgotten",
    "end_overdue",
    "end_pass",
    "faced_by",
    "faces",
    "families",
    "happened",
    "invite_at_the_box",
    "knock",
    "make_pass",
    "member",
    "members",
    "name_guest",
    "new_face",
    "pages",
    "passes_in_force",
    "passes_of",
    "person_named",
    "prefer",
    "preferences",
    "qr_of",
    "reachable",
    "schema",
    "setup_token",
    "stand_in",
    "the_pass",
    "uncount",
    "viewer_of",
]

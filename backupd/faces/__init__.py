"""Who is on the pictures: off until an owner of the family wants it. The box finds faces, puts those together that are
surely one person's, and asks people about the rest; nothing leaves it, and one button erases everything."""

from backupd.faces.api import api
from backupd.faces.framing import around
from backupd.faces.looking import draw_crop, look_for_faces
from backupd.faces.pages import pages
from backupd.faces.records import Somebody
from backupd.faces.schema import VIEWS as views
from backupd.faces.schema import schema
from backupd.faces.sights import names, somebodies
from backupd.faces.standing import keep_standing

__all__ = [
    "Somebody",
    "api",
    "around",
    "draw_crop",
    "keep_standing",
    "look_for_faces",
    "names",
    "pages",
    "schema",
    "somebodies",
    "views",
]

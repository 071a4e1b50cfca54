"""Sharing outside the family: a link to one album, to look or to add, and the few pages that guests see by it."""

from litestar import Router

from backupd.sharing import adding, files, guests, knocking, links
from backupd.sharing.records import Link
from backupd.sharing.showing import links_in_force

pages = Router(
    "/",
    route_handlers=[*links.pages, *knocking.handlers, *guests.handlers, *adding.handlers, *files.handlers],
)
api = Router("/api", route_handlers=[*links.api], tags=["sharing"])

__all__ = ["Link", "api", "links_in_force", "pages"]

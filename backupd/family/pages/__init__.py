"""HTML addresses of family."""

from litestar import Router

from backupd.family.pages import devices, frames, household, invitation, join, members, welcome

pages = Router(
    "/",
    route_handlers=[
        *welcome.handlers,
        *join.handlers,
        *household.handlers,
        *invitation.handlers,
        *members.handlers,
        *devices.handlers,
        *frames.handlers,
    ],
)

__all__ = ["pages"]

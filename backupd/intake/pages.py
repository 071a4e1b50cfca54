"""HTML addresses of intake."""

from litestar import Router

pages = Router("/", route_handlers=[])

"""HTML addresses of search."""

from litestar import Router

pages = Router("/", route_handlers=[])

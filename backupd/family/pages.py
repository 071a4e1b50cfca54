"""HTML addresses of family."""

from litestar import Router

pages = Router("/", route_handlers=[])

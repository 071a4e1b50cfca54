"""HTML addresses of albums."""

from litestar import Router

pages = Router("/", route_handlers=[])

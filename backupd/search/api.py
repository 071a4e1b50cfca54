"""JSON addresses of search, twins of its pages."""

from litestar import Router

api = Router("/api", route_handlers=[])

"""JSON addresses of intake, twins of its pages."""

from litestar import Router

api = Router("/api", route_handlers=[])

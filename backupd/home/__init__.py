"""Pages that look at many features at once: 오늘 (today), 나 (me), 집 (the box)."""

from litestar import Router

from backupd.home import box, me, today

pages = Router("/", route_handlers=[*today.pages, *me.pages, *box.pages])
api = Router("/api", route_handlers=[*today.api, *me.api, *box.api])

__all__ = ["api", "pages"]

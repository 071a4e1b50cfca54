"""Pages that look at many features at once: 오늘 (today), 나 (me), 집 (the box)."""

from litestar import Router

from backupd.home import box, clock, faces, me, pictures, story, today
from backupd.home.curating import curate
from backupd.home.faces import draw_face, faces_to_draw
from backupd.home.watching import watch_box

pages = Router(
    "/",
    route_handlers=[
        *today.pages,
        *me.pages,
        *faces.pages,
        *box.pages,
        *clock.pages,
        *story.pages,
        *pictures.pages,
    ],
)
api = Router("/api", route_handlers=[*today.api, *me.api, *faces.api, *box.api, *clock.api, *pictures.api])

__all__ = ["api", "curate", "draw_face", "faces_to_draw", "pages", "watch_box"]

"""What can be seen or done on a page can be seen or done through the API."""

import re

from backupd.core.library import Library
from tests import people

# Forms ask for what another address then does; files and the way in speak for themselves.
FORMS = re.compile(
    r"/(new|edit|move|selection|description|removal|leaving|welcome|setup|join|who)(/|$)|^/(today)?$|^/up$|path:path"
)
FILES = re.compile(
    r"^/(assets|media|people|uploads|p|guest|refusals/.*/original|comments/.*/(photo|voice|original))(/|$)"
)  # /uploads speaks tus, to programs and pages alike; guests have a browser and a cookie of their pages' path alone


def routes() -> set[str]:
    return {route.path for route in people.site().routes}


def nameless(path: str) -> str:
    return re.sub(r"\{\w+", "{", path)


def test_every_page_has_a_twin_in_the_api(library: Library) -> None:
    every = routes()
    api = {nameless(path.removeprefix("/api")) for path in every if path.startswith("/api/")}
    alone = [
        path
        for path in every
        if not path.startswith("/api")
        and not FORMS.search(path)
        and not FILES.match(path)
        and nameless(path) not in api
    ]
    assert not alone, sorted(alone)

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.datastructures import State
from litestar.testing import TestClient

from backupd.http import assets
from backupd.http.assets import Assets, AssetsMissing
from backupd.http.render import Renderer

PHONE = {"accept-encoding": "gzip, deflate, br"}
WEB = Path(__file__).parents[2] / "web"
DIST, TEMPLATES = WEB / "static" / "dist", WEB / "templates"


@pytest.fixture
def browser(renderer: Renderer) -> Iterator[TestClient]:
    with TestClient(
        Litestar([assets.serve], state=State({"renderer": renderer}), openapi_config=None)
    ) as client:
        yield client


def test_a_phone_is_sent_the_small_copy_and_keeps_it_for_good(browser, renderer):
    answer = browser.get(renderer.assets.address("app.js"), headers=PHONE)
    assert answer.status_code == 200
    assert answer.headers["content-encoding"] == "br"
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["vary"] == "accept-encoding"


def test_an_old_browser_gets_gzip_or_the_whole_file(browser, renderer):
    address = renderer.assets.address("style.css")
    zipped = browser.get(address, headers={"accept-encoding": "gzip, br;q=0"})
    whole = browser.get(address, headers={"accept-encoding": "identity"})
    assert zipped.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in whole.headers
    assert zipped.content == whole.content == (DIST / address.rpartition("/")[2]).read_bytes()
    assert int(zipped.headers["content-length"]) < int(whole.headers["content-length"])


def test_a_font_comes_as_it_is(browser):
    font = next(DIST.glob("*.woff2"))
    answer = browser.get(f"/assets/{font.name}", headers=PHONE)
    assert answer.content == font.read_bytes()
    assert (answer.headers["content-type"], "content-encoding" in answer.headers) == ("font/woff2", False)
    assert "immutable" in answer.headers["cache-control"]


def test_asking_again_costs_nothing(browser, renderer):
    address = renderer.assets.address("app.js")
    first = browser.get(address, headers=PHONE)
    again = browser.get(address, headers=PHONE | {"if-none-match": first.headers["etag"]})
    other = browser.get(address, headers={"accept-encoding": "gzip", "if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert other.status_code == 200


def test_head_tells_the_length_without_the_file(browser, renderer):
    address = renderer.assets.address("app.js")
    answer = browser.head(address, headers={"accept-encoding": "identity"})
    assert (answer.status_code, answer.content) == (200, b"")
    assert int(answer.headers["content-length"]) == (DIST / address.rpartition("/")[2]).stat().st_size


def test_licences_keep_their_plain_name_and_are_asked_for_again(browser):
    answer = browser.get("/assets/licences.txt", headers={"accept-encoding": "gzip"})
    assert "SIL OPEN FONT LICENSE" in answer.text
    assert "Zero-Clause BSD" in answer.text
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    [
        "/assets/",
        "/assets",
        "/assets/manifest.json",
        "/assets/app.js",
        "/assets/../../../pyproject.toml",
        "/assets/%2e%2e/%2e%2e/package.json",
        "/assets/..%2fwords/common.toml",
        "/assets//etc/passwd",
        "/assets/a%00b",
    ],
)
def test_nothing_but_what_was_built_can_be_had(browser, path):
    assert browser.get(path).status_code == 404


def test_assets_cannot_be_written(browser, renderer):
    assert browser.post(renderer.assets.address("app.js")).status_code == 405


def test_a_box_whose_pages_were_never_built_says_what_to_do(tmp_path):
    with pytest.raises(AssetsMissing, match=r"scripts/hatch_build\.py"):
        Assets.load(tmp_path)


def test_no_page_carries_more_than_60_kb_of_scripts():
    for page in (TEMPLATES / "base.html", *TEMPLATES.glob("*/[!_]*.html")):
        scripts = set().union(*(loaded_by(module) for module in ("app", *modules_on(page))))
        weight = sum(len(gzip.compress((DIST / script).read_bytes(), 9)) for script in scripts)
        assert 10_000 < weight < 60_000, (page.name, weight)


def modules_on(page: Path, seen: frozenset[str] = frozenset()) -> set[str]:
    """The modules that a template asks for, and those of whatever it is made of."""
    text = page.read_text("utf-8")
    asked = {
        name for value in re.findall(r'data-module="([^"]*)"', text) for name in re.findall(r"[a-z]+", value)
    }
    parts = set(re.findall(r"""{%-? *(?:include|extends|from|import) "([^"]+)" """, text)) - seen
    inside = (modules_on(TEMPLATES / part, seen | parts) for part in parts)
    return {name for name in asked if any(DIST.glob(f"{name}-????????.js"))}.union(*inside)


def loaded_by(module: str) -> set[str]:
    """The scripts a module brings, and those it fetches when somebody needs them; app.js fetches modules, which count
    where they are asked for."""
    found, waiting = set(), [next(DIST.glob(f"{module}-????????.js")).name]
    while waiting:
        script = waiting.pop()
        if script not in found:
            found.add(script)
            text = (DIST / script).read_text("utf-8")
            later = r"|import\(" if module != "app" else ""
            waiting += re.findall(rf'(?:from|import{later})\s*"\./([\w-]+\.js)"', text)
    return found

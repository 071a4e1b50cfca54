"""Files as answers: what a video player and a cache ask for."""

import pytest
from litestar import Litestar, route
from litestar.testing import TestClient
from litestar.types import ASGIApp

from backupd.http.ranges import RangedFile

CONTENT = bytes(range(256)) * 4


@pytest.fixture
def client(tmp_path):
    path = tmp_path / "film.mp4"
    path.write_bytes(CONTENT)

    @route("/film", http_method=["GET", "HEAD"], sync_to_thread=False)
    def film() -> ASGIApp:
        return RangedFile(path, "video/mp4", mark="7-1", download_as="제주 바다.mp4")

    with TestClient(Litestar([film])) as client:
        yield client


def test_the_whole_file_names_its_length_and_offers_ranges(client):
    answer = client.get("/film")
    assert (answer.status_code, answer.content) == (200, CONTENT)
    assert answer.headers["accept-ranges"] == "bytes"
    assert answer.headers["content-length"] == str(len(CONTENT))


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=10-19", 10, 19),
        ("bytes=1000-", 1000, 1023),
        ("bytes=-5", 1019, 1023),
        ("bytes=5-99999", 5, 1023),
    ],
)
def test_a_player_that_seeks_gets_just_that_part(client, asked, first, last):
    answer = client.get("/film", headers={"Range": asked})
    assert answer.status_code == 206
    assert answer.content == CONTENT[first : last + 1]
    assert answer.headers["content-range"] == f"bytes {first}-{last}/1024"


def test_past_the_end_is_416(client):
    answer = client.get("/film", headers={"Range": "bytes=1024-"})
    assert answer.status_code == 416
    assert answer.headers["content-range"] == "bytes */1024"


@pytest.mark.parametrize("asked", ["bytes=a-b", "bytes=9-2", "lines=1-2", "bytes=0-1,5-6", "bytes="])
def test_nonsense_and_several_ranges_get_the_whole_file(client, asked):
    assert client.get("/film", headers={"Range": asked}).status_code == 200


def test_a_cache_that_still_has_it_is_told_so(client):
    etag = client.get("/film").headers["etag"]
    answer = client.get("/film", headers={"If-None-Match": f'W/"x", {etag}'})
    assert (answer.status_code, answer.content) == (304, b"")


def test_a_range_of_an_older_version_gets_the_whole_new_file(client):
    answer = client.get("/film", headers={"Range": "bytes=0-3", "If-Range": '"older"'})
    assert answer.status_code == 200


def test_head_says_everything_and_sends_nothing(client):
    answer = client.head("/film")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-length"] == str(len(CONTENT))


def test_a_download_keeps_its_korean_name_and_runs_nothing(client):
    headers = client.get("/film").headers
    assert (
        headers["content-disposition"]
        == "attachment; filename*=UTF-8''%EC%A0%9C%EC%A3%BC%20%EB%B0%94%EB%8B%A4.mp4"
    )
    assert "sandbox" in headers["content-security-policy"]


@pytest.mark.parametrize(
    "asked", ["bytes=\u00b2-", "bytes=0-\u00b2", "bytes=0-" + "9" * 5000, "bytes=" + "9" * 5000 + "-"]
)
def test_a_range_that_is_no_number_gets_the_whole_file(client, asked):
    answer = client.get("/film", headers={"range": asked.encode("latin-1")})
    assert (answer.status_code, answer.content) == (200, CONTENT)

"""Who may knock: hosts that are ours, origins that match, and what every answer carries."""

import pytest

from backupd.core.errors import Forbidden
from backupd.http.doors import Hosts, check, read_host
from tests.people import client_for, found_family

OURS = Hosts(("album.example.net", "Backup.Local."), lambda: "backup-2.local")


def knock(method="GET", scheme="http", **headers):
    """What the doors say to a request with these headers; names are written as in HTTP, with _ for -."""
    given = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    check(method, scheme, given, OURS)


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "LOCALHOST:8100",
        "127.0.0.1:8100",
        "[::1]:8100",
        "album.example.net",
        "Album.Example.Net.",
        "album.example.net.:8100",
        "backup.local",
        "BACKUP-2.local",
    ],
)
def test_names_in_force_are_answered(host):
    knock(host=host)


@pytest.mark.parametrize(
    "host",
    [
        "",
        " ",
        "evil.example",
        "192.0.2.200",
        "localhost.evil.example",
        "evil.example#localhost",
        "localhost@evil.example",
        "localhost/../evil.example",
        "localhost:80:80",
        "0.0.0.0",
        "2130706433",
        "0x7f000001",
        "::1",
        "[::1",
        "[::1].evil.example",
        "[fe80::1]",
        "localhost..",
        "localhost\u0000",
        "localhost, evil.example",
        ":8100",
        "xn--localhost",
    ],
)
def test_a_name_pointed_at_us_from_elsewhere_is_refused(host):
    with pytest.raises(Forbidden, match="foreign_host"):
        knock(host=host)


def test_no_host_and_two_hosts_are_refused():
    with pytest.raises(Forbidden, match="foreign_host"):
        knock()
    with pytest.raises(Forbidden, match="foreign_host"):
        check("GET", "http", [(b"host", b"localhost"), (b"host", b"localhost")], OURS)


def test_before_anything_is_announced_an_empty_host_is_nobody():
    with pytest.raises(Forbidden, match="foreign_host"):
        check("GET", "http", [(b"host", b"")], Hosts(()))


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("localhost:8100", "http://localhost:8100"),
        ("LOCALHOST:8100", "http://localhost:8100"),
        ("localhost", "http://localhost:80"),
        ("localhost:80", "http://localhost"),
        ("[::1]:8100", "http://[::1]:8100"),
        ("backup.local.", "http://backup.local"),
    ],
)
def test_a_form_from_our_own_page_is_taken(host, origin):
    knock("POST", host=host, origin=origin, cookie="backup_device=x")


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "http://localhost",
        "http://localhost:8101",
        "https://localhost:8100",
        "http://localhost:8100.evil.example",
        "http://localhost:8100@evil.example",
        "http://127.0.0.1:8100",
        "null",
        "",
        "localhost:8100",
        "ftp://localhost:8100",
        "http://localhost:8100/",
        "http://localhost:8100 http://evil.example",
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_a_form_from_any_other_origin_is_refused_with_or_without_a_cookie(origin, method):
    for cookie in ({}, {"cookie": "backup_device=x"}):
        with pytest.raises(Forbidden, match="foreign_origin"):
            knock(method, host="localhost:8100", origin=origin, **cookie)


def test_a_change_with_a_cookie_but_without_an_origin_is_refused():
    with pytest.raises(Forbidden, match="foreign_origin"):
        knock("POST", host="localhost", cookie="backup_device=x")


def test_a_command_without_cookie_and_origin_may_knock():
    knock("POST", host="localhost")


def test_behind_a_proxy_that_ends_tls_the_browsers_scheme_counts():
    form = {"host": "album.example.net", "origin": "https://album.example.net", "cookie": "x=y"}
    with pytest.raises(Forbidden):
        knock("POST", **form)
    knock("POST", x_forwarded_proto="https", **form)


@pytest.mark.parametrize(
    ("header", "name", "port"),
    [("A.b.:1", "a.b", 1), ("[::1]:2", "[::1]", 2), ("a", "a", None), ("a:", "", None), ("a:b", "", None)],
)
def test_a_host_header_is_read_as_the_rfc_writes_it(header, name, port):
    assert read_host(header) == (name, port)


def test_a_foreign_host_gets_a_sentence_and_nothing_else(library):
    mother = found_family(library)
    answer = client_for(library, mother).get("/family", headers={"host": "evil.example"})
    assert answer.status_code == 403
    assert "evil.example" in answer.text
    assert "엄마" not in answer.text


def test_a_forged_form_changes_nothing(library):
    mother = found_family(library)
    answer = client_for(library, mother).post(
        "/family/name", data={"name": "도둑네"}, headers={"origin": "http://evil.example"}
    )
    assert answer.status_code == 403
    assert library.database.value("SELECT name FROM family") == "김씨네"


@pytest.mark.parametrize("path", ["/welcome", "/nowhere", "/family", "/up", "/api/family", "/assets/none.js"])
def test_every_answer_carries_the_headers_that_protect_it(library, path):
    found_family(library)
    answer = client_for(library).get(path)
    policy = answer.headers["content-security-policy"]
    assert "script-src 'self'" in policy
    assert "unsafe-inline" not in policy.partition("script-src")[2].partition(";")[0]
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert "no-store" in answer.headers["cache-control"] or path.startswith("/assets")


def test_a_wrong_method_is_answered_behind_the_same_doors(library):
    mother = found_family(library)
    answer = client_for(library, mother).delete("/family")
    assert answer.status_code == 405
    assert "content-security-policy" in answer.headers

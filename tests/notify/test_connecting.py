"""Somebody connects a channel on 나, tries it, chooses what comes by it; nobody ever reads a secret again."""

import logging
import stat
import subprocess
import sys

import msgspec
import pytest

from backupd.core.errors import Refused
from backupd.notify import Letter, connecting, post, store
from backupd.notify.guarding import forbidden, must_be_elsewhere
from backupd.notify.masking import masked
from backupd.notify.sending import keep
from tests import people
from tests.notify import homes
from tests.notify.stand_ins import KEY, TOKEN


@pytest.fixture
def strict(library):
    """The same box without the permission to send to itself."""

    notify = msgspec.structs.replace(library.settings.notify, private_targets=False)
    library.settings = msgspec.structs.replace(library.settings, notify=notify)
    return library


def test_telegram_is_found_by_the_token_alone_and_tried(library, mother, browser, telegram, worker):
    pasted = f"Done! Use this token to access the HTTP API:\n{TOKEN}\nKeep it secure."
    answer = browser.post("/me/channels", data={"kind": "telegram", "token": pasted})
    assert answer.headers["location"] == "/me/channels/1"
    tried = browser.post("/me/channels/1/test")
    assert tried.headers["location"] == "/me/channels/1?tried=fine"
    assert "보냈어요" in browser.get(tried.headers["location"]).text
    assert (
        telegram.asked[-1].path.endswith("/sendMessage")
        and "엄마야 안녕하세요" in telegram.asked[-1].json["text"]
    )


def test_whoever_did_not_press_start_is_told_to(browser, telegram):
    telegram.started = False
    answer = browser.post("/me/channels", data={"kind": "telegram", "token": TOKEN})
    assert answer.status_code == 422 and "‘시작’을 누른 다음" in answer.text and TOKEN not in answer.text


def test_kakao_is_connected_by_signing_in_there(library, mother, browser, kakao, worker):
    browser.post("/me/channels", data={"kind": "kakao", "key": KEY})
    page = browser.get("/me/channels/1").text
    assert f"{kakao.url}/oauth/authorize?response_type=code&amp;client_id={KEY}" in page
    carried = page.partition("state=")[2].partition('"')[0]
    back = browser.get("/me/channels/kakao", params={"code": "the-code", "state": carried})
    assert 'value="the-code"' in back.text
    assert browser.get("/me/channels/kakao", params={"code": "x", "state": "1.00"}).status_code == 404
    address = "http://backup.local/me/channels/kakao?code=the-code&state=1"
    assert browser.post("/me/channels/1/login", data={"code": address}).status_code == 303
    assert browser.post("/me/channels/1/test").headers["location"].endswith("tried=fine")
    assert len(kakao.sent) == 1


def test_a_wrong_code_of_kakao_is_said_at_its_field(browser, kakao):
    browser.post("/me/channels", data={"kind": "kakao", "key": KEY})
    answer = browser.post("/me/channels/1/login", data={"code": "wrong"})
    assert answer.status_code == 422 and "카카오가 이 코드를 받지 않았어요" in answer.text


def test_secrets_are_nowhere_to_be_read(library, mother, browser, caplog, letterbox, later):
    caplog.set_level(logging.DEBUG)
    channel = connecting.connect(library, mother, "email", {
        "to": "mum@example.org", "host": "127.0.0.1", "port": letterbox.port, "security": "none", "user": "mum",
        "password": "오월의 비밀 7",
    })  # fmt: skip
    homes.all_at_once(library, mother)
    library.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for page in (
        "/me/messages",
        f"/me/channels/{channel}",
        "/api/me/messages",
        f"/api/me/channels/{channel}",
    ):
        assert "오월의" not in browser.get(page).text
    assert "오월의 비밀".encode() not in (library.files.data / "backup.db").read_bytes()
    assert stat.S_IMODE((library.files.data / "box.key").stat().st_mode) == 0o600
    with library.database.writing():
        post(library, [Letter("comment", "a", 1, 1, "notify.commented", {"person": 1, "comment": "x"})])
    later()
    assert store.channel(library, channel).problem, "a server without AUTH refuses to sign in"
    assert "오월의" not in caplog.text


def test_what_apprise_says_is_masked(library, mother, telegram, later, caplog):
    caplog.set_level(logging.DEBUG)
    homes.telegram(library, mother)
    homes.all_at_once(library, mother)
    telegram.answers = [(429, {"ok": False, "description": f"Too Many Requests: retry after 400 {TOKEN}"})]
    with library.database.writing():
        post(library, [Letter("comment", "a", 1, 1, "notify.commented", {"person": 1, "comment": "x"})])
    later()
    assert (
        "Too Many Requests" in caplog.text
        and TOKEN not in caplog.text
        and TOKEN.split(":")[1] not in caplog.text
    )
    ready = library.database.value("SELECT ready FROM channel")
    assert ready[:16] == "2026-11-23T03:06", "Telegram's own wish counts"


def test_masking_covers_parts_and_quoted_forms():
    secret = {"url": "gotify://home/very-secret-token?x=1", "password": "p&ss wörd"}
    told = masked("POST /very-secret-token p%26ss%20w%C3%B6rd p&ss wörd", secret)
    assert "secret" not in told and "wörd" not in told and "%26" not in told


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "169.254.1.1", "0.0.0.0", "::ffff:127.0.0.1"]
)
def test_the_box_itself_is_no_target(host):
    with pytest.raises(Refused):
        must_be_elsewhere(host, permitted=False)
    must_be_elsewhere(host, permitted=True)


def test_neighbours_at_home_are_targets():
    assert not forbidden("192.168.0.20") and not forbidden("93.184.215.14") and forbidden("fe80::1%eth0")


@pytest.mark.parametrize(
    "given",
    [{"kind": "webhook", "url": "http://localhost:9/"}, {"kind": "apprise", "url": "ntfy://127.0.0.1/x"},
     {"kind": "email", "to": "a@example.org", "host": "localhost", "port": "25"}],
)  # fmt: skip
def test_a_channel_into_the_box_is_refused_with_a_sentence(strict, mother, browser, given):
    answer = browser.post("/me/channels", data=given)
    assert answer.status_code == 422 and "이 상자 안쪽 주소" in answer.text
    assert store.channels_of(strict, mother.id) == []


def test_a_name_that_leads_into_the_box_later_is_not_followed(strict, mother, webhook, later):
    """The name was fine when it was connected; now it, or a redirect, leads to 127.0.0.1."""
    homes.all_at_once(strict, mother)
    for kind, secret in (
        ("webhook", {"url": f"{webhook.url}/", "template": "{}"}),
        ("apprise", {"url": webhook.url.replace("http", "gotify") + "/a-token/"}),
    ):
        number = connecting.connect(strict, mother, "webhook", {"url": "https://203.0.113.9/"})
        strict.database.connection.execute("UPDATE channel SET kind = ? WHERE id = ?", (kind, number))

        keep(strict, number, secret)
    with strict.database.writing():
        post(strict, [Letter("comment", "a", 1, 1, "notify.commented", {"person": 1, "comment": "x"})])
    later()
    assert webhook.asked == []
    assert {channel.problem for channel in store.channels_of(strict, mother.id)} == {"forbidden"}


def test_redirects_are_not_followed(library, mother, webhook, telegram, later):
    homes.all_at_once(library, mother)
    homes.webhook(library, mother, webhook)
    webhook.answers = [(302, {"location": f"{telegram.url}/elsewhere"})]
    with library.database.writing():
        post(library, [Letter("comment", "a", 1, 1, "notify.commented", {"person": 1, "comment": "x"})])
    later()
    assert telegram.asked == []


@pytest.mark.parametrize(
    ("given", "said"),
    [({"kind": "apprise", "url": "file:///etc/passwd"}, "쓸 수 없는 서비스"),
     ({"kind": "apprise", "url": "syslog://"}, "쓸 수 없는 서비스"),
     ({"kind": "webhook", "url": "ftp://example.org"}, "주소를 확인"),
     ({"kind": "webhook", "url": "https://203.0.113.9/", "template": "{broken"}, "JSON 형식"),
     ({"kind": "email", "to": "nobody", "host": "x", "port": "1"}, "이메일 주소"),
     ({"kind": "telegram", "token": "hello"}, "토큰이 맞지 않아요"),
     ({"kind": "kakao", "key": "?"}, "REST API 키가 맞지 않아요")],
)  # fmt: skip
def test_what_is_wrong_is_said_in_a_sentence(browser, given, said):
    answer = browser.post("/me/channels", data=given)
    assert answer.status_code == 422 and said in answer.text


def test_somebody_elses_channel_is_nobody_elses_business(library, mother, father, letterbox):
    number = homes.mailbox(library, mother, letterbox)
    with people.client_for(library, father) as client:
        for method, path in (("GET", ""), ("POST", "/test"), ("POST", "/removal"), ("POST", "/login")):
            for number_asked in (number, 999):
                answer = client.request(
                    method, f"/me/channels/{number_asked}{path}", data={"code": "x"} if path else None
                )
                assert answer.status_code == 404
    assert len(store.channels_of(library, mother.id)) == 1


def test_wishes_are_kept_and_the_twin_says_the_same(library, mother, browser):
    now = browser.get("/api/me/messages").json()["wishes"]
    assert now["kinds"]["photos"] == "digest" and now["kinds"]["box"] == "on"
    wanted = {
        **now["kinds"],
        "photos": "off",
        "quiet_from": "23:30",
        "quiet_until": "07:00",
        "digest_at": "18:00",
    }
    assert browser.post("/me/messages", data=wanted).headers["location"] == "/me/messages?saved=true"
    then = browser.get("/api/me/messages").json()["wishes"]
    assert then["kinds"]["photos"] == "off" and then["hours"]["quiet_from"] == "23:30"
    refused = browser.post("/me/messages", data={**wanted, "digest_at": "soon"})
    assert refused.status_code == 422 and "22:00처럼" in refused.text


def test_the_web_process_never_loads_apprise():
    script = "import backupd.daemon, sys; sys.exit('apprise' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0

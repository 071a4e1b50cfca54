"""Every kind of channel brings a letter with its picture, as its service documents it."""

import base64
import json
from io import BytesIO

import pytest
from PIL import Image

from backupd.notify import Letter, connecting, post
from backupd.notify.sending import secret_of
from tests.albums import edits, house
from tests.media import making
from tests.notify import homes
from tests.notify.stand_ins import CHAT, KEY, picture_in


@pytest.fixture
def album(library, mother, father, tmp_path):
    """제주 여름휴가, two real pictures of 아빠's."""
    made = house.album(library, father)
    for number in (1, 2):
        picture = making.photo(tmp_path / f"{number}.jpg", size=(640, 470 + number))
        house.story(library, father, made, edits.kept(library, picture))
    return made


@pytest.fixture
def memory(library, mother, album):
    """A letter about it, for 엄마."""
    homes.all_at_once(library, mother)
    pictures = tuple(library.database.column("SELECT media FROM story_media"))

    def write(key="memory-1"):
        with library.database.writing():
            post(library, [Letter(
                "photos", key, mother.id, mother.family, "notify.photos",
                {"person": 2, "album": album, "count": 2}, f"/albums/{album}", pictures, ("album", album),
            )])  # fmt: skip

    return write


def test_a_mail_has_words_twice_and_the_collage_inside(library, mother, album, memory, letterbox, later):
    homes.mailbox(library, mother, letterbox)
    memory()
    later()
    (mail,) = letterbox.received
    assert mail["subject"] == "‘제주 여름휴가’에 새 사진 2장" and mail["to"] == "mum@example.org"
    assert mail["from"].addresses[0].display_name == "김씨네"
    text, html = mail.get_body(("plain",)).get_content(), mail.get_body(("html",)).get_content()
    for part in (text, html):
        assert "아빠가 ‘제주 여름휴가’에 사진 2장을 더했어요." in part
        assert f"http://backup.local:8100/albums/{album}" in part and "집 와이파이에서 열려요." in part
        assert "http://backup.local:8100/heart/" in part
    picture = picture_in(mail)
    assert picture.format == "JPEG" and max(picture.size) <= 1280 and picture.width > 600
    assert not picture.getexif()
    assert [part["content-id"] for part in mail.walk() if part["content-id"]] == ["<collage@backup>"]
    assert 'src="cid:collage@backup"' in html


def test_telegram_gets_one_photo_with_a_caption(library, mother, memory, telegram, later):
    homes.telegram(library, mother)
    memory()
    later()
    sent = telegram.asked[-1]
    assert sent.path.endswith("/sendPhoto") and sent.parts["chat_id"].decode() == CHAT
    caption = sent.parts["caption"].decode()
    assert "아빠가 ‘제주 여름휴가’에 사진 2장을 더했어요." in caption and "집 와이파이에서 열려요." in caption
    assert Image.open(BytesIO(sent.parts["photo"])).size[0] <= 1280


def test_kakao_gets_short_words_and_a_button(library, mother, album, memory, kakao, later):
    homes.kakao(library, mother)
    memory()
    later()
    (sent,) = kakao.sent
    assert sent["object_type"] == "text" and len(sent["text"]) <= 200
    assert sent["text"].endswith("집 와이파이에서 열려요.")
    assert sent["link"]["mobile_web_url"] == f"http://backup.local:8100/albums/{album}"
    assert sent["button_title"] == "앨범에서 보기"


def test_a_long_letter_fits_into_kakao(library, mother, kakao, later):
    homes.all_at_once(library, mother)
    homes.kakao(library, mother)
    with library.database.writing():
        words = {"person": mother.id, "comment": "가나다 " * 200}
        post(library, [Letter("comment", "long", mother.id, mother.family, "notify.commented", words)])
    later()
    assert len(kakao.sent[0]["text"]) <= 200 and "…" in kakao.sent[0]["text"]


def test_the_token_that_kakao_rotates_is_kept(library, mother, memory, kakao, later, clock):
    kakao.rotates = True
    channel = homes.kakao(library, mother)
    before = secret_of(library, channel)["refresh"]
    memory("one")
    clock.forward(hours=7)
    later()
    assert secret_of(library, channel)["refresh"] == kakao.refresh != before
    memory("two")
    clock.forward(hours=7)
    later()
    assert len(kakao.sent) == 2
    rows = library.database.connection.execute("SELECT sealed FROM channel").fetchall()
    assert kakao.refresh.encode() not in rows[0]["sealed"]


def test_a_token_taken_back_at_kakao_is_renewed_once(library, mother, memory, kakao, later):
    homes.kakao(library, mother)
    kakao.access = "another"
    memory()
    later()
    assert len(kakao.sent) == 1


TEMPLATE = """{"conversation_id": 7, "text": "{subject}", "blocks": [{"type": "text", "text": "{text} {unknown} {link}"}],
               "image": "{picture}"}"""


def test_a_webhook_gets_the_body_its_owner_wrote(library, mother, father, album, memory, webhook, later):
    library.database.connection.execute("UPDATE album SET title = ?", ('제주 "}, {text}',))
    homes.webhook(library, mother, webhook, TEMPLATE, key="work-app-key")
    memory()
    later()
    (sent,) = webhook.asked
    assert sent.headers["authorization"] == "Bearer work-app-key"
    body = json.loads(sent.body)
    assert body["conversation_id"] == 7 and set(body) == {"conversation_id", "text", "blocks", "image"}
    assert body["text"] == '‘제주 "}, {text}’에 새 사진 2장'
    assert "{unknown}" in body["blocks"][0]["text"]
    assert Image.open(BytesIO(base64.b64decode(body["image"]))).format == "JPEG"


def test_any_service_that_apprise_knows(library, mother, memory, webhook, later):
    address = webhook.url.replace("http://", "gotify://") + "/a-gotify-token/"
    connecting.connect(library, mother, "apprise", {"url": address})
    memory()
    later()
    (sent,) = webhook.asked
    assert sent.path == "/message" and "아빠가" in sent.json["message"]


def test_the_key_of_the_kakao_app_is_asked_for_as_documented(library, mother, kakao):
    homes.kakao(library, mother)
    (asked,) = kakao.asked
    assert asked.form == {
        "grant_type": "authorization_code",
        "client_id": KEY,
        "redirect_uri": "http://backup.local/me/channels/kakao",
        "code": "the-code",
    }

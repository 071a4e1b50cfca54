"""Services that stand in for the world's: a real SMTP server, and HTTP servers that answer as Telegram, Kakao and a
webhook are documented to, and refuse what these would refuse."""

import json
import re
import threading
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from urllib.parse import parse_qs, urlsplit

from aiosmtpd.controller import Controller
from PIL import Image

TOKEN = "123456789:AAExampleExampleExampleExample_1-2"
CHAT = "4242"
KEY = "0123456789abcdef0123456789abcdef"


class FreePort(Controller):
    """Knocks at the port that the kernel gave, not at 0."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


class Letterbox:
    """An SMTP server on loopback. `refusing`: replies to DATA with these lines first, one for each try."""

    def __init__(self) -> None:
        self.refusing: list[str] = []
        self.received: list[EmailMessage] = []
        self._controller = FreePort(self, hostname="127.0.0.1", port=0)

    async def handle_DATA(self, server, session, envelope) -> str:
        if self.refusing:
            return self.refusing.pop(0)
        self.received.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 kept"

    def __enter__(self) -> "Letterbox":
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()

    @property
    def port(self) -> str:
        return str(self._controller.port)


def picture_in(letter: EmailMessage) -> Image.Image:
    """The one picture of a mail, opened and read to its end."""
    (part,) = [each for each in letter.walk() if each.get_content_type() == "image/jpeg"]
    picture = Image.open(BytesIO(part.get_content()))
    picture.load()
    return picture


class Request:
    def __init__(self, method: str, path: str, headers: dict[str, str], body: bytes) -> None:
        self.method, self.headers, self.body = method, headers, body
        self.path, self.query = urlsplit(path).path, parse_qs(urlsplit(path).query)

    @property
    def form(self) -> dict[str, str]:
        return {
            name: values[0] for name, values in parse_qs(self.body.decode(), keep_blank_values=True).items()
        }

    @property
    def json(self) -> dict:
        return json.loads(self.body)

    @property
    def parts(self) -> dict[str, bytes]:
        """multipart/form-data by the name of each part (RFC 7578)."""
        head = f"Content-Type: {self.headers['content-type']}\r\n\r\n".encode()
        message = message_from_bytes(head + self.body, policy=policy.HTTP)
        return {
            part.get_param("name", header="content-disposition"): part.get_payload(decode=True)
            for part in message.iter_parts()
        }


Answer = tuple[int, dict]


class Service:
    """An HTTP server on loopback. `answers`: what it says instead of `answer`, one for each request."""

    def __init__(self) -> None:
        self.asked: list[Request] = []
        self.answers: list[Answer] = []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers.get("content-length", 0))
                headers = {name.lower(): value for name, value in self.headers.items()}
                request = Request(self.command, self.path, headers, self.rfile.read(length))
                status, said = service.take(request)
                body = json.dumps(said).encode()
                self.send_response(status)
                for name, value in (("Content-Type", "application/json"), ("Content-Length", str(len(body)))):
                    self.send_header(name, value)
                if "location" in said:
                    self.send_header("Location", said["location"])
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)

    def __enter__(self) -> "Service":
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def take(self, request: Request) -> Answer:
        self.asked.append(request)
        return self.answers.pop(0) if self.answers else self.answer(request)

    def answer(self, request: Request) -> Answer:
        return 200, {"ok": True}


class Telegram(Service):
    """core.telegram.org/bots/api: getMe, getUpdates, sendMessage, sendPhoto, sendVideo."""

    def __init__(self) -> None:
        super().__init__()
        self.started = True

    def answer(self, request: Request) -> Answer:
        found = re.fullmatch(r"/bot([^/]+)/(\w+)", request.path)
        if not found or found[1] != TOKEN:
            return 401, {"ok": False, "error_code": 401, "description": "Unauthorized"}
        methods: dict[str, Callable[[Request], Answer]] = {
            "getMe": lambda _: (
                200,
                {"ok": True, "result": {"id": 1, "is_bot": True, "username": "kims_bot"}},
            ),
            "getUpdates": self._updates,
            "sendMessage": self._message,
            "sendPhoto": self._photo,
            "sendVideo": self._video,
        }
        return methods[found[2]](request)

    def _updates(self, _: Request) -> Answer:
        chat = {"id": int(CHAT), "type": "private", "first_name": "엄마"}
        update = {"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": chat, "text": "/start"}}
        return 200, {"ok": True, "result": [update] if self.started else []}

    def _message(self, request: Request) -> Answer:
        asked = request.json
        if str(asked["chat_id"]) != CHAT or not 0 < len(asked["text"]) <= 4096:
            return 400, {"ok": False, "error_code": 400, "description": "Bad Request: chat not found"}
        return 200, {"ok": True, "result": {"message_id": 7}}

    def _video(self, request: Request) -> Answer:
        parts = request.parts
        fine = parts["chat_id"].decode() == CHAT and len(parts["video"]) < 50_000_000
        return (200, {"ok": True, "result": {"message_id": 9}}) if fine else (413, {"ok": False})

    def _photo(self, request: Request) -> Answer:
        parts = request.parts
        fine = (
            parts["chat_id"].decode() == CHAT
            and len(parts.get("caption", b"").decode()) <= 1024
            and len(parts["photo"]) < 10_000_000
        )
        Image.open(BytesIO(parts["photo"])).load()
        return (
            (200, {"ok": True, "result": {"message_id": 8}})
            if fine
            else (400, {"ok": False, "error_code": 400})
        )


class Kakao(Service):
    """developers.kakao.com: POST /oauth/token, POST /v2/api/talk/memo/default/send."""

    def __init__(self) -> None:
        super().__init__()
        self.refresh, self.access, self.rotates = "refresh-1", "", False
        self.sent: list[dict] = []

    def answer(self, request: Request) -> Answer:
        form_sent = request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
        if request.method != "POST" or not form_sent:
            return 405, {}
        return self._token(request.form) if request.path == "/oauth/token" else self._memo(request)

    def _token(self, asked: dict[str, str]) -> Answer:
        by_code = asked["grant_type"] == "authorization_code" and asked.get("code") == "the-code"
        by_token = asked["grant_type"] == "refresh_token" and asked.get("refresh_token") == self.refresh
        if asked["client_id"] != KEY or not ((by_code and asked["redirect_uri"]) or by_token):
            return 400, {"error": "invalid_grant", "error_code": "KOE320"}
        self.access = f"access-{len(self.asked)}"
        said = {"token_type": "bearer", "access_token": self.access, "expires_in": 21599}
        if by_code or self.rotates:
            self.refresh = f"refresh-{len(self.asked)}" if self.rotates else self.refresh
            said |= {"refresh_token": self.refresh, "refresh_token_expires_in": 5183999}
        return 200, said

    def _memo(self, request: Request) -> Answer:
        if request.path != "/v2/api/talk/memo/default/send":
            return 404, {}
        if request.headers.get("authorization") != f"Bearer {self.access}":
            return 401, {"msg": "this access token does not exist", "code": -401}
        template = json.loads(request.form["template_object"])
        link = template["link"]
        if template["object_type"] != "text" or len(template["text"]) > 200 or not link["web_url"]:
            return 400, {"msg": "template", "code": -2}
        self.sent.append(template)
        return 200, {"result_code": 0}

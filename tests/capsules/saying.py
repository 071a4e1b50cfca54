"""What an answer says, opened as far as it can be: the words and pictures of a PDF, what lies in a zip."""

import hashlib
import html
import io
import re
import zipfile
from http.cookiejar import Cookie
from urllib.parse import unquote

import pypdfium2
from litestar.testing import TestClient
from PIL import Image

from tests.capsules.walking import Way


def said(client: TestClient, way: Way) -> str:
    """Status, headers and body."""
    answer = client.request(way.method, way.address, **way.sent)
    headers = "\n".join(f"{name}: {value}" for name, value in sorted(answer.headers.items()))
    return f"{answer.status_code}\n{headers}\n{read(answer.content)}"


def keep_cookies(client: TestClient, cookies: list[Cookie]) -> None:
    """Whatever it was given meanwhile: the same browser as before."""
    client.cookies.clear()
    for cookie in cookies:
        client.cookies.jar.set_cookie(cookie)


def read(content: bytes) -> str:
    if content.startswith(b"%PDF"):
        return _book(content)
    if content.startswith(b"PK\x03\x04"):
        return _parcel(content)
    if content.startswith(b"\xff\xd8"):
        return (
            f"{_picture(content)} {hashlib.sha256(content).hexdigest()}\n{content.decode('utf-8', 'replace')}"
        )
    return content.decode("utf-8", "replace")


def _book(content: bytes) -> str:
    """Each page's words, and how many dots each of its pictures has."""
    document = pypdfium2.PdfDocument(content)
    pages = []
    for page in document:
        pictures = [found.get_px_size() for found in page.get_objects(filter=[3])]
        pages.append(f"{page.get_textpage().get_text_range()} {pictures}")
    told = "\n".join([str(document.get_metadata_dict()), *pages])
    document.close()
    return told


def _parcel(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as parcel:
        return "\n".join(f"{name}: {read(parcel.read(name))}" for name in parcel.namelist())


def _picture(content: bytes) -> str:
    with Image.open(io.BytesIO(content)) as picture:
        return str(picture.size)


def traces_in(told: str, secrets: dict[str, str]) -> list[str]:
    """Which secrets an answer holds, however it wrote them: plain, as JSON, as HTML, in an address."""
    seen = "\n".join(
        (told, unquote(told), html.unescape(told), _JSON.sub(lambda found: chr(int(found[1], 16)), told))
    )
    return [name for name, secret in secrets.items() if secret in seen]


_JSON = re.compile(r"\\u([0-9a-fA-F]{4})")
CHANGING = (
    (re.compile(r"x'[0-9a-f]{32,64}'", re.IGNORECASE), "HASH"),
    (re.compile(r"(?im)^(date|set-cookie|content-length): .*"), ""),
    (re.compile(r"data:image/svg[^\"]+"), "QR"),
    (re.compile(r"/p/[\w-]{22}"), "/p/TOKEN"),
    (re.compile(r"(free\": ?|value=\")\d{7,}"), "free"),
    (re.compile(r"\b[\d.]+ ?GB\b"), "free"),
    (re.compile(r"(\"code\":\"|VALUES \(')\d{6}\b"), "CODE"),
    (re.compile(r"\b\d{3} \d{3}\b"), "CODE"),
    (re.compile(r"\.sealed/\w\w/"), ".sealed/"),
    (re.compile(r"\d+ orphans settled"), "orphans settled"),
    (re.compile(r"\bone \(\d+\)\.jpg"), "one.jpg"),
    (re.compile(r"\b\d{13,}\b"), "DRAWN"),
    (re.compile(r"\b[0-9a-f]{32,}\b"), "DRAWN"),
)


def plain(told: str) -> str:
    """Without what differs from one request to the next in any case: tokens, their hashes, the time of day."""
    for pattern, instead in CHANGING:
        told = pattern.sub(instead, told)
    return told

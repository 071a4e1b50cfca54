"""What a tus client does wrong is told in the language of whoever holds the phone, with the status the protocol names."""

import base64
import re

import pytest

from tests import people
from tests.intake.resumable.sending import Answer, Sender, kept, photo, sender

HANGUL = re.compile("[가-힣]")


@pytest.fixture(params=["ko", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def theirs(library, port, mother, language) -> Sender:  # type: ignore[no-untyped-def]
    return sender(library, port, people.join(library, mother, "Tom", language=language))


def longer(phone: Sender) -> Answer:
    return phone.send(phone.begin(1000), 0, photo(2000))


def damaged(phone: Sender) -> Answer:
    wrong = base64.b64encode(bytes(20)).decode()
    return phone.send(phone.begin(3000), 0, photo(3000), Upload_Checksum=f"sha1 {wrong}")


def out_of_order(phone: Sender) -> Answer:
    return phone.send(phone.begin(3000), 1000, b"x")


def without_length(phone: Sender) -> Answer:
    return phone.create(0, Upload_Length="seven")


def elsewhere(phone: Sender) -> Answer:
    return phone.send("/uploads/" + "0" * 32, 0, b"x")


def too_long(phone: Sender) -> Answer:
    return phone.create(10**15)


@pytest.mark.parametrize(
    ("wrong", "status", "reason"),
    [
        (longer, 413, "resumable.longer_than_said"),
        (damaged, 460, "resumable.damaged_on_the_way"),
        (out_of_order, 409, "resumable.other_offset"),
        (without_length, 400, "resumable.no_length"),
        (elsewhere, 404, "problems.absent"),
        (too_long, 413, "problems.too_large"),
    ],
)
def test_each_is_told_why_in_their_language(library, theirs, language, wrong, status, reason):  # type: ignore[no-untyped-def]
    refused = wrong(theirs)
    assert (refused.status, refused.reason) == (status, reason)
    said = refused.said["title"]
    assert bool(HANGUL.search(said)) == (language == "ko") and said.endswith(".") and "{" not in said, said
    assert kept(library) == []

"""A family whose messages go to services on this machine."""

import threading

import pytest

from backupd import migrations, schedule
from backupd.core.library import Library
from backupd.core.settings import load
from backupd.notify import Letter, outbox, post
from tests import people
from tests.notify import homes
from tests.notify.stand_ins import Kakao, Letterbox, Service, Telegram


def served(kind):
    """A fixture: a service of this kind for one test."""

    @pytest.fixture
    def service():
        with kind() as running:
            yield running

    return service


telegram, kakao, webhook, letterbox = map(served, (Telegram, Kakao, Service, Letterbox))


@pytest.fixture
def library(tmp_path, clock, telegram, kakao):
    """A box that may send to this machine. It is noon in Seoul."""
    people.renderer()  # the pages' files are built
    notify = {"private-targets": True, "telegram": telegram.url, "kakao": kakao.url, "kakao-login": kakao.url}
    box = Library(load(tmp_path / "box", reserve_mb=0, notify=notify), clock).open(schedule.TABLE)
    migrations.apply(box)
    yield box
    box.close()


@pytest.fixture
def mother(library):
    return people.found_family(library)


@pytest.fixture
def father(library, mother):
    return people.join(library, mother, "아빠")


@pytest.fixture
def browser(library, mother):
    with people.client_for(library, mother) as client:
        yield client


@pytest.fixture
def later(library, clock):
    """Time passes, the outbox looks, the worker does what was rung for."""

    def pass_by(**span: float) -> None:
        clock.forward(**(span or {"seconds": 5}))
        outbox(library)
        while library.jobs.drain():
            continue

    return pass_by


@pytest.fixture
def worker(library):
    """The worker beside the pages, for what somebody waits for."""
    ended = threading.Event()

    def work() -> None:
        while not ended.wait(0.02):
            library.jobs.drain()

    thread = threading.Thread(target=work)
    thread.start()
    yield
    ended.set()
    thread.join()


@pytest.fixture
def write(library, mother):
    """A letter for 엄마, or somebody else."""

    def letter(key, kind="comment", who=None, **more):
        who = who or mother
        words = {"person": mother.id, "comment": f"한마디 {key}"}
        with library.database.writing():
            post(library, [Letter(kind, key, who.id, who.family, "notify.commented", words, **more)])

    return letter


@pytest.fixture
def mailbox(library, mother, letterbox):
    homes.all_at_once(library, mother)
    return homes.mailbox(library, mother, letterbox)

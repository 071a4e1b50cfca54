"""The box a command is about: its settings and its library."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from backupd.commands.voice import Voice
from backupd.core.errors import CannotStart
from backupd.core.library import Library
from backupd.core.settings import Settings, default_data_folder, load


def settings_of(asked: Namespace, voice: Voice, **given: object) -> Settings:
    settings = load(asked.data or default_data_folder(), asked.config, **given)
    voice.of(settings)
    return settings


@contextmanager
def library_of(settings: Settings) -> Iterator[Library]:
    """The library, made where there is none, with this version's schema."""
    from backupd import daemon, migrations

    with daemon.opened(settings) as library:
        migrations.apply(library)
        yield library


def must_be_there(settings: Settings) -> None:
    """A command that only looks must not make an empty box where somebody mistyped a folder."""
    if not (settings.data_folder / "backup.db").is_file():
        raise CannotStart("cli.no_box", path=settings.data_folder)

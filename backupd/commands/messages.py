"""`backupd notify test NAME`: a test message by every channel of somebody, and what became of each."""

import threading
from argparse import Namespace

from backupd import family, notify
from backupd.commands.box import library_of, must_be_there, settings_of
from backupd.commands.voice import Voice
from backupd.core.errors import Refused
from backupd.core.library import Library
from backupd.core.running import port_in_force
from backupd.family import Viewer


def try_messages(asked: Namespace, voice: Voice) -> int:
    """Exit status 1 when one did not go out. Nothing secret is printed."""
    settings = settings_of(asked, voice)
    must_be_there(settings)
    with library_of(settings) as library:
        viewer = _named(library, asked.name, asked.family)
        channels = notify.channels_of(library, viewer.id)
        if not channels:
            raise Refused("cli.no_channels", name=viewer.name)
        asleep = port_in_force(settings.data_folder) is None
        problems = [_tried(library, viewer, channel.id, asleep) for channel in channels]
    for channel, problem in zip(channels, problems, strict=True):
        said = voice.say(f"notify.problem_{problem}") if problem not in (None, "slow") else None
        key = (
            "cli.message_sent"
            if problem is None
            else "cli.message_slow"
            if problem == "slow"
            else "cli.message_failed"
        )
        voice.tell(key, kind=voice.say(f"notify.kind_{channel.kind}"), shown=channel.shown, problem=said)
    return 1 if any(problems) else 0


def _named(library: Library, name: str, circle: str | None) -> Viewer:
    """Raises Refused when nobody, or more than one, is meant."""
    found = [
        (one.id, each.id)
        for each in family.families(library)
        if circle in (None, each.name)
        for one in family.members(library, each.id)
        if one.name == name
    ]
    viewer = family.stand_in(library, *found[0]) if len({person for person, _ in found}) == 1 else None
    if viewer is None:
        raise Refused("cli.nobody_to_tell", name=name)
    return viewer


def _tried(library: Library, viewer: Viewer, channel: int, asleep: bool) -> str | None:
    """The daemon's worker sends it; where none is awake, this command does."""
    if not asleep:
        return notify.try_out(library, viewer, channel, patience=40)
    sending = threading.Thread(target=_send, args=(library, channel), daemon=True)
    sending.start()
    return notify.try_out(library, viewer, channel, patience=40)


def _send(library: Library, channel: int) -> None:
    for _ in range(100):
        if channel in notify.channels_due(library):
            notify.deliver(library, channel)
            return
        threading.Event().wait(0.05)

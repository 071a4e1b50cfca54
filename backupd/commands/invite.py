"""`backupd invite`: a family code made on the box itself, for new people or for somebody who lost every device."""

from argparse import Namespace

from backupd.commands.box import library_of, must_be_there, settings_of
from backupd.commands.voice import Voice
from backupd.core.running import port_in_force
from backupd.core.settings import Settings
from backupd.family import NewRole, invite_at_the_box


def invite(asked: Namespace, voice: Voice) -> int:
    settings = settings_of(asked, voice)
    must_be_there(settings)
    role: NewRole = "reader" if asked.reader else "member"
    with library_of(settings) as library:
        made = invite_at_the_box(library, asked.family, asked.person, role)
    key = "cli.invited_device" if made.person else "cli.invited"
    voice.tell(key, code=f"{made.code[:3]} {made.code[3:]}", seconds=made.seconds_left, name=made.person_name)
    _show_the_way(settings, made.code, voice)
    return 0


def _show_the_way(settings: Settings, code: str, voice: Voice) -> None:
    from backupd.greeting import addresses, print_qr

    port = port_in_force(settings.data_folder)
    if port is None:
        voice.tell("cli.daemon_asleep")
        return
    address = addresses(settings, port)[-1]
    voice.tell("cli.invited_address", address=address)
    print_qr(f"{address}/join?code={code}")

"""`backupd invite`: a family code made on the box itself, for new people or for somebody who lost every device."""

from argparse import Namespace

from backupd.commands.voice import Voice


def invite(asked: Namespace, voice: Voice) -> int:
    raise NotImplementedError

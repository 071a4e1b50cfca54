"""`backupd import`: a folder becomes albums, one line for each file, totals at the end."""

from argparse import Namespace

from backupd.commands.voice import Voice


def bring_in(asked: Namespace, voice: Voice) -> int:
    raise NotImplementedError

"""`backupd import`: a folder becomes albums, a line for each file, totals at the end."""

import sys
from argparse import Namespace

import msgspec

from backupd.commands.box import library_of, settings_of
from backupd.commands.voice import Voice
from backupd.intake import ImportLine, ImportTotals, import_path


def bring_in(asked: Namespace, voice: Voice) -> int:
    """Exit status 0 once everything was looked at, whatever was refused: single files never stop the others."""
    settings = settings_of(asked, voice)
    show = _as_json if asked.json else _as_words
    with library_of(settings) as library:
        for line in import_path(library, asked.path, asked.family, asked.person, voice.say):
            show(line, voice)
    return 0


def _as_json(line: ImportLine | ImportTotals, voice: Voice) -> None:
    print(msgspec.json.encode(line).decode(), flush=True)


def _as_words(line: ImportLine | ImportTotals, voice: Voice) -> None:
    """Only what a person has to know scrolls by: what was refused, and how far it is."""
    if isinstance(line, ImportTotals):
        voice.tell("cli.import_done", **msgspec.structs.asdict(line))
    elif line.outcome == "refused":
        voice.tell("cli.import_refused", source=line.source, reason=line.reason)
    elif sys.stdout.isatty():
        print(f"\r\x1b[K{line.source}", end="\r", flush=True)

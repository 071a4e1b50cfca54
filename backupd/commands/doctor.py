"""`backupd doctor`: what is wrong with the box, in plain words, and what to do about it."""

from argparse import Namespace
from collections.abc import Callable, Iterator

import msgspec

from backupd.commands import examinations
from backupd.commands.box import must_be_there, settings_of
from backupd.commands.examinations import Finding
from backupd.commands.voice import Voice
from backupd.core.library import Library
from backupd.core.settings import Settings

Examination = Callable[[Library], Iterator[Finding]]

EXAMINATIONS: tuple[Examination, ...] = (
    examinations.data_folder,
    examinations.database,
    examinations.snapshots,
    examinations.originals,
    examinations.space,
    examinations.drop_folders,
    examinations.daemon,
    examinations.name_on_the_network,
    examinations.clock,
)
MARKS = {"good": "✓", "note": "·", "wrong": "✗"}


def doctor(asked: Namespace, voice: Voice) -> int:
    """Exit status 0 when nothing is wrong, 1 otherwise."""
    settings = settings_of(asked, voice)
    must_be_there(settings)
    findings = list(examine(settings))
    if asked.json:
        print(msgspec.json.encode([_told(finding, voice) for finding in findings]).decode())
    else:
        _print(findings, voice)
    return 1 if any(finding.state == "wrong" for finding in findings) else 0


def examine(settings: Settings) -> Iterator[Finding]:
    """Looks without touching: the library is not opened, so a damaged box is examined like any other."""
    library = Library(settings)
    try:
        for examination in EXAMINATIONS:
            yield from examination(library)
    finally:
        library.close()


def _print(findings: list[Finding], voice: Voice) -> None:
    for finding in findings:
        print(f"{MARKS[finding.state]} {_sentence(finding, voice)}")
    wrong = sum(finding.state == "wrong" for finding in findings)
    print()
    voice.tell("cli.doctor_wrong" if wrong else "cli.doctor_well", count=wrong)


def _told(finding: Finding, voice: Voice) -> dict[str, str]:
    about = finding.key.partition(".")[2]
    return {"state": finding.state, "about": about, "says": _sentence(finding, voice)}


def _sentence(finding: Finding, voice: Voice) -> str:
    sizes = {
        name: voice.size(count)
        for name, count in finding.values.items()
        if name == "free" and isinstance(count, int)
    }
    return voice.say(finding.key, **finding.values | sizes)

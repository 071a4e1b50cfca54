"""The command line: thin verbs over actions. Its help pages and every sentence it says are in web/words/cli.toml."""

import argparse
import os
import sys
from pathlib import Path
from typing import NoReturn

from backupd import __version__, commands
from backupd.commands import Voice
from backupd.core.errors import Refused
from backupd.http.words import WEB, Words


def main(arguments: list[str] | None = None) -> int:
    """Run one command. Exit status 0: done; 1: done, and something needs care; 2: it could not be done."""
    voice = Voice(Words.load(WEB / "words"), os.environ)
    try:
        asked = command_line(voice).parse_args(arguments)
        return asked.run(asked, voice)
    except Refused as error:
        voice.complain(error.key, **error.values)
        return 2
    except BrokenPipeError:  # `backupd … | head`: whoever read has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130


class Page(argparse.ArgumentParser):
    """A parser whose help is a page somebody wrote, in the reader's language."""

    def __init__(self, voice: Voice, help_key: str = "cli.help", prog: str = "backupd", **_: object) -> None:
        super().__init__(prog=prog, add_help=True, allow_abbrev=False)
        self.voice = voice
        self.help_key = help_key

    def format_help(self) -> str:
        return self.voice.say(self.help_key).strip("\n") + "\n"

    def error(self, message: str) -> NoReturn:
        self.voice.complain("cli.not_understood", command=f"{self.prog} --help", problem=message)
        raise SystemExit(2)


def command_line(voice: Voice) -> Page:
    """Every command with its options. `--data` and `--config` may stand before the command or after it."""
    page = Page(voice)
    page.add_argument("--version", action="version", version=f"BackUP {__version__}")
    _place(page, None)
    verbs = page.add_subparsers(dest="command", required=True, parser_class=Page)
    for name, options, run in COMMANDS:
        verb = verbs.add_parser(name, voice=voice, help_key=f"cli.help_{name}")
        _place(verb, argparse.SUPPRESS)
        options(verb)
        verb.set_defaults(run=run)
    return page


def _place(page: Page, default: str | None) -> None:
    page.add_argument("--data", type=Path, default=default)
    page.add_argument("--config", type=Path, default=default)


def _serve(page: Page) -> None:
    page.add_argument("--host")
    page.add_argument("--port", type=int)


def _import(page: Page) -> None:
    page.add_argument("path", type=Path)
    page.add_argument("--family", required=True)
    page.add_argument("--person", required=True)
    page.add_argument("--json", action="store_true")


def _invite(page: Page) -> None:
    page.add_argument("--family")
    page.add_argument("--person")
    page.add_argument("--reader", action="store_true")


def _notify(page: Page) -> None:
    page.add_argument("test", choices=["test"])
    page.add_argument("name")
    page.add_argument("--family")


def _told(page: Page) -> None:
    page.add_argument("--json", action="store_true")


def _nothing(page: Page) -> None:
    """`work` takes its settings on standard input: the daemon calls it, not a person."""


COMMANDS = (
    ("serve", _serve, commands.serve),
    ("import", _import, commands.bring_in),
    ("invite", _invite, commands.invite),
    ("notify", _notify, commands.try_messages),
    ("stats", _told, commands.stats),
    ("doctor", _told, commands.doctor),
    ("work", _nothing, commands.work),
)

"""The command line speaks the terminal's language, explains itself, and never answers with a traceback."""

import re
from pathlib import Path

import pytest

from backupd.cli import COMMANDS, command_line
from backupd.commands import Voice
from backupd.http.words import WEB, Words
from tests.daemon_process import command

WORDS = Words.load(WEB / "words")
HANGUL = re.compile("[가-힣]")


def voice(language: str) -> Voice:
    return Voice(WORDS, {"LANG": f"{language}_XX.UTF-8"})


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_help_names_every_command_but_the_one_that_is_not_for_people(language: str) -> None:
    page = command_line(voice(language)).format_help()
    for name, _, _ in COMMANDS:
        assert bool(re.search(rf"^  {name} ", page, re.MULTILINE)) == (name != "work")
    assert bool(HANGUL.search(page)) == (language == "ko")


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("name", [name for name, _, _ in COMMANDS if name != "work"])
def test_the_help_of_a_command_explains_every_option_it_takes(name: str, language: str) -> None:
    verbs = next(action for action in command_line(voice(language))._actions if action.dest == "command")
    verb = verbs.choices[name]  # type: ignore[index,call-overload]
    page = verb.format_help()
    for action in verb._actions:
        for option in action.option_strings or [action.dest]:
            if option not in ("-h", "--help", "path", "name"):
                assert option in page, option
    assert max(map(len, page.splitlines())) <= 120


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "C.UTF-8"}, "ko"),
        ({}, "ko"),
    ],
)
def test_it_speaks_as_the_terminal_is_set_and_korean_otherwise(
    environment: dict[str, str], language: str
) -> None:
    assert Voice(WORDS, environment).language == language


def test_a_terminal_without_a_language_follows_the_box(tmp_path: Path) -> None:
    (tmp_path / "backupd.toml").write_text('language = "en"')
    said = command("stats", data=tmp_path, language="C.UTF-8")
    assert said.returncode == 2 and "There is no album" in said.stderr


@pytest.mark.parametrize("words", [["dance"], ["serve", "--port", "eighty"], ["import", "photos"], []])
def test_what_makes_no_sense_is_answered_with_the_way_to_the_help(words: list[str]) -> None:
    said = command(*words)
    assert said.returncode == 2
    assert "--help" in said.stderr and "Traceback" not in said.stderr


@pytest.mark.parametrize("name", ["stats", "doctor", "invite"])
def test_a_mistyped_folder_is_named_and_no_empty_box_is_made_there(tmp_path: Path, name: str) -> None:
    said = command(name, data=tmp_path / "typo")
    assert said.returncode == 2 and str(tmp_path / "typo") in said.stderr
    assert not (tmp_path / "typo").exists()

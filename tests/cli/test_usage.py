"""Help, version, and what is said of a command line that makes no sense."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sarcoma_tui import __version__

from .conftest import Call
from .running import BICYCLE, Ran, run

COMMANDS = [
    (),
    ("assess",),
    ("content",),
    ("content", "check"),
    ("content", "show"),
    ("sessions",),
    ("sessions", "list"),
    ("sessions", "show"),
    ("sessions", "compare"),
    ("sessions", "export"),
    ("sessions", "new"),
    ("sessions", "trash"),
    ("sessions", "restore"),
    ("doctor",),
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command: tuple[str, ...], call: Call) -> None:
    out = call(*command, "--help").good()
    assert out.startswith(f"Usage: {' '.join(('sarcoma-tui', *command))} ")
    assert "Show this message and exit." in out
    assert max(map(len, out.splitlines())) <= 100


def test_every_command_stands_in_the_help_of_its_group(call: Call) -> None:
    for *group, name in (command for command in COMMANDS if command):
        assert re.search(rf"^  {name} +\S", call(*group, "--help").good(), re.MULTILINE)


def test_the_version(call: Call) -> None:
    for arguments in (["--version"], ["--pack", BICYCLE, "--version"]):
        assert call(*arguments).good() == f"sarcoma-tui {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["asess"], 'sarcoma-tui: no command "asess"; nearest: assess'),
        (["xyz"], 'sarcoma-tui: no command "xyz"; there is: assess, '),
        (["sessions"], "sarcoma-tui sessions: missing command"),
        (["sessions", "lst"], 'sarcoma-tui sessions: no command "lst"; nearest: list'),
        (["assess"], "sarcoma-tui assess: missing argument 'CASE.toml'"),
        (["assess", "a", "b"], "sarcoma-tui assess: got unexpected extra argument"),
        (["assess", "a", "--jsn"], 'sarcoma-tui assess: no option "--jsn"; nearest: --json'),
        (["assess", "a", "--pack"], "sarcoma-tui: option '--pack' requires an argument"),
        (["--stage", "I", "assess", "a"], "sarcoma-tui: --stage belongs to the full-screen program alone"),
        (["--debug", "doctor"], "sarcoma-tui: --debug belongs to the full-screen program alone"),
        (["--pack", BICYCLE, "--stage", "ridn"], 'sarcoma-tui: no stage "ridn"; nearest: ridden'),
        (["sessions", "export", "x"], "sarcoma-tui sessions export: missing option '--to'"),
        (
            ["sessions", "export", "x", "--to", "a.pdf"],
            'sarcoma-tui sessions export: no form of export ".pdf"; ',
        ),
        (["content", "show", "optons"], 'sarcoma-tui content show: no entry "optons"; nearest: options'),
        (
            ["content", "show", "rule", "x"],
            'sarcoma-tui content show: no kind of entries "rule"; nearest: rules',
        ),
    ],
)
def test_bad_usage_is_one_line_and_status_2(arguments: list[str | Path], told: str, call: Call) -> None:
    if arguments[0] == "content":
        arguments = [*arguments, "--pack", BICYCLE]
    ran = call(*arguments)
    assert (ran.status, ran.out) == (2, "")
    (line,) = ran.told
    assert line.startswith(told)
    assert line.endswith(" --help`)")


def test_the_screens_need_a_terminal(home: Path) -> None:
    ran = run(home)
    assert (ran.status, ran.out) == (2, "")
    assert "this is not a terminal" in ran.err
    assert len(ran.told) == 1


def test_nothing_is_written_by_asking(home: Path) -> None:
    for arguments in (["--help"], ["--version"], ["sessions", "list"], ["sessions", "show", "x"], ["xyz"]):
        assert isinstance(run(home, *arguments), Ran)
        assert not home.exists()

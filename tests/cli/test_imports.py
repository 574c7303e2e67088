"""Which modules each command loads, in fresh interpreters: an import graph cannot tell a deferred import."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from .running import BICYCLE, environment

_DUMP = """
import atexit, sys
names = sys.argv.pop(1)
atexit.register(lambda: open(names, "w").write("\\n".join(sys.modules)))
from sarcoma_tui.cli import main
sys.exit(main())
"""

SCREENS = {"textual", "rich", "sarcoma_tui.tui.app"}
CASE = b'format = 1\n[answers]\npart = "wheel"\nbend_mm = 7\n'


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose cache holds the content, with one session in it."""
    home = tmp_path_factory.mktemp("warm") / "home"
    loaded(home, "sessions", "new", "-", "--label", "warm", "--pack", BICYCLE)
    return home


def loaded(home: Path, *arguments: str | Path, status: int = 0) -> set[str]:
    """The modules that a command had loaded when it ended."""
    names = home.parent / "modules.json"
    done = subprocess.run(
        [sys.executable, "-c", _DUMP, names, *map(str, arguments)],
        input=CASE,
        capture_output=True,
        env=environment(home),
        timeout=60,
    )
    assert done.returncode == status, done.stderr.decode()
    return set(names.read_text().split())


def test_the_version_loads_next_to_nothing(warm: Path) -> None:
    found = loaded(warm, "--version")
    assert {name for name in found if name.startswith("sarcoma_tui")} == {
        "sarcoma_tui",
        "sarcoma_tui.cli",
        "sarcoma_tui.commands",
        "sarcoma_tui.commands.streams",
    }
    assert not found & {"click", "tomllib", "tomli", "pydantic", "dataclasses", "pathlib", "json"}


@pytest.mark.parametrize("group", [(), ("sessions",), ("content",), ("assess",)])
def test_help_loads_no_screen_no_validator_and_no_content(group: tuple[str, ...], warm: Path) -> None:
    found = loaded(warm, *group, "--help")
    assert not found & (SCREENS | {"pydantic", "tomli_w", "platformdirs", "sqlite3"})
    if group != ("assess",):
        assert not [name for name in found if name.startswith(("sarcoma_tui.domain", "sarcoma_tui.packs"))]
        assert not found & {"tomllib", "tomli"}


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("assess", "-", "--json"), 0),
        (("assess", "-"), 0),
        (("content", "show", "questions"), 0),
        (("content", "show", "true-wheel.small", "--json"), 0),
        (("doctor",), 0),
        (("sessions", "show", "0"), 0),
        (("sessions", "export", "0", "--to", "/dev/null"), 2),
    ],
)
def test_with_a_cached_content_nothing_validates_it(
    arguments: tuple[str, ...], status: int, warm: Path
) -> None:
    found = loaded(warm, *arguments, "--pack", BICYCLE, status=status)
    assert not found & (SCREENS | {"pydantic", "pydantic_core", "filelock", "ssl", "asyncio", "sqlite3"})
    assert not [name for name in found if name.startswith("sarcoma_tui.packs.schema")]
    if arguments[0] == "content":
        assert not found & {"tomllib", "tomli"}


@pytest.mark.parametrize("arguments", [("sessions", "list"), ("sessions", "list", "--json")])
def test_a_list_of_sessions_needs_no_content(arguments: tuple[str, ...], warm: Path) -> None:
    found = loaded(warm, *arguments)
    assert not found & (
        SCREENS | {"pydantic", "filelock", "sarcoma_tui.packs.load", "sarcoma_tui.domain.assess"}
    )


def test_the_other_commands_load_no_screen(warm: Path) -> None:
    assert not loaded(warm, "content", "check", "--pack", BICYCLE) & SCREENS
    assert not loaded(warm, "sessions", "new", "-", "--pack", BICYCLE) & SCREENS
    assert not loaded(warm, "sessions", "trash", "x", status=2) & SCREENS
    assert not loaded(warm, "sessions", "restore", "x", status=2) & SCREENS


def test_the_json_is_printed_without_the_words_of_reports(warm: Path) -> None:
    found = loaded(warm, "assess", "-", "--json", "--pack", BICYCLE)
    assert not [name for name in found if name.startswith(("sarcoma_tui.reports", "sarcoma_tui.sessions"))]

"""Running the command line: in a process of its own, or in this one where that is the same."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

HERE = Path(__file__).parent
BICYCLE = HERE.parent / "packs" / "minimal"
"""A small content about bicycles, which has everything a content can have."""

SMALL = HERE.parent / "tui" / "pack"
"""A small content about tumours."""


@dataclass(frozen=True)
class Ran:
    """What a command left: exit status, standard output, standard error."""

    status: int
    out: str
    err: str

    @property
    def told(self) -> list[str]:
        """The lines of standard error."""
        return self.err.splitlines()

    def good(self) -> str:
        """The output of a command that did what it was asked and had nothing to say of it."""
        assert (self.status, self.err) == (0, ""), self.err
        return self.out


def environment(home: Path, more: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
    """The environment of a user whose files are all in `home`."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    return {**kept, "SARCOMA_TUI_HOME": str(home), "TERM": "xterm", "PYTHONUTF8": "0", **more}


def command(*arguments: str | Path) -> list[str]:
    """The command line of the program with this interpreter."""
    return [sys.executable, "-m", "sarcoma_tui", *map(str, arguments)]


def run(
    home: Path,
    *arguments: str | Path,
    stdin: bytes = b"",
    more: Mapping[str, str] = MappingProxyType({}),
) -> Ran:
    """Run a command in a process of its own, with `more` in its environment."""
    done = subprocess.run(
        command(*arguments), input=stdin, capture_output=True, env=environment(home, more), timeout=60
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

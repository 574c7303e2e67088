"""A shell in a real pseudo-terminal, with a home of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.tui.terminal import Terminal

PROMPT = "clinic$ "
PROGRAM = str(Path(sys.executable).with_name("sarcoma-tui"))


@pytest.fixture
def shell(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Starts interactive shells; the program is `sarcoma-tui` there."""
    started: list[Terminal] = []

    def start(size: tuple[int, int] = (80, 24), **environment: str) -> Terminal:
        tools = f"{Path(PROGRAM).parent}:/usr/bin:/bin"
        variables = {"PS1": PROMPT, "PATH": tools, **environment}
        running = Terminal(["bash", "--norc", "--noprofile", "-i"], tmp_path, size, variables)
        started.append(running)
        running.until(PROMPT.strip())
        return running

    yield start
    for running in started:
        running.close()

"""How long until something is painted, and how much memory that takes: two programs by turns."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True)
class Painted:
    """Seconds from exec to the wanted text on the wire, and resident memory then, in kB."""

    seconds: float
    memory: int


def painted(command: Sequence[str], wanted: bytes, environment: Mapping[str, str]) -> Painted:
    """Start a program in a terminal of 80x24 and wait until it has written `wanted`.

    Raises:
        AssertionError: it ended, or wrote nothing more for ten seconds, without it.
    """
    began = time.perf_counter()
    pid, master = pty.fork()
    if pid == 0:
        try:
            os.execvpe(command[0], list(command), dict(environment))
        finally:
            os._exit(127)
    seen = b""
    try:
        while wanted not in seen:
            ready = select.select([master], [], [], 10)[0]
            with suppress(OSError):
                seen += os.read(master, 65536) if ready else b""
            assert ready, f"{command} never wrote {wanted!r}: {seen[-300:]!r}"
        seconds = time.perf_counter() - began
        return Painted(seconds, _resident(pid))
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(master)


def finished(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Seconds from start to end of a command that needs no terminal."""
    began = time.perf_counter()
    subprocess.run(list(command), env=dict(environment), check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def by_turns(
    first: Callable[[], float], second: Callable[[], float], rounds: int
) -> tuple[float, float, float]:
    """Medians of two measurements taken by turns, and the median of their ratios, first over second."""
    first()
    second()
    pairs = [(first(), second()) for _ in range(rounds)]
    return (
        median(one for one, _ in pairs),
        median(other for _, other in pairs),
        median(one / other for one, other in pairs),
    )


def environment_in(home: Path) -> dict[str, str]:
    """The variables of a fresh user whose files are below `home`."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "SARCOMA_TUI_HOME": str(home / "data"),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "LINES": "24",
        "COLUMNS": "80",
    }


def _resident(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))

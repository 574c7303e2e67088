"""The program in a real pseudo-terminal: keys go in as bytes, the screen is what a terminal would show."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyte

PACK = Path(__file__).parent / "pack"
START = "import sys; from sarcoma_tui.tui.launch import launch; sys.exit(launch({stage!r}, {pack}))"
PATIENCE = 20.0  # seconds after which something that was awaited counts as missing; nothing is timed by it

UP, DOWN, ENTER, ESCAPE, TAB, BACKSPACE = "\x1b[A", "\x1b[B", "\r", "\x1b", "\t", "\x7f"
PAGE_UP, PAGE_DOWN, CTRL_Q = "\x1b[5~", "\x1b[6~", "\x11"


def program(stage: str | None = None, pack: Path | None = PACK) -> list[str]:
    """The command that starts the screens with a pack (None: the installed one)."""
    where = f"__import__('pathlib').Path({str(pack)!r})" if pack else "None"
    return [sys.executable, "-c", START.format(stage=stage, pack=where)]


class Terminal:
    """A process with a terminal of its own. `sent` counts the bytes that it wrote."""

    def __init__(
        self,
        command: Sequence[str],
        home: Path,
        size: tuple[int, int] = (80, 24),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        """Start it; `home` becomes SARCOMA_TUI_HOME and HOME."""
        self.columns, self.rows = size
        self.screen = pyte.Screen(self.columns, self.rows)
        self._stream = pyte.ByteStream(self.screen)
        self.sent = 0
        self.raw = b""
        self.status: int | None = None
        variables = {
            "PATH": os.environ["PATH"], "HOME": str(home), "SARCOMA_TUI_HOME": str(home / "data"),
            "TERM": "xterm-256color", "LANG": "C.UTF-8", "TZ": "UTC",
        }  # fmt: skip
        variables |= dict(environment or {})
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            try:
                os.execvpe(command[0], list(command), variables)
            finally:
                os._exit(127)
        self.resize(*size)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        self.columns, self.rows = columns, rows
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.resize(rows, columns)

    def press(self, *keys: str | bytes) -> None:
        """Send keys, each as a terminal sends it."""
        for key in keys:
            os.write(self.master, key if isinstance(key, bytes) else key.encode())

    @property
    def text(self) -> str:
        """What the screen shows."""
        return "\n".join(row.rstrip() for row in self.screen.display)

    def read(self, seconds: float) -> bytes:
        """Take what comes within so many seconds; ends early when the process does."""
        taken = b""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not select.select([self.master], [], [], left)[0]:
                break
            try:
                data = os.read(self.master, 65536)
            except OSError:
                break
            if not data:
                break
            taken += data
            self.sent += len(data)
            self.raw += data
            self._stream.feed(data)
        return taken

    def until(self, wanted: str | Callable[[str], bool]) -> str:
        """Wait until the screen shows a text, or until what it shows satisfies a function."""
        holds = wanted if callable(wanted) else lambda text: wanted in text
        end = time.monotonic() + PATIENCE
        while not holds(self.text):
            if time.monotonic() > end:
                raise AssertionError(f"never shown: {wanted!r}\n{self.text}")
            self.read(0.05)
        return self.text

    def settled(self, quiet: float = 0.4) -> str:
        """Wait until nothing was written for a while."""
        while self.read(quiet):
            pass
        return self.text

    def bytes_for(self, *keys: str, until: str | None = None) -> int:
        """How many bytes come back for these keys."""
        self.settled()
        before = self.sent
        self.press(*keys)
        if until is not None:
            self.until(until)
        self.settled()
        return self.sent - before

    def ended(self) -> int:
        """Wait for the process to end; its exit status, or minus the signal that killed it."""
        end = time.monotonic() + PATIENCE
        while self.status is None:
            self.read(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
            elif time.monotonic() > end:
                raise AssertionError(f"still running\n{self.text}")
        self.read(0.05)
        return self.status

    def hang_up(self) -> None:
        """Drop the line: the other side of the terminal is gone."""
        os.close(self.master)
        self.master = -1

    def close(self) -> None:
        """End the process if it still runs, and close the terminal."""
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if self.master >= 0:
            os.close(self.master)

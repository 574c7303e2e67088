"""One writer for one session: a lock that says who holds it.

The lock itself is the system's (it ends with its process), so a lock left by a dead process of this machine
is simply free. Such locks may not reach another machine that shares the folder: there the name written into
the lock file counts, and is never overruled without asking.
"""

from __future__ import annotations

import os
import warnings
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sarcoma_tui.files.reach import opened_folder
from sarcoma_tui.files.trouble import DurableError, naming

if TYPE_CHECKING:
    from filelock import BaseFileLock


class HeldError(Exception):
    """Somebody has the session open: `host` and `pid` ("" and 0: not known); `foreign`: another machine."""

    def __init__(self, path: Path, host: str, pid: int, foreign: bool) -> None:
        """Keep the parts; the text is one sentence."""
        self.path, self.host, self.pid, self.foreign = path, host, pid, foreign
        who = f"process {pid} on {host}" if pid else "another program"
        super().__init__(f"open in {who}")


class Lock:
    """A lock that is held until `release`; `took_over` tells that a dead process had left it."""

    def __init__(self, path: Path, held: BaseFileLock, took_over: bool) -> None:
        """Only `take` makes one."""
        self.path, self.took_over = path, took_over
        self._held = held

    def release(self) -> None:
        """Give it back and remove its file; twice is once."""
        if self._held.is_locked:
            # While it is held: whoever waits for the lock notices that this name is gone and makes it anew.
            with suppress(OSError):
                self.path.unlink()
            with suppress(OSError):
                self._held.release()


def take(path: Path, force: bool = False) -> Lock:
    """Take a lock at once or not at all. `force` takes it from another machine: ask before.

    Raises:
        HeldError: another process has it, or the file names another machine.
        DurableError: no lock file can be made there.
    """
    with naming(path), opened_folder(path.parent, path.parent.parent):
        pass  # filelock would make the folder itself, open to all, and would follow a link
    try:
        from filelock import FileLock, Timeout
    except (ImportError, OSError):
        raise DurableError(path, "a part of the program cannot be read", "try again") from None
    held = FileLock(path, timeout=0, mode=0o600, thread_local=False)
    with naming(path), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where a disk has no locks, and then uses the file itself
        try:
            held.acquire()
        except Timeout:
            host, pid = _holder(path)
            raise HeldError(path, host, pid, foreign=host not in ("", os.uname().nodename)) from None
    host, pid = _holder(path)
    if host not in ("", os.uname().nodename) and not force:
        held.release()
        raise HeldError(path, host, pid, foreign=True)
    mine = pid == os.getpid()  # where a disk has no locks, filelock itself wrote the name
    if not mine:
        with suppress(OSError):  # the name is for people; the lock holds without it
            path.write_text(f"{os.getpid()}\n{os.uname().nodename}\n", encoding="utf-8")
    return Lock(path, held, took_over=bool(pid) and not mine)


def _holder(path: Path) -> tuple[str, int]:
    """Host and process in the lock file: two lines, the form that filelock's own marker has too."""
    try:
        pid, host = path.read_text(encoding="utf-8", errors="replace")[:400].splitlines()[:2]
        return host, int(pid)
    except (OSError, ValueError):
        return "", 0

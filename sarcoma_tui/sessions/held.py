"""One writer for one session: taking its lock, and saying who has it."""

from __future__ import annotations

import os
from contextlib import suppress

from sarcoma_tui.files.lock import HeldError, Lock, take
from sarcoma_tui.files.reach import opened_folder
from sarcoma_tui.files.trouble import DurableError
from sarcoma_tui.sessions.places import Places


class HeldElsewhere(DurableError):  # noqa: N818 - what it says is no fault
    """Another process has the session open for editing: its `host` and `pid` ("" and 0: not known).

    `foreign`: it is on another machine; such a lock is only taken over after asking.
    """

    def __init__(self, error: HeldError, places: Places, session_id: str) -> None:
        """The same as the lock's own error, about a session."""
        self.host, self.pid, self.foreign = error.host, error.pid, error.foreign
        advice = "close it there, or read it only"
        super().__init__(places.session(session_id), f"it is {error}", advice)


def hold(places: Places, session_id: str, force: bool = False) -> Lock:
    """Take the lock of a session. `force` takes it over from another machine: ask before.

    Raises:
        HeldElsewhere: somebody else edits it.
        DurableError: no lock can be made.
    """
    try:
        lock = take(places.ready(places.lock(session_id)), force)
    except HeldError as error:
        raise HeldElsewhere(error, places, session_id) from None
    if lock.took_over:
        _sweep(places, session_id)
    return lock


def _sweep(places: Places, session_id: str) -> None:
    """Remove what a killed writer left half written: only the holder of the lock writes such files."""
    begin = {
        places.sessions: f".{session_id}.toml.",
        places.drafts: f".{session_id}.toml.",
        places.history(session_id): ".",
    }
    for folder, start in begin.items():
        with suppress(OSError), opened_folder(folder, places.root) as descriptor:
            for name in os.listdir(descriptor):
                if name.startswith(start) and name.endswith(".tmp"):
                    os.unlink(name, dir_fd=descriptor)

"""The draft of one session as a file that this process writes: made whole once, then added to."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from sarcoma_tui.files.durable import append, move, remove, write
from sarcoma_tui.files.trouble import DurableError, naming
from sarcoma_tui.sessions.history import MOST
from sarcoma_tui.sessions.places import SIZE_LIMIT, Places, free
from sarcoma_tui.sessions.session import Change, Session
from sarcoma_tui.sessions.toml_draft import dumps_draft, dumps_records

FULL: Final = SIZE_LIMIT * 7 // 8
"""A draft grows to so many bytes; then it is written anew, its oldest changes moved to the history."""


class DraftFile:
    """What of a draft is on disk: so many bytes, so many changes; unknown after a write that failed."""

    def __init__(self, places: Places, session_id: str) -> None:
        """No draft yet."""
        self.path = places.draft(session_id)
        self._places = places
        self._length = -1
        self._count = 0
        self._ours = False

    def opened(self, length: int, changes: int) -> None:
        """An existing draft is gone on with; with a negative length it is written anew at first."""
        self._length, self._count, self._ours = length, changes, True

    def takes(self, changes: Sequence[Change]) -> bytes | None:
        """The bytes to add for some changes; None when the draft has to be written anew."""
        data = dumps_records(changes)
        if 0 < self._length <= FULL - len(data) and self._count + len(changes) <= MOST:
            return data
        return None

    def add(self, data: bytes, changes: int) -> bool:
        """Add to the draft, durably; False: somebody else wrote to it or took it away.

        Raises:
            DurableError: it is not certain that it is on disk; the next write is of the whole draft.
        """
        length, self._length = self._length, -1
        if self._size() != length:
            self._step_aside()
            return False
        append(self.path, data, self._places.root, length)
        self._length = length + len(data)
        self._count += changes
        return True

    def replace(self, session: Session) -> None:
        """Write the whole draft, durably.

        Raises:
            DurableError: it is not certain that it is on disk; the one before it may be.
        """
        data = encoded(dumps_draft(session), self.path)
        path = self._places.ready(self.path)
        if not self._ours:
            self._step_aside()
        self._length, self._ours = -1, True
        write(path, data, self._places.root)
        self._length, self._count = len(data), len(session.changes)

    def drop(self) -> None:
        """Remove the draft: what it held is saved.

        Raises:
            DurableError: it may still be there.
        """
        self._length = -1
        if self._ours:
            remove(self.path, self._places.root)

    def _size(self) -> int:
        """How long the file is; -1 when there is none."""
        with naming(self.path), suppress(FileNotFoundError):
            return self.path.lstat().st_size
        return -1

    def _step_aside(self) -> None:
        """Keep what somebody else wrote, under another name: it is listed as a conflict copy."""
        if os.path.lexists(self.path):
            copy = free(self.path.with_name(f"{self.path.stem}.conflict{self.path.suffix}"))
            move(self.path, copy, self._places.root)


def encoded(data: bytes, path: Path) -> bytes:
    """The bytes of a session file, if they can be read again.

    Raises:
        DurableError: the file would be larger than any is read.
    """
    if len(data) > SIZE_LIMIT:
        reason = f"it would be larger than {SIZE_LIMIT >> 10} KiB"
        raise DurableError(path, reason, "shorten the label, the tags or the reasons")
    return data

"""Keeps what is committed: sessions go to the draft on disk beside the loop, so that no key waits."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from sarcoma_tui.files.trouble import DurableError
from sarcoma_tui.sessions.events import Saved
from sarcoma_tui.sessions.session import PackRef, Session, Shown


class DraftWriter(Protocol):
    """What of `sessions.writer.Writer` is used here."""

    @property
    def written(self) -> int:
        """How many changes of the session are on disk."""

    def commit(self, session: Session) -> None:
        """Append to the draft what is not there yet; blocks; raises DurableError."""

    def save(self, session: Session, pack: PackRef, shown: Shown | None, at: datetime) -> Saved:
        """Save the session; blocks; raises DurableError or ChangedOnDisk."""

    def close(self) -> None:
        """Give the session back."""


class Keeper:
    """Hands the newest session to the writer, one write at a time, in a thread.

    `changed` is called in the loop after each write, with the trouble as a sentence, or "" when all is well.
    """

    def __init__(self, writer: DraftWriter, changed: Callable[[str], None]) -> None:
        """A keeper for one session."""
        self.writer = writer
        self._changed = changed
        self._waiting: Session | None = None
        self._latest: Session | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def written(self) -> int:
        """How many changes of the session are on disk."""
        return self.writer.written

    def hand(self, session: Session) -> None:
        """Take a session to be written; returns at once."""
        self._waiting = self._latest = session
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._write())

    async def settled(self) -> None:
        """Wait until everything that was handed over is on disk, or could not be written."""
        while self._task is not None and not self._task.done():
            await self._task

    async def save(self, work: Callable[[], Saved]) -> Saved:
        """Run a save in a thread when no draft is being written.

        Raises:
            DurableError, ChangedOnDisk: as the writer's `save`.
        """
        await self.settled()
        task = asyncio.create_task(asyncio.to_thread(work))
        self._task = asyncio.create_task(_ended(task))
        try:
            return await task
        finally:
            if self._waiting is not None:
                self._task = asyncio.create_task(self._write())

    def flush(self) -> str:
        """Write at once, blocking, what is not on disk (the loop is gone); the trouble, or ""."""
        if self._latest is not None and self._latest.changed > self.written:
            try:
                self.writer.commit(self._latest)
            except DurableError as error:
                return str(error)
        return ""

    def close(self) -> None:
        """Give the session back."""
        self.writer.close()

    async def _write(self) -> None:
        while self._waiting is not None:
            session, self._waiting = self._waiting, None
            try:
                await asyncio.to_thread(self.writer.commit, session)
            except DurableError as error:
                self._changed(f"{error.reason}; {error.advice} ({error.path})")  # a line cuts its end
            else:
                self._changed("")


async def _ended(task: asyncio.Task[Saved]) -> None:
    """Wait for a save without its result or its error."""
    await asyncio.wait([task])

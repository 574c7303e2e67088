"""Writing one session: each committed answer into its draft at once, and the whole at a save."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

from sarcoma_tui.files.durable import write
from sarcoma_tui.files.lock import Lock
from sarcoma_tui.files.reach import read
from sarcoma_tui.files.trouble import DurableError
from sarcoma_tui.sessions.archive import archive_for
from sarcoma_tui.sessions.desk import apply
from sarcoma_tui.sessions.draft_file import DraftFile, encoded
from sarcoma_tui.sessions.events import Saved
from sarcoma_tui.sessions.held import HeldElsewhere, hold
from sarcoma_tui.sessions.history import bounded, keep_revision
from sarcoma_tui.sessions.opening import open_session
from sarcoma_tui.sessions.places import SIZE_LIMIT
from sarcoma_tui.sessions.session import Base, PackRef, Session, Shown
from sarcoma_tui.sessions.store import Listed, Store
from sarcoma_tui.sessions.toml_form import dumps

__all__ = ["ChangedOnDisk", "HeldElsewhere", "Writer", "resume"]


class ChangedOnDisk(DurableError):  # noqa: N818 - a name of the agreed interface
    """The saved file is not the one that was opened: both it and the draft are kept."""


class Writer:
    """The one writer of a session, used from one thread at a time.

    The lock is taken with the first write and held until `close`. A session that is handed over may be one
    from before the last save: its log is brought up to that save here.
    """

    def __init__(self, store: Store, session_id: str) -> None:
        """A writer for a session of which nothing is on disk; `resume` makes those for others."""
        self._store, self._id = store, session_id
        self._path = store.places.session(session_id)
        self._draft = DraftFile(store.places, session_id)
        self._lock: Lock | None = None
        self._base: Base | None = None
        self._tried = ""  # SHA-256 of what a save that failed may have left in place
        self._written = 0
        self._latest: Session | None = None
        self._saved: Saved | None = None
        self._bounded_to = 0

    @property
    def written(self) -> int:
        """How many changes of the session are on disk, as `Session.changed` counts them."""
        return self._written

    def opened(self, lock: Lock, base: Base | None, draft: tuple[int, int] | None, written: int) -> None:
        """Go on with a session on disk: its lock, the saved file, length and changes of its draft."""
        self._lock, self._base, self._written = lock, base, written
        if draft is not None:
            self._draft.opened(*draft)

    def commit(self, session: Session) -> None:
        """Bring every change of the session to disk; when this returns they are there.

        Raises:
            DurableError: they may not be; call it again to retry.
            HeldElsewhere: another process edits the session.
        """
        session = self._up_to_date(session)
        if session.changed <= self._written:
            return
        self._hold()
        fresh = session.changes[max(0, self._written - session.begun) :]
        data = self._draft.takes(fresh)
        if data is None or not self._draft.add(data, len(fresh)):
            self._write_draft(session)
        self._written, self._latest = session.changed, session

    def save(self, session: Session, pack: PackRef, shown: Shown | None, at: datetime) -> Saved:
        """Save the session as its next revision: archive, history copy, replace, drop the draft.

        Raises:
            ChangedOnDisk: the saved file is not the one that was opened.
            HeldElsewhere: another process edits the session.
            DurableError: it is not certain that it is saved; call it again to retry. The draft is kept.
        """
        session = self._up_to_date(session)
        self._hold()
        places = self._store.places
        before = self._unchanged()
        archive_for(self._store, pack.sha256)
        if before is not None and self._base is not None:
            keep_revision(places, self._id, self._base.revision, before)
        revision = max(session.revision, self._base.revision if self._base else 0) + 1
        session = self._bounded(session)
        at = at.astimezone(UTC).replace(microsecond=0)
        whole = replace(session, revision=revision, saved=at, pack=pack, shown=shown, base=None)
        data = encoded(dumps(whole), self._path)
        self._tried = sha256(data).hexdigest()
        write(places.ready(self._path), data, self._store.data)
        saved = Saved(revision, at, session.changed, pack, shown)
        self._base, self._saved, self._tried = Base(revision=revision, sha256=self._tried), saved, ""
        self._settle_draft(saved)
        return saved

    def close(self) -> None:
        """Give the session back; twice is once."""
        lock, self._lock = self._lock, None
        if lock is not None:
            lock.release()

    def _hold(self) -> None:
        if self._lock is None:
            self._lock = hold(self._store.places, self._id)

    def _up_to_date(self, session: Session) -> Session:
        """The session as it is since the last save, without changes that are in history segments."""
        if self._saved is not None and session.revision < self._saved.revision:
            session = apply(session, self._saved, self._saved.at)
        moved = self._bounded_to - session.begun
        if moved <= 0:
            return session
        return replace(
            session,
            changes=session.changes[moved:],
            changes_in_history=session.changes_in_history + moved,
            begun=self._bounded_to,
        )

    def _bounded(self, session: Session) -> Session:
        session = bounded(self._store.places, session)
        self._bounded_to = session.begun
        return session

    def _write_draft(self, session: Session) -> None:
        self._draft.replace(replace(self._bounded(session), base=self._base))

    def _unchanged(self) -> bytes | None:
        """The saved file, which is the one that was opened; None: none was, or a save that failed put it."""
        data = read(self._path, SIZE_LIMIT, self._store.data) if os.path.lexists(self._path) else None
        found = sha256(data).hexdigest() if data is not None else ""
        if found and found == self._tried:
            return None
        if found == (self._base.sha256 if self._base else ""):
            return data
        reason = "it was changed by another program since it was opened" if found else "it is gone"
        advice = "nothing was overwritten: what was answered here is kept as a draft"
        raise ChangedOnDisk(self._path, reason, advice)

    def _settle_draft(self, saved: Saved) -> None:
        """Drop the draft, or go on with it where it holds more than was saved."""
        ahead = self._latest is not None and self._latest.changed > saved.changed
        self._written = saved.changed
        with suppress(DurableError):  # the session is saved; a draft equal to it is dropped at the next start
            if ahead and self._latest is not None:
                self._write_draft(self._up_to_date(self._latest))
                self._written = self._latest.changed
            else:
                self._draft.drop()


def resume(store: Store, listed: Listed, form: Sequence[str], force: bool = False) -> tuple[Session, Writer]:
    """Open a draft, or a saved session for editing, and take its lock; nothing else is written.

    A saved session that has a draft goes on from the draft. `force` takes over a lock of another machine.

    Raises:
        HeldElsewhere: another process edits it.
        DamagedError: it is no session.
        DurableError: it cannot be read, or may only be read.
    """
    writer = Writer(store, listed.id)
    lock = hold(store.places, listed.id, force)
    try:
        found = open_session(store, listed, form)
    except BaseException:
        lock.release()
        raise
    writer.opened(lock, found.base, found.draft, found.written)
    return found.session, writer

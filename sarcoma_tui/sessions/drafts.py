"""Drafts that can be gone on with."""

from __future__ import annotations

import os
from contextlib import suppress

from sarcoma_tui.files.durable import remove
from sarcoma_tui.files.reach import read
from sarcoma_tui.files.trouble import DurableError
from sarcoma_tui.sessions.held import hold
from sarcoma_tui.sessions.listing import Listed, newest_first, parsed, rows
from sarcoma_tui.sessions.places import SIZE_LIMIT
from sarcoma_tui.sessions.session import Session
from sarcoma_tui.sessions.store import Store
from sarcoma_tui.sessions.toml_read import DamagedError


def pending(store: Store) -> list[Listed]:
    """The drafts that hold something their saved session does not, newest first.

    One equal to its session is what a save left behind that was cut off at its end; it is dropped.
    """
    found = newest_first(rows(store.places.drafts, store.data))
    return [listed for listed in found if listed.status == "draft" and not _dropped(store, listed)]


def _dropped(store: Store, listed: Listed) -> bool:
    """Drop a draft that says no more than its session; False: it is still there."""
    if not os.path.lexists(store.places.session(listed.id)) or not _says_nothing_new(store, listed):
        return False
    with suppress(DurableError):  # somebody is just writing it, or it cannot be removed: it does no harm
        lock = hold(store.places, listed.id)
        try:
            if _says_nothing_new(store, listed):
                remove(listed.path, store.data)
                return True
        finally:
            lock.release()
    return False


def _says_nothing_new(store: Store, listed: Listed) -> bool:
    try:
        saved, draft = (
            parsed(read(path, SIZE_LIMIT, store.data), path).session
            for path in (store.places.session(listed.id), listed.path)
        )
    except (DamagedError, DurableError):
        return False
    return _held(saved) == _held(draft)


def _held(session: Session) -> tuple[object, ...]:
    """What a session holds, but for its log."""
    extra = {table: unknown for table, unknown in session.extra.items() if table != "draft"}
    return dict(session.answers), session.label, session.tags, session.decision, extra

"""A session on disk as it is when editing begins or goes on."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from sarcoma_tui.files.reach import read
from sarcoma_tui.files.trouble import DurableError
from sarcoma_tui.sessions.desk import editable, resumed
from sarcoma_tui.sessions.history import edited
from sarcoma_tui.sessions.listing import name_of
from sarcoma_tui.sessions.places import SIZE_LIMIT
from sarcoma_tui.sessions.session import Base, Session
from sarcoma_tui.sessions.store import Listed, Store
from sarcoma_tui.sessions.toml_draft import is_growable, loads_draft
from sarcoma_tui.sessions.toml_read import DamagedError, Read, loads


@dataclass(frozen=True, slots=True)
class Opened:
    """A session with what is on disk of it: the saved file, length and changes of the draft, changes in all.

    A draft of negative length has to be written anew before it is added to.
    """

    session: Session
    base: Base | None
    draft: tuple[int, int] | None
    written: int


def open_session(store: Store, listed: Listed, form: Sequence[str]) -> Opened:
    """Read a session whose lock is held: its draft if there is one, else the saved file.

    Raises:
        DamagedError: it is no session.
        DurableError: it cannot be read, or may only be read.
    """
    if listed.status not in ("saved", "draft"):
        if listed.status == "damaged":
            store.read(listed)  # raises with every fault
        advice = "it can be read only"
        raise DurableError(listed.path, listed.reason or "it is in the trash", advice)
    draft = store.places.draft(listed.id)
    if os.path.lexists(draft):
        return _draft(store, draft, form)
    path = store.places.session(listed.id)
    data = read(path, SIZE_LIMIT, store.data)
    found = edited(store.places, _editable(loads(data, name_of(path)), path))
    session = replace(editable(found.session, form), changes=found.outside)
    return Opened(session, _base(found.session, data), None, len(found.outside))


def _draft(store: Store, path: Path, form: Sequence[str]) -> Opened:
    data = read(path, SIZE_LIMIT, store.data)
    found = _editable(loads_draft(data, name_of(path), form), path)
    session = found.session
    base = session.base
    saved_path = store.places.session(session.id)
    if os.path.lexists(saved_path):
        saved_data = read(saved_path, SIZE_LIMIT, store.data)
        if base is None or base.sha256 != sha256(saved_data).hexdigest():
            session, base = _after_own_save(session, saved_data, name_of(saved_path))
    else:
        base = None  # the saved file is gone: nothing there can be overwritten
    whole = not found.torn and is_growable(data) and base == found.session.base
    draft = (len(data) if whole else -1, len(session.changes))
    return Opened(resumed(session, form), base, draft, len(session.changes))


def _after_own_save(draft: Session, data: bytes, name: str) -> tuple[Session, Base | None]:
    """A draft that was not renewed after its own save, because the program ended in between, goes on from it.

    Any other saved file is somebody else's: the draft keeps its base, and saving will refuse.
    """
    try:
        saved = loads(data, name).session
    except DamagedError:
        return draft, draft.base
    done = saved.changes_in_history + len(saved.changes) - draft.changes_in_history
    same = min(done, len(saved.changes))
    own = 0 < done <= len(draft.changes) and saved.changes[-same:] == draft.changes[done - same : done]
    if not own or saved.revision != draft.revision + 1:
        return draft, draft.base
    caught_up = replace(
        draft,
        revision=saved.revision,
        saved=saved.saved,
        pack=saved.pack,
        shown=saved.shown,
        changes=draft.changes[done:],
        changes_in_history=0,
    )
    return caught_up, _base(saved, data)


def _base(saved: Session, data: bytes) -> Base:
    return Base(revision=saved.revision, sha256=sha256(data).hexdigest())


def _editable(found: Read, path: Path) -> Read:
    if found.newer_format:
        raise DurableError(path, found.remarks[0], "use the newer program to change it")
    return found

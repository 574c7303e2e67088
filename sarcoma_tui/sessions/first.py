"""A session that is saved as soon as it is made, such as one from a case file."""

from __future__ import annotations

from dataclasses import replace

from sarcoma_tui.domain.assess import assess
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.sessions.desk import apply, edited_outside
from sarcoma_tui.sessions.fit import fit
from sarcoma_tui.sessions.session import Session
from sarcoma_tui.sessions.shown import pack_ref, shown_of
from sarcoma_tui.sessions.store import Store
from sarcoma_tui.sessions.writer import Writer


def first_saved(store: Store, session: Session, pack: Pack) -> Session:
    """Save a session as its first revision, at the time of its making; answers that are not logged are.

    Raises:
        DurableError: it is not on disk.
    """
    missing = edited_outside(session, {}, session.created)
    session = replace(session, changes=(*session.changes, *missing))
    shown = shown_of(pack, assess(pack, fit(session.answers, pack).answers))
    writer = Writer(store, session.id)
    try:
        saved = writer.save(session, pack_ref(pack), shown, session.created)
    finally:
        writer.close()
    return apply(session, saved, saved.at)

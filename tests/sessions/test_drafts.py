"""Drafts at the next start: what a crash left is offered, what says nothing new is dropped."""

from __future__ import annotations

import pytest

from sarcoma_tui.files.trouble import DurableError
from sarcoma_tui.sessions.drafts import pending
from sarcoma_tui.sessions.events import Answered, Labelled, Undo
from sarcoma_tui.sessions.store import DamagedError, Store
from sarcoma_tui.sessions.writer import Writer, resume
from tests.sessions.making import (
    FORM,
    ID,
    PACK,
    SHOWN,
    act,
    answered,
    blank,
    files_in,
    on_disk,
    save,
    saved_in,
)
from tests.sessions.making import NOW as LATER

SECOND = "01JDBQ3S0000000000000000BB"


def leave(store: Store, session_id: str = ID) -> bytes:
    """A draft as a program that was killed leaves it."""
    if store.places.session(session_id).exists():
        session, writer = resume(store, store.find(session_id), FORM)
    else:
        session, writer = answered(blank(session_id)), Writer(store, session_id)
    writer.commit(act(session, Answered("grade", "G1"), Answered("grade", "G3")))
    writer.close()
    return store.places.draft(session_id).read_bytes()


def test_drafts_are_offered_and_stay(store: Store) -> None:
    saved_in(store, SECOND)
    left = {session_id: leave(store, session_id) for session_id in (ID, SECOND)}
    for _ in range(2):
        assert {row.id for row in pending(store)} == {ID, SECOND}
    for session_id, data in left.items():
        assert store.places.draft(session_id).read_bytes() == data


def test_one_that_was_saved_is_dropped(store: Store) -> None:
    writer, session = Writer(store, ID), answered(blank())
    writer.commit(session)
    draft = store.places.draft(ID)
    data = draft.read_bytes()
    writer.save(session, PACK, SHOWN, LATER)
    writer.close()
    draft.write_bytes(data)  # killed right before the draft was dropped
    before = store.places.session(ID).read_bytes()
    assert pending(store) == [] and not draft.exists()
    assert store.places.session(ID).read_bytes() == before


@pytest.mark.parametrize("what", ["answers", "label", "an unknown key"])
def test_one_that_says_anything_more_is_not_dropped(store: Store, what: str) -> None:
    saved_in(store)
    session, writer = resume(store, store.find(ID), FORM)
    event = Labelled("x") if what == "label" else Answered("grade", "G3")
    writer.commit(act(session, event))
    writer.close()
    draft = store.places.draft(ID)
    if what == "an unknown key":
        text = (
            draft.read_text().replace('"G3"', '"unknown"').replace("minor = 0\n", "minor = 0\nnew = 1\n", 1)
        )
        draft.write_text(text)
    assert [row.id for row in pending(store)] == [ID] and draft.exists()


def test_one_whose_session_cannot_be_read_is_not_dropped(store: Store) -> None:
    writer, session = Writer(store, ID), answered(blank())
    writer.commit(session)
    data = store.places.draft(ID).read_bytes()
    save(writer, session)
    writer.close()
    store.places.draft(ID).write_bytes(data)
    store.places.session(ID).write_bytes(b"format = ")
    assert [row.id for row in pending(store)] == [ID]
    assert store.places.draft(ID).read_bytes() == data


def test_one_that_is_being_written_is_left_alone(store: Store) -> None:
    saved_in(store)
    session, writer = resume(store, store.find(ID), FORM)
    session = act(session, Answered("grade", "G1"), Answered("grade", "unknown"))
    writer.commit(session)
    assert [row.id for row in pending(store)] == [ID], "though it is equal to its session by now"
    writer.close()
    assert pending(store) == []


def test_damaged_drafts_are_not_offered_and_not_touched(store: Store) -> None:
    data = leave(store)[:-20].replace(b"[answers]", b"[answers")
    store.places.draft(ID).write_bytes(data)
    assert pending(store) == []
    (row,) = store.listed()
    assert row.status == "damaged" and "drafts/" in row.reason
    saved_in_its_place = store.places.ready(store.places.session(ID))
    assert not saved_in_its_place.exists()
    with pytest.raises(DamagedError):
        resume(store, row, FORM)
    assert files_in(store.data)[f"drafts/{ID}.toml"] == data


def test_a_damaged_draft_blocks_no_reading_but_editing_of_its_session(store: Store) -> None:
    saved_in(store)
    leave(store)
    store.places.draft(ID).write_bytes(b"\0" * 100)
    assert store.read(store.find(ID)).session.answers
    with pytest.raises(DamagedError):
        resume(store, store.find(ID), FORM)
    assert store.places.draft(ID).read_bytes() == b"\0" * 100


def test_a_torn_record_is_dropped_said_and_overwritten_by_the_next(store: Store) -> None:
    data = leave(store)
    store.places.draft(ID).write_bytes(data[:-9])
    (row,) = pending(store)
    (remark,) = store.read(row).remarks
    assert "cut off" in remark and f"drafts/{ID}.toml:" in remark
    session, writer = resume(store, row, FORM)
    assert session.answers["grade"] == "G1"
    writer.commit(act(session, Answered("grade", "G2")))
    writer.close()
    assert store.read(store.find(ID)).remarks == ()
    assert store.read(store.find(ID)).session.answers["grade"] == "G2"


def test_everything_in_a_draft_can_be_undone(store: Store) -> None:
    leave(store)
    session, writer = resume(store, store.find(ID), FORM)
    count = len(session.changes)
    session = act(session, *[Undo()] * count)
    assert session.answers == {} and len(session.changes) == 2 * count
    writer.commit(session)
    writer.close()
    assert store.read(store.find(ID)).session.answers == {}


def test_a_draft_whose_session_is_gone_can_be_saved(store: Store) -> None:
    saved_in(store)
    leave(store)
    store.places.session(ID).unlink()
    session, writer = resume(store, store.find(ID), FORM)
    save(writer, session)
    writer.close()
    assert on_disk(store).answers["grade"] == "G3" and on_disk(store).revision == 2


def test_a_draft_of_another_revision_keeps_both(store: Store) -> None:
    saved_in(store)
    leave(store)
    path = store.places.session(ID)
    theirs = path.read_bytes().replace(b"revision = 1", b"revision = 2", 1)
    path.write_bytes(theirs)
    (row,) = pending(store)
    session, writer = resume(store, row, FORM)
    with pytest.raises(DurableError, match="nothing was overwritten"):
        save(writer, session)
    writer.close()
    assert path.read_bytes() == theirs and store.read(row).session.answers["grade"] == "G3"

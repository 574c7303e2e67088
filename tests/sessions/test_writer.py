"""Writing: each committed answer is in the draft, each save is a new revision beside the one before."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sarcoma_tui.files.trouble import DurableError
from sarcoma_tui.sessions.desk import apply
from sarcoma_tui.sessions.events import Answered, Event, Labelled, NotesChanged, Redo, Tagged, TakenBack, Undo
from sarcoma_tui.sessions.history import MOST
from sarcoma_tui.sessions.places import SIZE_LIMIT
from sarcoma_tui.sessions.session import NOTES_LIMIT, PackRef, Session
from sarcoma_tui.sessions.store import Store
from sarcoma_tui.sessions.toml_form import dumps
from sarcoma_tui.sessions.writer import ChangedOnDisk, Writer, resume
from tests.sessions.making import (
    ANSWERS,
    FORM,
    ID,
    NOW,
    PACK,
    SHOWN,
    act,
    answered,
    blank,
    draft_on_disk,
    files_in,
    on_disk,
    save,
    saved_in,
    store_in,
)

steps: st.SearchStrategy[Event | str] = st.one_of(
    st.builds(Answered, st.sampled_from(FORM), st.sampled_from(["a", "b", "unknown"])),
    st.builds(TakenBack, st.sampled_from(FORM)),
    st.builds(Labelled, st.sampled_from(["", "x", "y"])),
    st.builds(Tagged, st.lists(st.sampled_from(["x", "y"]), max_size=2).map(tuple)),
    st.builds(NotesChanged, st.sampled_from(["", "one\n\ntwo", "[[changes]]\n"])),
    st.just(Undo()),
    st.just(Redo()),
    st.sampled_from(["save", "reopen"]),
)


def content(session: Session) -> tuple[object, ...]:
    return list(session.answers.items()), session.label, session.tags, session.decision


def test_nothing_is_made_before_the_first_change(store: Store) -> None:
    writer = Writer(store, ID)
    writer.commit(blank())
    writer.close()
    assert list(store.data.iterdir()) == []


def test_each_answer_is_on_disk_when_commit_returns(store: Store) -> None:
    writer, session = Writer(store, ID), blank()
    for count, (question, answer) in enumerate(ANSWERS, 1):
        session = act(session, Answered(question, answer))
        writer.commit(session)
        assert writer.written == count
        assert content(draft_on_disk(store)) == content(session)
    writer.close()
    assert not store.places.session(ID).exists(), "committed is not saved"


def test_a_later_answer_only_adds_its_record(store: Store) -> None:
    writer, session = Writer(store, ID), answered(blank())
    writer.commit(session)
    before, inode = store.places.draft(ID).read_bytes(), store.places.draft(ID).stat().st_ino
    session = act(session, Answered("grade", "G3"), Answered("grade", "G2"))
    writer.commit(session)
    after = store.places.draft(ID).read_bytes()
    assert after.startswith(before) and after.count(b"[[changes]]") == len(session.changes)
    assert store.places.draft(ID).stat().st_ino == inode
    writer.commit(session)
    assert store.places.draft(ID).read_bytes() == after, "what is there is not written again"
    writer.close()


def test_a_save_is_the_whole_session_and_its_draft_is_gone(store: Store) -> None:
    session = saved_in(store)
    assert content(on_disk(store)) == content(session)
    assert (on_disk(store).revision, on_disk(store).shown, on_disk(store).base) == (1, SHOWN, None)
    assert sorted(files_in(store.data)) == [f"sessions/{ID}.toml"]
    assert session.changes == () and session.revision == 1
    for path in store.data.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_every_revision_before_is_kept_with_its_own_changes(store: Store) -> None:
    session = saved_in(store)
    writer = Writer(store, ID)
    session, writer = resume(store, store.find(ID), FORM)
    files = {}
    for revision in (2, 3, 4):
        files[revision - 1] = store.places.session(ID).read_bytes()
        session = act(session, Answered("grade", f"G{revision}"))
        writer.commit(session)
        session = save(writer, session)
        assert (session.revision, len(on_disk(store).changes)) == (revision, 1)
    writer.close()
    for revision, data in files.items():
        assert store.places.revision(ID, revision).read_bytes() == data
    assert len(files) == 3


def test_opening_a_saved_session_writes_nothing(store: Store) -> None:
    saved_in(store)
    before = files_in(store.data)
    session, writer = resume(store, store.find(ID), FORM)
    assert content(session) == content(on_disk(store)) and session.changes == ()
    writer.commit(session)
    writer.close()
    assert files_in(store.data) == before


def test_a_draft_names_what_it_started_from(store: Store) -> None:
    saved_in(store)
    session, writer = resume(store, store.find(ID), FORM)
    writer.commit(act(session, Answered("grade", "G3")))
    writer.close()
    base = draft_on_disk(store).base
    assert base is not None and base.revision == 1 and len(base.sha256) == 64


@pytest.mark.parametrize("change", ["edited", "replaced", "deleted"])
def test_a_session_that_changed_underneath_is_not_overwritten(store: Store, change: str) -> None:
    saved_in(store)
    session, writer = resume(store, store.find(ID), FORM)
    session = act(session, Answered("grade", "G3"))
    writer.commit(session)
    path = store.places.session(ID)
    if change == "edited":
        path.write_bytes(path.read_bytes() + b"\n# by hand\n")
    elif change == "replaced":
        path.write_bytes(dumps(replace(on_disk(store), revision=9)))
    else:
        path.unlink()
    theirs = files_in(store.data)
    with pytest.raises(ChangedOnDisk) as caught:
        save(writer, session)
    assert str(path) in str(caught.value) and "kept as a draft" in str(caught.value)
    assert files_in(store.data) == theirs
    assert content(draft_on_disk(store)) == content(session)
    writer.close()


def test_a_new_session_never_replaces_one_that_is_there(store: Store) -> None:
    saved_in(store)
    before = store.places.session(ID).read_bytes()
    writer = Writer(store, ID)
    with pytest.raises(ChangedOnDisk):
        writer.save(answered(blank()), PACK, SHOWN, NOW)
    writer.close()
    assert store.places.session(ID).read_bytes() == before


def test_a_draft_somebody_else_wrote_to_is_kept_beside(store: Store) -> None:
    writer, session = Writer(store, ID), answered(blank())
    writer.commit(session)
    path = store.places.draft(ID)
    theirs = path.read_bytes() + b"# synced\n"
    path.write_bytes(theirs)
    session = act(session, Answered("grade", "G3"))
    writer.commit(session)
    assert content(draft_on_disk(store)) == content(session)
    (copy,) = [listed for listed in store.listed() if listed.status == "conflict-copy"]
    assert copy.path.read_bytes() == theirs and copy.id == ID and path.name in copy.reason
    path.unlink()
    writer.commit(act(session, Answered("grade", "G2")))
    assert draft_on_disk(store).answers["grade"] == "G2", "and one that was taken away is there again"
    writer.close()


def test_a_draft_that_is_there_is_not_lost_to_a_new_session_with_its_id(store: Store) -> None:
    writer = Writer(store, ID)
    writer.commit(answered(blank()))
    writer.close()
    theirs = store.places.draft(ID).read_bytes()
    other = Writer(store, ID)
    other.commit(act(blank(), Answered("grade", "G1")))
    other.close()
    assert theirs in files_in(store.data).values()


def test_what_was_answered_while_a_save_ran_stays_a_draft(store: Store) -> None:
    writer, session = Writer(store, ID), answered(blank())
    writer.commit(session)
    later = act(session, Answered("grade", "G3"))
    writer.commit(later)
    event = writer.save(session, PACK, SHOWN, NOW)
    assert on_disk(store).answers["grade"] == "unknown"
    assert draft_on_disk(store).answers["grade"] == "G3" and writer.written == later.changed
    latest = act(later, Answered("site", "orbit"))
    writer.commit(latest)  # it knows nothing of the save yet
    assert [change.what for change in draft_on_disk(store).changes] == ["grade", "site"]
    latest = apply(latest, event, NOW)
    latest = act(latest, Answered("site", "breast"))
    writer.commit(latest)
    latest = save(writer, latest)
    assert content(on_disk(store)) == content(latest) and on_disk(store).revision == 2
    assert [change.what for change in on_disk(store).changes] == ["grade", "site", "site"]
    assert not store.places.draft(ID).exists()
    writer.close()


def test_a_draft_that_was_not_renewed_after_its_own_save_goes_on_from_it(store: Store) -> None:
    writer, session = Writer(store, ID), answered(blank())
    later = act(session, Answered("grade", "G3"))
    writer.commit(later)
    draft = store.places.draft(ID).read_bytes()
    writer.save(session, PACK, SHOWN, NOW)
    writer.close()
    store.places.draft(ID).write_bytes(draft)  # as a crash right after the save leaves it
    resumed, writer = resume(store, store.find(ID), FORM)
    assert content(resumed) == content(later) and [change.what for change in resumed.changes] == ["grade"]
    assert save(writer, resumed).revision == 2
    writer.close()
    assert on_disk(store).answers["grade"] == "G3"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(steps, max_size=25))
def test_whatever_happens_the_disk_holds_it(
    tmp_path_factory: pytest.TempPathFactory, happened: list[Event | str]
) -> None:
    store = store_in(tmp_path_factory.mktemp("data"))
    session, writer = blank(), Writer(store, ID)
    session = answered(session, ANSWERS[:1])
    writer.commit(session)
    for step in happened:
        if step == "save":
            session = save(writer, session)
        elif step == "reopen":
            writer.close()
            again, writer = resume(store, store.find(ID), FORM)
            assert content(again) == content(session)
            session = again
        elif not isinstance(step, str):
            session = act(session, step)
            writer.commit(session)
        draft = store.places.draft(ID).exists()
        assert content(draft_on_disk(store) if draft else on_disk(store)) == content(session)
    if store.places.session(ID).exists():
        assert store.read(store.find(ID)).outside == (), "the log always gives the answers"
    writer.close()


def test_very_many_answers_stay_bounded(store: Store) -> None:
    writer, session = Writer(store, ID), blank()
    for number in range(3 * MOST):
        session = act(session, Answered("grade", f"G{number % 3}"))
        if number % 3 == 2:
            writer.commit(session)
        if number % 99 == 98:
            draft = draft_on_disk(store)
            assert draft.changes_in_history + len(draft.changes) == number + 1
            assert draft.answers == session.answers
    assert len(draft_on_disk(store).changes) <= MOST
    session = save(writer, session)
    writer.close()
    assert len(on_disk(store).changes) <= MOST
    assert on_disk(store).changes_in_history + len(on_disk(store).changes) == 3 * MOST
    assert store.read(store.find(ID)).outside == (), "the segments and the file are the whole log"
    again, writer = resume(store, store.find(ID), FORM)
    assert (again.changes, again.changes_in_history) == ((), 0)
    writer.close()


def test_notes_that_log_themselves_whole_stay_bounded(store: Store) -> None:
    writer, session = Writer(store, ID), blank()
    for number in range(30):
        session = act(session, NotesChanged(f"{number}" + "\x00" * (NOTES_LIMIT - 5)))
        writer.commit(session)
        assert store.places.draft(ID).stat().st_size <= SIZE_LIMIT
    session = save(writer, session)
    writer.close()
    assert store.places.session(ID).stat().st_size <= SIZE_LIMIT
    assert all(len(data) <= SIZE_LIMIT for data in files_in(store.data).values())
    assert on_disk(store).decision.notes == session.decision.notes


def test_what_could_not_be_read_again_is_not_written(store: Store) -> None:
    writer = Writer(store, ID)
    with pytest.raises(DurableError, match="larger than 1024 KiB"):
        writer.commit(act(blank(), Labelled("x" * SIZE_LIMIT)))
    assert files_in(store.data).keys() == {f"locks/{ID}.lock"}
    writer.commit(act(blank(), Labelled("x" * 100)))
    writer.close()


@pytest.mark.parametrize(
    "at",
    [
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC),
        datetime(2024, 2, 29, 23, 59, 59, 999_999, tzinfo=timezone(timedelta(hours=-11))),
        datetime(1970, 1, 1, tzinfo=timezone(timedelta(hours=14))),
    ],
)
def test_odd_clocks_are_no_trouble(store: Store, at: datetime) -> None:
    session = apply(blank(), Answered("grade", "G3"), at)
    writer = Writer(store, ID)
    writer.commit(session)
    session = save(writer, session, at)
    session = act(session, Answered("grade", "G2"))
    writer.commit(session)
    assert draft_on_disk(store).answers["grade"] == "G2"
    session = save(writer, session, at - timedelta(days=1) if at.year > 1 else at)
    writer.close()
    assert on_disk(store).revision == 2, "the revision orders, not the clock"
    assert store.listed()[0].saved == session.saved


def test_the_content_must_be_the_one_it_was_assessed_with(store: Store) -> None:
    writer, session = Writer(store, ID), answered(blank())
    other = PackRef(id="x", version="1", sha256="a" * 64, engine=1)
    writer.commit(session)
    with pytest.raises(DurableError, match="changed since it was loaded"):
        writer.save(session, other, None, NOW)
    assert not store.places.session(ID).exists() and content(draft_on_disk(store)) == content(session)
    save(writer, session)
    writer.close()


def test_unknown_keys_live_through_an_edit_at_every_level(store: Store) -> None:
    saved_in(store)
    path = store.places.session(ID)
    text = path.read_text()
    for heading, key in (("[pack]", "p"), ("[answers]", "an"), ("[shown]", "s"), ("[decision]", "d")):
        text = text.replace(f"{heading}\n", f"{heading}\nx-{key} = {{ deep = [1, 2.5] }}\n", 1)
    text = text.replace("minor = 0\n", "minor = 4\nx-top = 1\n", 1)
    text = text.replace('verdict = "standard" }', 'verdict = "standard", x-line = true }', 1)
    text = text.replace("\n[[changes]]\n", '\n[x-table]\nkey = "kept"\n\n[[changes]]\nx-change = 1\n', 1)
    path.write_text(text)
    session, writer = resume(store, store.find(ID), FORM)
    session = act(session, Answered("grade", "G3"))
    writer.commit(session)
    writer.save(session, session.pack, session.shown, NOW)
    writer.close()
    after = path.read_text()
    for mark in ("x-p =", "x-an =", "x-s =", "x-d =", "x-top = 1", "x-line = true", "[x-table]", "minor = 4"):
        assert mark in after, mark
    assert "x-change = 1" in store.places.revision(ID, 1).read_text()


def test_a_session_edited_by_hand_says_so_and_logs_it(store: Store) -> None:
    saved_in(store)
    path = store.places.session(ID)
    path.write_text(path.read_text().replace("size_cm = 7.5\n", "size_cm = 9.5\n", 1))
    (remark,) = store.read(store.find(ID)).remarks
    assert "edited outside" in remark and "size_cm" in remark
    session, writer = resume(store, store.find(ID), FORM)
    session = act(session, Answered("grade", "G3"))
    writer.commit(session)
    save(writer, session)
    writer.close()
    logged = [(change.what, change.before, change.after) for change in on_disk(store).changes]
    assert [str(part) for part in logged[0]] == ["size_cm", "7.5", "9.5"] and logged[1][0] == "grade"
    assert store.read(store.find(ID)).outside == ()

"""The desk: events in, sessions out; nothing is lost and everything can be undone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.sessions.desk import apply, begin, editable, edited_outside, plain_text, replayed
from sarcoma_tui.sessions.events import (
    Answered,
    DecisionChanged,
    Event,
    Labelled,
    NotesChanged,
    Redo,
    Saved,
    Tagged,
    TakenBack,
    Undo,
)
from sarcoma_tui.sessions.session import PackRef, Session, SetAside

NOW = datetime(2026, 11, 23, 9, 12, 44, tzinfo=UTC)
PACK = PackRef(id="sts", version="2026.11", sha256="0" * 64, engine=1)
FORM = ("situation", "site", "size_cm", "grade", "metastatic_sites", "surgery_date")

answers: st.SearchStrategy[Answer] = st.one_of(
    st.sampled_from(["unknown", "G1", "lower-limb"]),
    st.decimals(0, 60, places=1),
    st.sampled_from([("lung",), ("none",), ("lung", "unknown")]),
    st.dates(date(1990, 1, 1), date(2030, 1, 1)),
)
questions = st.sampled_from((*FORM, "from_another_pack"))
texts = st.text(max_size=12)
logged: st.SearchStrategy[Event] = st.one_of(
    st.builds(Answered, questions, answers),
    st.builds(TakenBack, questions),
    st.builds(Labelled, texts),
    st.builds(Tagged, st.lists(texts, max_size=3).map(tuple)),
    st.builds(NotesChanged, texts),
    st.builds(
        DecisionChanged,
        st.lists(texts, max_size=2).map(tuple),
        st.lists(st.builds(SetAside, option=texts, reason=texts), max_size=2).map(tuple),
    ),
)
events: st.SearchStrategy[Event] = st.one_of(logged, st.just(Undo()), st.just(Redo()))


def blank() -> Session:
    return begin("01JDBQ3S0000000000000000AA", PACK, FORM, NOW)


def play(session: Session, *happened: Event) -> Session:
    for step, event in enumerate(happened):
        session = apply(session, event, NOW + timedelta(seconds=step))
    return session


def content(session: Session) -> tuple[object, ...]:
    return dict(session.answers), session.label, session.tags, session.decision


@given(st.lists(events, max_size=30))
def test_the_log_replayed_gives_the_session(happened: list[Event]) -> None:
    session = play(blank(), *happened)
    assert content(replayed(blank(), session.changes)) == content(session)
    assert content(replayed(session, session.changes)) == content(session)


@given(st.lists(logged, max_size=20))
def test_undo_goes_all_the_way_back_and_redo_all_the_way_forth(happened: list[Event]) -> None:
    session = play(blank(), *happened)
    count = len(session.changes)
    back = play(session, *[Undo()] * count)
    assert content(back) == content(blank())
    assert len(back.changes) == 2 * count
    assert content(play(back, *[Redo()] * count)) == content(session)


@given(st.lists(events, max_size=30))
def test_answers_of_the_form_stand_in_form_order(happened: list[Event]) -> None:
    known = [key for key in play(blank(), *happened).answers if key in FORM]
    assert known == sorted(known, key=FORM.index)


@given(st.lists(events, max_size=12), events)
def test_apply_leaves_the_session_it_was_given_alone(happened: list[Event], event: Event) -> None:
    session = play(blank(), *happened)
    before = (content(session), session.changes, session.undo, session.redo)
    apply(session, event, NOW)
    assert (content(session), session.changes, session.undo, session.redo) == before


def test_an_answer_equal_to_the_present_one_changes_nothing() -> None:
    session = play(blank(), Answered("size_cm", Decimal("7.5")))
    assert apply(session, Answered("size_cm", Decimal("7.5")), NOW) is session
    assert apply(session, TakenBack("grade"), NOW) is session
    assert apply(session, Redo(), NOW) is session
    assert apply(blank(), Undo(), NOW) == blank()


def test_a_new_answer_after_undo_forgets_what_could_be_redone() -> None:
    session = play(blank(), Answered("grade", "G1"), Undo(), Answered("grade", "G2"), Redo())
    assert session.answers == {"grade": "G2"}
    assert play(session, Undo(), Undo()).answers == {}


def test_answers_in_another_order_keep_it() -> None:
    session = play(blank(), Answered("grade", "G1"))
    swapped = apply(
        Session(
            id=session.id,
            created=NOW,
            pack=PACK,
            answers={"grade": "G1", "site": "orbit", "old_question": "x"},
            form=FORM,
        ),
        Answered("size_cm", Decimal(3)),
        NOW,
    )
    assert list(swapped.answers) == ["grade", "site", "size_cm", "old_question"]


def test_times_are_whole_seconds_of_utc_and_a_clock_running_backwards_refuses_nothing() -> None:
    session = apply(blank(), Answered("grade", "G1"), NOW.replace(microsecond=5))
    session = apply(session, Answered("grade", "G2"), NOW - timedelta(days=400))
    assert [change.after for change in session.changes] == ["G1", "G2"]
    assert session.changes[0].at == NOW
    with pytest.raises(ValueError, match="time zone"):
        apply(session, Answered("grade", "G3"), datetime(2026, 1, 1))


def test_what_was_answered_while_a_save_ran_stays_in_the_log() -> None:
    session = play(blank(), Answered("grade", "G1"), Answered("site", "orbit"))
    saved = Saved(revision=1, at=NOW, changed=session.changed, pack=PACK, shown=None)
    later = apply(apply(session, Answered("grade", "G2"), NOW), saved, NOW)
    assert (later.revision, later.saved) == (1, NOW)
    assert [change.after for change in later.changes] == ["G2"]
    again = apply(later, Saved(revision=2, at=NOW, changed=later.changed, pack=PACK, shown=None), NOW)
    assert again.changes == ()
    assert play(again, Undo(), Undo(), Undo()).answers == {}, "undo reaches behind a save"


def test_an_edit_outside_is_seen_and_named() -> None:
    session = play(blank(), Answered("grade", "G1"), Answered("site", "orbit"))
    assert edited_outside(session, {}, NOW) == ()
    edited = Session(
        id=session.id,
        created=NOW,
        pack=PACK,
        changes=session.changes,
        answers={"grade": "G3", "depth": "deep"},
    )
    difference = edited_outside(edited, {}, NOW)
    assert {(change.what, change.before, change.after) for change in difference} == {
        ("grade", "G1", "G3"),
        ("depth", None, "deep"),
        ("site", "orbit", None),
    }


def test_editing_a_saved_session_starts_a_new_log() -> None:
    session = play(blank(), Answered("grade", "G1"))
    opened = editable(session, FORM)
    assert opened.changes == () and opened.answers == session.answers and opened.changed == 0


def test_half_a_surrogate_pair_cannot_reach_the_file() -> None:
    assert plain_text("a\ud83db").encode() and plain_text("grün 😀") == "grün 😀"
    assert play(blank(), Labelled("\udc80")).label.encode()

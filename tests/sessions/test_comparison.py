"""Two sessions side by side: nothing is left out, told twice, or called a difference that is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sarcoma_tui.sessions.comparison import KINDS, Comparison, Pair, compare, left_first
from sarcoma_tui.sessions.session import Session

from .generated import sessions

PARTS = ("answers", "groups", "panel")
MIRRORED = {"changed": "changed", "left": "right", "right": "left", "same": "same"}


@st.composite
def two(draw: st.DrawFn) -> tuple[Session, Session]:
    """Two sessions that are likely to have something in common."""
    left, right = draw(sessions()), draw(sessions())
    shared = draw(st.lists(st.sampled_from(list(left.answers)), unique=True)) if left.answers else []
    right = replace(right, answers={**right.answers, **{name: left.answers[name] for name in shared}})
    return left, replace(right, shown=draw(st.sampled_from([left.shown, right.shown])))


def held(session: Session, part: str) -> Mapping[str, object]:
    """What a session holds of one part, read from it in another way."""
    if part == "answers":
        return session.answers
    if session.shown is None:
        return {}
    return session.shown.groups if part == "groups" else {i.option: i.verdict for i in session.shown.panel}


def pairs(found: Comparison, part: str) -> tuple[Pair[Any], ...]:
    """The pairs of one part."""
    listed: tuple[Pair[Any], ...] = getattr(found, part)
    return listed


@given(sessions())
def test_a_session_and_itself_do_not_differ(session: Session) -> None:
    found = compare(session, session)
    assert found.same
    assert not (found.other_content or found.other_engine)
    assert {pair.kind for part in PARTS for pair in pairs(found, part)} <= {"same"}


@given(two())
def test_the_other_way_round_is_the_mirror_image(pair: tuple[Session, Session]) -> None:
    there, back = compare(*pair), compare(*reversed(pair))
    for part in PARTS:
        mirrored = {(item.name, item.right, item.left, MIRRORED[item.kind]) for item in pairs(back, part)}
        assert {(item.name, item.left, item.right, item.kind) for item in pairs(there, part)} == mirrored
    assert (there.same, there.other_content, there.other_engine) == (
        back.same,
        back.other_content,
        back.other_engine,
    )


@pytest.mark.parametrize("part", PARTS)
@given(pair=two())
def test_everything_that_either_holds_appears_exactly_once(part: str, pair: tuple[Session, Session]) -> None:
    found = pairs(compare(*pair), part)
    names = [item.name for item in found]
    left, right = (held(session, part) for session in pair)
    assert len(names) == len(set(names))
    assert set(names) == left.keys() | right.keys()
    for item in found:
        assert (item.left, item.right) == (left.get(item.name), right.get(item.name))
        assert item.kind in KINDS


@given(two())
def test_the_same_means_that_nothing_moved(pair: tuple[Session, Session]) -> None:
    alike = all(held(pair[0], part) == held(pair[1], part) for part in PARTS)
    assert compare(*pair).same == alike


@given(sessions(), st.sampled_from([{"sha256": "f" * 64}, {"engine": 1 << 31}]))
def test_other_content_and_another_engine_are_told_apart(session: Session, change: dict[str, Any]) -> None:
    found = compare(session, replace(session, pack=replace(session.pack, **change)))
    assert (found.other_content, found.other_engine) == ("sha256" in change, "engine" in change)


@given(sessions(), sessions())
def test_under_one_label_the_older_stands_left_else_the_first(one: Session, other: Session) -> None:
    if one.label == other.label != "" and one.created != other.created:
        assert left_first(one, other) == (one.created < other.created)
    alike = replace(other, label=one.label or "x"), replace(one, label=one.label or "x")
    if one.created != other.created:
        assert left_first(*alike) == (other.created < one.created) != left_first(*reversed(alike))
    assert left_first(replace(one, label="a"), replace(other, label="b"))
    assert left_first(replace(one, label=""), replace(other, label=""))

"""Then and now: nothing is called a difference that is none, and none is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sarcoma_tui.domain.assess import assess
from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.packs.load import load_pack
from sarcoma_tui.sessions import desk
from sarcoma_tui.sessions.difference import difference
from sarcoma_tui.sessions.fit import fit
from sarcoma_tui.sessions.session import PanelLine, Session, Shown
from sarcoma_tui.sessions.shown import pack_ref, shown_of

PACK = load_pack(Path(__file__).parents[1] / "tui" / "pack")
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
CASE: dict[str, Answer] = {
    "situation": "new-diagnosis", "site": "limb", "size_cm": Decimal("7.5"), "grade": "G3", "nodes": "N0",
    "metastases": "M0",
}  # fmt: skip


def saved(answers: dict[str, Answer], shown: Shown | None = None) -> Session:
    """A session whose panel is what its answers show, or another one."""
    session = desk.begin("01X", pack_ref(PACK), tuple(PACK.questions), NOON)
    found = shown_of(PACK, assess(PACK, fit(answers, PACK).answers))
    return replace(session, answers=answers, shown=shown or found)


CASES = st.fixed_dictionaries(
    {},
    optional={
        name: st.sampled_from([*question.names, "unknown"])
        for name, question in PACK.questions.items()
        if question.kind == "choice"
    },
)


@given(CASES)
def test_under_the_same_content_nothing_differs(answers: dict[str, Answer]) -> None:
    found = difference(saved(answers), PACK)
    assert found.compared
    assert found.same
    assert not (found.other_content or found.other_engine or found.refused)


OPTIONS = st.dictionaries(
    st.sampled_from([*PACK.options, "leeches", "mercury"]),
    st.sampled_from(["standard", "consider", "depends", "avoid", "doubtful"]),
)


@given(CASES, OPTIONS)
def test_what_moved_turns_the_panel_of_then_into_that_of_now(
    answers: dict[str, Answer], then: dict[str, str]
) -> None:
    panel = tuple(PanelLine(option=option, verdict=verdict) for option, verdict in then.items())
    shown = Shown(groups={}, assessment_sha256="", panel=panel)
    found = difference(saved(answers, shown), PACK)
    assert all(move.then == then.get(move.option, "") != move.now for move in found.options)
    patched = {**then, **{move.option: move.now for move in found.options}}
    now = {line.option: line.verdict for line in shown_of(PACK, found.found).panel}
    assert {option: verdict for option, verdict in patched.items() if verdict} == now


def test_a_stage_that_moved_names_the_body() -> None:
    shown = Shown(groups={"ajcc8": ("IIIB",), "uicc9": ("IIIA",)}, assessment_sha256="", panel=())
    (moved,) = difference(saved(CASE, shown), PACK).groups
    assert (moved.body, moved.then, moved.now) == ("ajcc8", ("IIIB",), ("IIIA",))


def test_a_session_that_was_never_saved_has_no_then() -> None:
    found = difference(replace(saved(CASE), shown=None), PACK)
    assert not found.compared
    assert found.same


def test_answers_that_cannot_be_used_are_named() -> None:
    found = difference(saved({**CASE, "ancient": "yes", "grade": "G9"}), PACK)
    assert {name for name, _ in found.refused} == {"ancient", "grade"}
    assert "ancient" not in found.answers


@pytest.mark.parametrize("change", [{"sha256": "f" * 64}, {"engine": 7}])
def test_other_content_and_another_engine_are_told_apart(change: dict[str, object]) -> None:
    session = saved(CASE)
    other = replace(session, pack=replace(session.pack, **change))  # type: ignore[arg-type]
    found = difference(other, PACK)
    assert (found.other_content, found.other_engine) == ("sha256" in change, "engine" in change)

"""Lines with the shipped content: nothing runs together, nothing is an id, what is missing says so."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sarcoma_tui.domain.assess import assess
from sarcoma_tui.domain.case import read_case
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.packs.load import load_pack
from sarcoma_tui.tui.widgets.form_lines import FormState, form_lines
from sarcoma_tui.tui.widgets.panel_head import conflict_lines
from sarcoma_tui.tui.widgets.panel_notes import missing_here, note

LIMB: dict[str, Answer] = {
    "situation": "new-diagnosis", "site": "lower-limb", "depth": "deep", "size_cm": Decimal(12),
    "histology": "synovial", "grade": "G3", "nodes": "N0", "metastases": "M0", "resectability": "resectable",
}  # fmt: skip


@pytest.fixture(scope="module")
def pack() -> Pack:
    """The shipped content."""
    return load_pack()


@pytest.mark.parametrize(
    ("room", "said"), [(40, "! not here: radiotherapy"), (18, "! not here: radi.."), (12, "!")]
)
def test_a_line_that_rests_on_what_is_missing_says_so_first(pack: Pack, room: int, said: str) -> None:
    answers: dict[str, Answer] = {**LIMB, "not_available_here": ("radiotherapy", "mri")}
    lines = {line.option.id: line for line in assess(pack, answers).options}
    for option in ("neoadjuvant-radiotherapy", "limb-sparing-excision"):
        assert note(pack, lines[option], answers, room) == said
    assert missing_here(pack, lines["shared-decision"], answers) == []
    before = {line.option.id: line for line in assess(pack, LIMB).options}
    assert missing_here(pack, before["neoadjuvant-radiotherapy"], LIMB) == []


def test_a_conflict_names_stage_groups_in_words(pack: Pack) -> None:
    answers: dict[str, Answer] = {
        "situation": "new-diagnosis", "stated_stage": "I", "metastases": "M1", "grade": "G3",
    }  # fmt: skip
    case = read_case(pack, answers)
    text = " ".join(" ".join(line.text for line in conflict_lines(pack, case.conflicts, 76)).split())
    assert "the findings give" in text
    assert "not staged" in text
    assert "not-stageable" not in text
    assert "no-group" not in text


def test_an_answer_never_runs_into_its_label(pack: Pack) -> None:
    answers: dict[str, Answer] = {"situation": "distant-recurrence", "metastatic_sites": ("lung",)}
    for stage in pack.content.stages:
        lines = form_lines(FormState(pack, stage, answers, assess(pack, answers)), 36)
        for line in lines:
            if line.key is not None and line.key in answers:
                assert f"{pack.questions[line.key].label} " in line.text

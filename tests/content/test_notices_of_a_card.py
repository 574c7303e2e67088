"""What a card says of its stage holds before anything else is answered; risk by public rules is told."""

from __future__ import annotations

import pytest

from sarcoma_tui.domain.pack import Pack
from tests.content.staging import said

CARDS = {"I": "letter-stage-i", "II-III": "letter-stages-ii-iii", "IV": "letter-stage-iv"}
GIST = {
    "situation": "after-planned-surgery", "histology": "gist", "nodes": "N0", "metastases": "M0",
    "site": "abdominal-viscera", "tumour_rupture": "no", "gist_site": "gastric-or-omental",
}  # fmt: skip
RISKS = [
    (2, 5, "gist-risk-low"),
    (5, 5, "gist-risk-low"),
    (5, 6, "gist-risk-intermediate"),
    (10, 5, "gist-risk-intermediate"),
    ("10.1", 5, "gist-risk-high"),
    ("5.1", 6, "gist-risk-high"),
    (2, 11, "gist-risk-high"),
]


def holding(pack: Pack, **raw: object) -> dict[str, str]:
    """The notices of a case, and whether they hold always or possibly."""
    return {line.notice.id: line.holds for line in said(pack, **raw).notices}


@pytest.mark.parametrize("stage", CARDS)
def test_a_card_says_what_its_stage_means_from_the_start(pack: Pack, stage: str) -> None:
    given = holding(pack, situation="new-diagnosis", stated_stage=stage)
    assert {name: given.get(name) for name in CARDS.values()} == {
        name: "always" if name == CARDS[stage] else None for name in CARDS.values()
    }


@pytest.mark.parametrize(("size", "mitoses", "notice"), RISKS)
def test_the_risk_of_a_gist_is_told_at_its_limits(
    pack: Pack, size: int | str, mitoses: int, notice: str
) -> None:
    given = holding(pack, **GIST, size_cm=size, mitoses_per_5mm2=mitoses)
    assert {name for name in given if name.startswith("gist-risk-") and name != "gist-risk-not-stage"} == {
        notice
    }


def test_beyond_the_stomach_and_ruptured_the_risk_is_higher(pack: Pack) -> None:
    beyond = {**GIST, "gist_site": "jejunum-ileum", "size_cm": 6, "mitoses_per_5mm2": 5}
    ruptured = {**GIST, "tumour_rupture": "yes", "size_cm": 1, "mitoses_per_5mm2": 0}
    for case in (beyond, ruptured):
        assert holding(pack, **case)["gist-risk-high"] == "always"


def test_the_score_of_a_solitary_fibrous_tumour_is_told_and_not_computed(pack: Pack) -> None:
    case = {"situation": "new-diagnosis", "nodes": "N0", "metastases": "M0"}
    assert holding(pack, **case, histology="solitary-fibrous-tumour")["solitary-fibrous-score"] == "always"
    assert "solitary-fibrous-score" not in holding(pack, **case, histology="ups")
    text = next(item.text for item in pack.content.notices if item.id == "solitary-fibrous-score")
    assert "not computed" in text


@pytest.mark.parametrize("situation", ["undiagnosed-lump", "new-diagnosis", "distant-recurrence"])
def test_what_a_clinic_lacks_is_said_once_for_the_whole_case(pack: Pack, situation: str) -> None:
    for means in pack.questions["not_available_here"].names:
        given = holding(pack, situation=situation, not_available_here=[means])
        assert given["means-missing-here"] == "always", means
    assert "means-missing-here" not in holding(pack, situation=situation, not_available_here=["none"])


def test_a_letter_of_stage_one_leaves_no_drug_of_advanced_disease_on_its_card(pack: Pack) -> None:
    lines = said(pack, situation="new-diagnosis", stated_stage="I").options
    given = {line.option.id: line.verdict for line in lines}
    usual = ("doxorubicin", "doxorubicin-ifosfamide", "trabectedin", "eribulin", "pazopanib", "pembrolizumab")
    assert {given[name] for name in usual} == {"not-indicated"}
    assert sum(verdict == "depends" for verdict in given.values()) <= 32

"""An answer to a question that has no meaning in the case is kept, not used, and listed as ignored."""

from __future__ import annotations

import pytest

from sarcoma_tui.domain.assess import verdicts
from sarcoma_tui.domain.case import read_case
from sarcoma_tui.domain.pack import Pack
from tests.content.contract import QUESTIONS, SECTIONS, some_answer
from tests.content.staging import answers, said, set_aside

SITUATIONS = QUESTIONS["situation"].values
TUMOURS = [situation for situation in SITUATIONS if situation != "undiagnosed-lump"]
LUMP = tuple(SECTIONS["Undiagnosed lump"])
ALWAYS = ("situation", "age_years", "pregnancy", *SECTIONS["Clinic and wishes"])
OPERATED = ("after-unplanned-excision", "after-planned-surgery")
RECURRED = ("local-recurrence", "distant-recurrence")
ORGANS = ("abdominal-viscera", "thoracic-viscera")
LIMBS = ("upper-limb", "lower-limb")

GATES: dict[str, tuple[str, tuple[str, ...]]] = {
    "gist_site": ("histology", ("gist",)),
    "mitoses_per_5mm2": ("histology", ("gist",)),
    "tumour_rupture": ("histology", ("gist",)),
    "visceral_extent": ("site", ORGANS),
    "head_neck_extent": ("site", ("head-neck",)),
    "orbital_extent": ("site", ("orbit",)),
    "uterine_extent": ("site", ("uterus",)),
    "limb_salvage": ("site", LIMBS),
    "metastatic_extent": ("metastases", ("M1",)),
    "metastases_resectable": ("metastases", ("M1",)),
    "margin": ("situation", OPERATED),
    "surgery_date": ("situation", OPERATED),
    "preoperative_radiotherapy": ("situation", OPERATED),
    "disease_free_interval_months": ("situation", RECURRED),
}
"""Gates beyond "a tumour" and "a lump": the question that opens each, and by which of its values."""


def test_every_question_of_a_tumour_is_set_aside_for_a_lump(pack: Pack) -> None:
    for name in QUESTIONS:
        ignored = set_aside(pack, **{"situation": "undiagnosed-lump", name: some_answer(name)})
        if name != "situation":
            assert ignored == (() if name in (*ALWAYS, *LUMP) else (name,))


@pytest.mark.parametrize("situation", TUMOURS)
def test_every_question_of_a_lump_is_set_aside_for_a_tumour(pack: Pack, situation: str) -> None:
    for name in LUMP:
        assert set_aside(pack, **{"situation": situation, name: some_answer(name)}) == (name,)
    assert set_aside(pack, situation=situation, age_years=50, pregnancy="no", declined=["none"]) == ()


@pytest.mark.parametrize("name", GATES)
def test_each_further_gate_opens_by_the_values_of_the_contract_alone(pack: Pack, name: str) -> None:
    opener, opening = GATES[name]
    for value in QUESTIONS[opener].values:
        case = {"situation": "new-diagnosis", opener: value, name: some_answer(name)}
        assert set_aside(pack, **case) == (() if value in opening else (name,)), value


@pytest.mark.parametrize("name", [name for name in QUESTIONS if name not in (*GATES, *ALWAYS, *LUMP)])
def test_every_other_question_is_asked_of_every_tumour(pack: Pack, name: str) -> None:
    for situation in TUMOURS:
        assert set_aside(pack, **{"situation": situation, name: some_answer(name)}) == ()


@pytest.mark.parametrize("name", GATES)
def test_an_answer_behind_a_closed_gate_changes_nothing(pack: Pack, name: str) -> None:
    opener, opening = GATES[name]
    closing = next(value for value in QUESTIONS[opener].values[::-1] if value not in opening)
    case: dict[str, object] = {"situation": "new-diagnosis", "site": "lower-limb", opener: closing}
    without = verdicts(pack, answers(pack, **case))
    assert verdicts(pack, answers(pack, **{**case, name: some_answer(name)})) == without


@pytest.mark.parametrize("name", GATES)
def test_an_answer_opens_no_gate(pack: Pack, name: str) -> None:
    opener, _ = GATES[name]
    alone = read_case(pack, answers(pack, **{name: some_answer(name)}))
    assert not alone.closed(name)
    assert alone.holds(f"gate:{name}") == "possibly"
    if opener != "situation":
        assert not alone.closed(opener)


def test_the_panel_lists_what_was_set_aside_in_form_order(pack: Pack) -> None:
    case = {"situation": "new-diagnosis", "lump_pain": "yes", "margin": "R0", "site": "breast"}
    assert said(pack, **case, limb_salvage="possible").ignored == ("limb_salvage", "margin", "lump_pain")

"""Whoever asks gets a way: any full case of a tumour has a treatment, any lump an urgency and a next step."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sarcoma_tui.domain.assess import verdicts
from sarcoma_tui.domain.case import read_case
from sarcoma_tui.domain.pack import Pack
from tests.content.contract import QUESTIONS, SECTIONS
from tests.content.staging import answers, judged
from tests.content.test_laws_of_answers import an_answer

TUMOURS = QUESTIONS["situation"].values[1:]
LUMP = SECTIONS["Undiagnosed lump"]
LEFT_OUT = {
    "situation", "stated_stage", "stated_stage_by", "metastatic_sites", "fnclcc_differentiation",
    "fnclcc_mitoses", "fnclcc_necrosis", *LUMP,
}  # fmt: skip
"""Left open, so that no random case contradicts itself."""
TREATING = ("neoadjuvant", "definitive", "adjuvant", "palliative")
NOT_TREATING = ("supportive", "referral", "trial", "diagnostics")
OFFERED = ("standard", "consider")
ELSEWHERE = ("retroperitoneum", "abdominal-viscera", "uterus", "head-neck", "orbit")
many = settings(max_examples=80, deadline=None)


def given_all(names: list[str]) -> st.SearchStrategy[dict[str, object]]:
    """An answer to each of these questions."""
    return st.fixed_dictionaries({name: an_answer(name) for name in names})


def test_every_tumour_has_a_treatment_or_is_told_why_not(pack: Pack) -> None:
    counted = [
        name
        for name, option in pack.options.items()
        if option.phase in TREATING and option.modality not in NOT_TREATING
    ]
    ends = [f"notice:{notice.id}" for notice in pack.content.notices if notice.ends]

    @many
    @given(
        case=given_all([name for name in QUESTIONS if name not in LEFT_OUT]),
        situation=st.sampled_from(TUMOURS),
    )
    def holds(case: dict[str, object], situation: str) -> None:
        full = answers(pack, **case, situation=situation)
        judged_as = verdicts(pack, full)
        after_surgery = ["surveillance"] if situation.startswith("after-") else []
        offered = [name for name in (*counted, *after_surgery) if judged_as[name] in OFFERED]
        read = read_case(pack, full)
        assert offered or any(read.holds(root) == "always" for root in ends)

    holds()


def test_every_lump_has_one_urgency_and_a_next_step(pack: Pack) -> None:
    work_up = [name for name, option in pack.options.items() if option.phase == "work-up"]

    @many
    @given(case=given_all([*LUMP, "age_years", "pregnancy"]))
    def holds(case: dict[str, object]) -> None:
        lump = answers(pack, **case, situation="undiagnosed-lump")
        assert len(read_case(pack, lump).results("urgency")) == 1
        judged_as = verdicts(pack, lump)
        assert [name for name in work_up if judged_as[name] in OFFERED]

    holds()


def test_stage_i_elsewhere_weighs_chemotherapy_where_removal_is_hard(pack: Pack) -> None:
    for site in ELSEWHERE:
        case = {"stated_stage": "I", "site": site, "histology": "leiomyosarcoma", "fit_for_surgery": "fit"}
        open_case = judged(pack, **case)["neoadjuvant-chemotherapy"]
        by = {
            value: judged(pack, **case, grade="G1", resectability=value)["neoadjuvant-chemotherapy"]
            for value in QUESTIONS["resectability"].values
        }
        assert (open_case, by["borderline"], by["unresectable"]) == ("consider",) * 3, site
        assert by["resectable"] not in (*OFFERED, "depends"), site


def test_stage_i_of_a_limb_or_the_trunk_wall_never_does(pack: Pack) -> None:
    for site in ("upper-limb", "lower-limb", "trunk-wall"):
        for resectability in QUESTIONS["resectability"].values:
            case = {"stated_stage": "I", "site": site, "resectability": resectability}
            given_ = judged(pack, **case)
            assert {given_["neoadjuvant-chemotherapy"], given_["adjuvant-chemotherapy"]} <= {
                "avoid",
                "not-indicated",
            }, site


FOUNDED = [
    ({"stated_stage": "I"}, {"wide-excision": "standard", "adjuvant-radiotherapy": "consider"}),
    (
        {"stated_stage": "II-III"},
        {
            "wide-excision": "standard",
            "neoadjuvant-radiotherapy": "consider",
            "adjuvant-radiotherapy": "consider",
            "neoadjuvant-chemotherapy": "consider",
            "adjuvant-chemotherapy": "consider",
        },
    ),
    (
        {"stated_stage": "IV"},
        {
            "wide-excision": "consider",
            "metastasectomy": "consider",
            "doxorubicin": "consider",
            "palliative-radiotherapy": "consider",
            "best-supportive-care": "consider",
        },
    ),
    ({"stated_stage": "I", "site": "lower-limb"}, {"limb-sparing-excision": "standard"}),
    ({"stated_stage": "II-III", "site": "lower-limb"}, {"limb-sparing-excision": "standard"}),
    ({"stated_stage": "I", "site": "head-neck"}, {"neoadjuvant-chemotherapy": "consider"}),
    (
        {"stated_stage": "II-III", "site": "retroperitoneum"},
        {"retroperitoneal-en-bloc-resection": "standard"},
    ),
]
"""What the founding statements say of a stage, with the type of tumour left open."""


@pytest.mark.parametrize(("case", "lines"), FOUNDED)
def test_a_stage_alone_shows_its_founding_lines_settled(
    pack: Pack, case: dict[str, object], lines: dict[str, str]
) -> None:
    panel = judged(pack, **case)
    assert {name: panel[name] for name in lines} == lines

"""Chemotherapy around an operation: what a stage alone says of it, and by what it goes."""

from __future__ import annotations

import pytest

from sarcoma_tui.domain.pack import Pack
from tests.content.drugs import AROUND_SURGERY, HIGH_RISK, SETTLED, cautions
from tests.content.staging import judged, said, words

# A stage alone.


@pytest.mark.parametrize("stage", ["II", "II-III", "III", "IIIA", "IIIB", "IV"])
def test_a_stage_alone_says_consider_of_chemotherapy_around_surgery(pack: Pack, stage: str) -> None:
    given = judged(pack, stated_stage=stage)
    assert {given[name] for name in AROUND_SURGERY} == {"consider"}


def test_stage_four_alone_names_drugs_and_what_would_speak_against_them(pack: Pack) -> None:
    panel = said(pack, situation="new-diagnosis", stated_stage="IV")
    lines = {line.option.id: line for line in panel.options}
    for name in ("doxorubicin", "doxorubicin-ifosfamide", "pazopanib", "biomarker-matched-drug"):
        assert lines[name].verdict in SETTLED
        assert lines[name].unless


@pytest.mark.parametrize("stage", ["I", "IA", "IB"])
@pytest.mark.parametrize("site", ["upper-limb", "lower-limb", "trunk-wall"])
def test_no_chemotherapy_around_surgery_in_stage_one_of_limb_and_trunk(
    pack: Pack, stage: str, site: str
) -> None:
    given = judged(pack, stated_stage=stage, site=site)
    assert {given[name] for name in AROUND_SURGERY} == {"avoid"}


def test_stage_one_of_the_womb_says_nothing_about_grade(pack: Pack) -> None:
    case = {**HIGH_RISK, "site": "uterus", "histology": "leiomyosarcoma", "uterine_extent": "confined"}
    assert judged(pack, **case, stated_stage="I")["adjuvant-chemotherapy"] == "consider"


# Around an operation.


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        ({}, "consider", "consider"),
        ({"size_cm": 5}, "avoid", "avoid"),
        ({"size_cm": 5, "resectability": "borderline"}, "consider", "consider"),
        ({"size_cm": "5.1"}, "consider", "consider"),
        ({"grade": "G1"}, "avoid", "avoid"),
        ({"grade": "GX"}, "avoid", "avoid"),
        ({"grade": "G1", "resectability": "borderline"}, "avoid", "avoid"),
        ({"grade": "G1", "resectability": "borderline", "site": "head-neck"}, "consider", "avoid"),
        ({"grade": "G1", "site": "head-neck"}, "avoid", "avoid"),
        ({"nodes": "N1", "grade": "G1"}, "consider", "consider"),
        ({"site": "retroperitoneum"}, "consider", "consider"),
        ({"fit_for_surgery": "unfit"}, "avoid", "avoid"),
        ({"ecog": "1"}, "consider", "consider"),
        ({"ecog": "2"}, "avoid", "avoid"),
        ({"situation": "after-planned-surgery"}, "not-indicated", "consider"),
        ({"situation": "after-planned-surgery", "size_cm": 4}, "not-indicated", "avoid"),
        ({"situation": "distant-recurrence", "metastases": "M1"}, "not-indicated", "not-indicated"),
    ],
)
def test_chemotherapy_around_surgery_goes_by_risk_and_by_what_can_be_removed(
    pack: Pack, change: dict[str, object], before: str, after: str
) -> None:
    given = judged(pack, **{**HIGH_RISK, **change})
    assert tuple(given[name] for name in AROUND_SURGERY) == (before, after)


def test_in_the_retroperitoneum_it_belongs_in_a_trial(pack: Pack) -> None:
    case = {**HIGH_RISK, "site": "retroperitoneum"}
    assert any("STRASS2" in text for text in cautions(pack, "neoadjuvant-chemotherapy", **case))


@pytest.mark.parametrize("name", AROUND_SURGERY)
def test_figures_for_and_against_stand_side_by_side(pack: Pack, name: str) -> None:
    told = words(pack, name)
    assert "hr 0.94" in told
    assert "hr 0.86" in told
    assert "for:" in told
    assert "against:" in told

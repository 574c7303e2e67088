"""What bars a drug: heart, lifetime dose, liver, general state, pregnancy; and that little is left open."""

from __future__ import annotations

import pytest

from sarcoma_tui.domain.pack import Pack
from tests.content.drugs import AROUND_SURGERY, HIGH_RISK, SETTLED, SOUND, SPREAD, cautions, drugs, offered
from tests.content.staging import fact, judged

UNBORN = (
    "trabectedin", "eribulin", "doxorubicin-trabectedin", "pazopanib", "regorafenib", "imatinib",
    "avapritinib", "trk-inhibitor", "alk-inhibitor", "mtor-inhibitor", "cdk4-inhibitor", "nirogacestat",
    "csf1r-inhibitor",
)  # fmt: skip


# What bars a drug.


def test_a_weak_heart_bars_doxorubicin_and_opens_the_ways_round(pack: Pack) -> None:
    case = {**SPREAD, "histology": "leiomyosarcoma"}
    sound, weak = (drugs(pack, **case, **{**SOUND, "lvef_percent": value}) for value in (50, 49))
    assert (sound["doxorubicin"], weak["doxorubicin"]) == ("standard", "avoid")
    assert (sound["trabectedin"], weak["trabectedin"]) == ("avoid", "consider")
    assert (sound["pazopanib"], weak["pazopanib"]) == ("avoid", "consider")
    assert weak["gemcitabine-docetaxel"] == "consider"


@pytest.mark.parametrize(
    ("total", "room", "verdict"),
    [(0, "untouched", "standard"), (399, "open", "avoid"), (449, "near", "avoid"), (450, "used", "avoid")],
)
def test_the_lifetime_dose_counts_in_a_later_line(pack: Pack, total: int, room: str, verdict: str) -> None:
    case = {**SPREAD, **SOUND, "systemic_lines": "1", "prior_anthracycline_mg_m2": total}
    assert fact(pack, "anthracycline_room", **case) == (room,)
    assert judged(pack, **case)["doxorubicin"] == verdict


def test_near_the_ceiling_the_first_line_warns(pack: Pack) -> None:
    case = {**SPREAD, **SOUND, "prior_anthracycline_mg_m2": 400}
    assert judged(pack, **case)["doxorubicin"] == "standard"
    assert any("400 mg/m2" in text for text in cautions(pack, "doxorubicin", **case))


def test_a_raised_bilirubin_bars_trabectedin(pack: Pack) -> None:
    case = {**SPREAD, **SOUND, "histology": "leiomyosarcoma", "bilirubin_raised": "yes"}
    later = {**case, "systemic_lines": "1"}
    assert judged(pack, **case)["doxorubicin-trabectedin"] == "avoid"
    assert judged(pack, **later)["trabectedin"] == "avoid"


@pytest.mark.parametrize("ecog", ["3", "4"])
def test_mostly_in_bed_supportive_care_leads(pack: Pack, ecog: str) -> None:
    given = judged(pack, **{**SPREAD, **SOUND, "ecog": ecog, "systemic_lines": "1"})
    assert given["best-supportive-care"] == "standard"
    chemotherapy = {name for name, option in pack.options.items() if option.modality == "chemotherapy"}
    assert not {given[name] for name in chemotherapy} & {"standard", "consider", "depends"}


def test_at_ecog_two_one_drug_at_a_time(pack: Pack) -> None:
    given = judged(pack, **{**SPREAD, **SOUND, "ecog": "2"})
    assert (given["doxorubicin"], given["doxorubicin-ifosfamide"]) == ("standard", "avoid")
    assert given["gemcitabine-docetaxel"] == "avoid"


def test_trabectedin_is_for_the_two_types_in_which_it_was_tested(pack: Pack) -> None:
    case = {**SPREAD, **SOUND, "systemic_lines": "1", "prior_anthracycline_mg_m2": 450}
    open_to = {
        histology
        for histology in pack.questions["histology"].names
        if judged(pack, **{**case, "histology": histology})["trabectedin"] in (*SETTLED, "depends")
    }
    assert open_to == {
        "leiomyosarcoma", "liposarcoma-dedifferentiated", "liposarcoma-myxoid", "liposarcoma-pleomorphic",
    }  # fmt: skip


@pytest.mark.parametrize("stated", ["I", "IA", "IB"])
def test_a_letter_that_says_stage_one_opens_no_usual_drug_of_advanced_disease(
    pack: Pack, stated: str
) -> None:
    usual = ("doxorubicin", "doxorubicin-ifosfamide", "trabectedin", "gemcitabine-docetaxel", "pazopanib")
    for resectability in ("resectable", "borderline", "unresectable"):
        given = judged(pack, stated_stage=stated, resectability=resectability)
        assert not {given[name] for name in usual} & {*SETTLED, "depends"}
    found = judged(pack, resectability="unresectable", site="lower-limb", histology="ups", metastases="M0")
    assert found["doxorubicin"] == "consider"


@pytest.mark.parametrize(
    "histology", ["ups", "leiomyosarcoma", "liposarcoma-dedifferentiated", "gist", "desmoid"]
)
def test_no_drug_in_the_first_trimester(pack: Pack, histology: str) -> None:
    case = {**SPREAD, "histology": histology, "pregnancy": "first-trimester"}
    assert offered(pack, **case) == set()


@pytest.mark.parametrize("name", UNBORN)
def test_drugs_that_harm_the_unborn_are_barred_in_every_trimester(pack: Pack, name: str) -> None:
    for trimester in ("first-trimester", "later-trimester"):
        assert judged(pack, pregnancy=trimester)[name] in ("avoid", "not-indicated")


# What is open stays calm.


@pytest.mark.parametrize(
    "change", [{}, {"metastases": "M1"}, {"nodes": "N1"}, {"size_cm": 4}, {"grade": "G1"}]
)
def test_with_the_eight_usual_answers_few_lines_of_treatment_are_open(
    pack: Pack, change: dict[str, object]
) -> None:
    given = judged(pack, **{**HIGH_RISK, **change})
    treatment = [n for n, o in pack.options.items() if o.phase != "work-up" and given[n] == "depends"]
    assert len(treatment) <= 9


def test_drugs_of_advanced_disease_are_not_asked_about_where_all_was_removed(pack: Pack) -> None:
    for name in ("doxorubicin", "trabectedin", "pazopanib", "biomarker-matched-drug", "best-supportive-care"):
        for margin in ("R0", "R1"):
            case = {**HIGH_RISK, "situation": "after-planned-surgery", "margin": margin}
            assert judged(pack, **case)[name] == "not-indicated"


def test_a_resectable_tumour_without_spread_gets_no_drug_of_advanced_disease(pack: Pack) -> None:
    given = drugs(pack, **HIGH_RISK, fit_for_surgery="fit")
    kept = {name for name, verdict in given.items() if verdict in (*SETTLED, "depends")}
    assert kept == {*AROUND_SURGERY, "perioperative-pembrolizumab"}


def test_a_stage_four_of_nodes_alone_is_no_reason_for_palliative_drugs(pack: Pack) -> None:
    case = {**HIGH_RISK, "nodes": "N1", "stated_stage": "IV", "fit_for_surgery": "fit"}
    given = judged(pack, **case)
    assert given["doxorubicin"] in ("avoid", "not-indicated")
    assert given["limb-sparing-excision"] == "standard"

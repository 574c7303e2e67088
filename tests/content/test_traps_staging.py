"""The facts most often wrong in such programs, 11.1 to 11.15 of the dossier: staging and grade."""

from __future__ import annotations

from itertools import product

import pytest

from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import AnswerError
from tests.content.staging import answers, fact, groups, judged, said, stage

M0 = {"nodes": "N0", "metastases": "M0"}
LEG = {"site": "lower-limb", "histology": "leiomyosarcoma", **M0}
GIST = {"site": "abdominal-viscera", "histology": "gist", **M0}


@pytest.mark.parametrize("site", ["upper-limb", "lower-limb", "trunk-wall", "breast"])
def test_01_nodes_alone_are_stage_iv_in_limb_and_trunk(pack: Pack, site: str) -> None:
    assert groups(pack, site=site, histology="ups", nodes="N1", metastases="M0")["ajcc8"] == ("IV",)


def test_02_nodes_alone_are_iiib_in_the_retroperitoneum(pack: Pack) -> None:
    case = {"site": "retroperitoneum", "histology": "ups", "nodes": "N1", "metastases": "M0"}
    assert groups(pack, **case) == {"ajcc8": ("IIIB",), "uicc9": ("IIIB",)}


@pytest.mark.parametrize("site", ["head-neck", "orbit", "abdominal-viscera", "thoracic-viscera"])
def test_03_no_group_in_head_and_neck_organs_and_orbit(pack: Pack, site: str) -> None:
    for metastases in ("M0", "M1"):
        case = {"site": site, "histology": "ups", "size_cm": 3, "grade": "G3", "metastases": metastases}
        assert groups(pack, **case) == {"ajcc8": ("no-group",), "uicc9": ("no-group",)}


def test_04_size_has_four_classes_and_depth_none(pack: Pack) -> None:
    for size, t in ((3, "T1"), (6, "T2"), (12, "T3"), (16, "T4")):
        for depth in ("superficial", "deep"):
            line = stage(pack, **LEG, size_cm=size, grade="G3", depth=depth)
            assert line.tnm == f"{t} N0 M0 G3"
            assert groups(pack, **LEG, size_cm=size, grade="G3", depth=depth) == dict(line.groups)


@pytest.mark.parametrize("site", ["upper-limb", "retroperitoneum"])
def test_05_a_limit_belongs_to_the_lower_category(pack: Pack, site: str) -> None:
    given = [
        fact(pack, "t_category", site=site, histology="ups", size_cm=size)
        for size in ("5.0", "5.1", "10.0", "10.1", "15.0", "15.1")
    ]
    assert given == [("T1",), ("T2",), ("T2",), ("T3",), ("T3",), ("T4",)]


def test_06_head_and_neck_counts_two_and_four(pack: Pack) -> None:
    case = {"site": "head-neck", "histology": "ups", "head_neck_extent": "no-critical-structure"}
    given = [fact(pack, "t_category", **case, size_cm=size) for size in ("2.0", "2.1", "4.0", "4.1", "15.1")]
    assert given == [("T1",), ("T2",), ("T2",), ("T3",), ("T3",)]


def test_07_not_graded_is_not_treated_as_low_grade(pack: Pack) -> None:
    case = {**LEG, "size_cm": 4, "resectability": "resectable", "fit_for_surgery": "fit", "pregnancy": "no"}
    assert groups(pack, **case, grade="GX") == groups(pack, **case, grade="G1")
    low, not_graded = (judged(pack, **case, grade=grade) for grade in ("G1", "GX"))
    assert (low["neoadjuvant-radiotherapy"], not_graded["neoadjuvant-radiotherapy"]) == ("avoid", "consider")
    assert not_graded["pathology-review"] == "standard"
    operated = {**LEG, "situation": "after-planned-surgery", "size_cm": 4, "margin": "R0"}
    after = {grade: said(pack, **operated, grade=grade) for grade in ("G1", "GX", "G3")}
    plans = {grade: [line.schedule.id for line in panel.follow_up] for grade, panel in after.items()}
    assert plans["GX"] == plans["G3"] != plans["G1"]


def test_08_fnclcc_totals(pack: Pack) -> None:
    given: dict[int, set[tuple[str, ...]]] = {}
    for scores in product("123", "123", "012"):
        parts = dict(zip(("differentiation", "mitoses", "necrosis"), scores, strict=True))
        grade = fact(
            pack, "grade_category", **LEG, **{f"fnclcc_{part}": score for part, score in parts.items()}
        )
        given.setdefault(sum(map(int, scores)), set()).add(grade)
    right = {2: "G1", 3: "G1", 4: "G2", 5: "G2", 6: "G3", 7: "G3", 8: "G3"}
    assert given == {total: {(grade,)} for total, grade in right.items()}


def test_09_necrosis_counts_from_nought_and_half_is_two(pack: Pack) -> None:
    necrosis = pack.questions["fnclcc_necrosis"]
    assert necrosis.names == ("0", "1", "2")
    assert [value.label.split()[1] for value in necrosis.values] == ["none", "under", "half"]


def test_10_gist_has_tables_of_its_own_and_counts_five_square_millimetres(pack: Pack) -> None:
    case = {**GIST, "size_cm": 8, "mitoses_per_5mm2": 4, "grade": "G3"}
    stomach = groups(pack, **case, gist_site="gastric-or-omental")["ajcc8"]
    bowel = {
        groups(pack, **case, gist_site=site)["ajcc8"] for site in ("duodenum", "jejunum-ileum", "rectum")
    }
    assert (stomach, bowel) == (("IB",), {("II",)})
    assert "5 mm2" in pack.questions["mitoses_per_5mm2"].help


def test_11_rupture_makes_gist_high_risk(pack: Pack) -> None:
    small = {**GIST, "gist_site": "gastric-or-omental", "size_cm": 1, "mitoses_per_5mm2": 0}
    assert fact(pack, "gist_risk", **small, tumour_rupture="yes") == ("high",)
    assert fact(pack, "gist_risk", **small, tumour_rupture="no") == ("very-low",)


def test_12_there_is_no_grade_four(pack: Pack) -> None:
    with pytest.raises(AnswerError):
        answers(pack, grade="G4")


def test_13_no_iia_no_iib_and_no_plain_iii_in_soft_tissue(pack: Pack) -> None:
    possible = groups(pack, site="lower-limb", histology="ups")
    assert possible["ajcc8"] == ("IA", "IB", "II", "IIIA", "IIIB", "IV")
    assert possible["uicc9"] == ("IA", "IB", "II", "IIIA", "IIIB", "IV")
    for name in ("IIA", "IIB"):
        with pytest.raises(AnswerError):
            answers(pack, stated_stage=name)


@pytest.mark.parametrize(
    "histology", ["epithelioid", "clear-cell", "alveolar-soft-part", "phyllodes-malignant"]
)
def test_14_unusual_histologies_have_no_official_group(pack: Pack, histology: str) -> None:
    case = {**LEG, "histology": histology, "size_cm": 7, "grade": "G3"}
    assert groups(pack, **case)["ajcc8"] == ("no-group",)


def test_15_a_sarcoma_of_the_breast_is_staged_as_of_the_trunk(pack: Pack) -> None:
    line = stage(pack, **{**LEG, "site": "breast"}, size_cm=4, grade="G3")
    assert (line.chapter, line.tnm) == (("trunk-extremity",), "T1 N0 M0 G3")

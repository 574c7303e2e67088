"""The TNM text, the grade from its parts, and what a stated stage leaves possible or contradicts."""

from __future__ import annotations

from itertools import product

import pytest

from sarcoma_tui.domain.pack import Pack
from tests.content.staging import conflicts, fact, groups, said, stage

LIMB = {"site": "lower-limb", "histology": "leiomyosarcoma"}
BOWEL_GIST = {"site": "abdominal-viscera", "histology": "gist", "gist_site": "jejunum-ileum"}
PARTS = ("fnclcc_differentiation", "fnclcc_mitoses", "fnclcc_necrosis")
GRADE_OF_TOTAL = {2: "G1", 3: "G1", 4: "G2", 5: "G2", 6: "G3", 7: "G3", 8: "G3"}
SCORES = tuple(product("123", "123", "012"))

TNM = [
    ({}, "T? N? M? G?"),
    ({**LIMB, "size_cm": "7.5", "grade": "GX", "nodes": "N1", "metastases": "M0"}, "T2 N1 M0 GX"),
    ({**LIMB, "size_cm": "7.5", "nodes": "unknown", "metastases": "M0", "grade": "G3"}, "T2 N? M0 G3"),
    ({**LIMB, "situation": "local-recurrence", "size_cm": 3, "grade": "G2"}, "rT1 N? M? G2"),
    ({**LIMB, "situation": "distant-recurrence", "metastases": "M1"}, "rT? N? M1 G?"),
    ({**LIMB, "situation": "after-planned-surgery", "size_cm": 16}, "T4 N? M? G?"),
    ({"site": "thoracic-viscera", "histology": "synovial", "visceral_extent": "serosa"}, "T2a N? M? G?"),
    ({**LIMB, "site": "uterus", "uterine_extent": "confined", "size_cm": 6}, "T1b N? M? G?"),
    ({**BOWEL_GIST, "size_cm": 2, "mitoses_per_5mm2": 5, "nodes": "N0"}, "T1 N0 M? mitoses-low"),
    ({**BOWEL_GIST, "size_cm": "2.1", "mitoses_per_5mm2": 6}, "T2 N? M? mitoses-high"),
    ({**BOWEL_GIST, "size_cm": 11, "grade": "G3"}, "T4 N? M? mitoses-?"),
    ({"site": "lower-limb", "histology": "desmoid", "size_cm": 7}, None),
    ({"site": "lower-limb", "histology": "pecoma", "grade": "G3"}, None),
]  # fmt: skip


@pytest.mark.parametrize(("answers", "text"), TNM)
def test_the_tnm_text(pack: Pack, answers: dict[str, object], text: str | None) -> None:
    assert stage(pack, **answers).tnm == text


def test_a_lump_is_not_staged(pack: Pack) -> None:
    lump = said(pack, situation="undiagnosed-lump", lump_size_cm=6, site="lower-limb")
    assert (lump.stage, lump.route, lump.ignored) == (None, (), ("site",))
    assert lump.urgency


@pytest.mark.parametrize("scores", SCORES, ids="".join)
def test_three_parts_decide_the_grade(pack: Pack, scores: tuple[str, ...]) -> None:
    right = GRADE_OF_TOTAL[sum(map(int, scores))]
    parts: dict[str, object] = dict(zip(PARTS, scores, strict=True))
    assert fact(pack, "grade_category", **LIMB, **parts) == (right,)
    for grade in ("G1", "G2", "G3", "GX"):
        assert bool(conflicts(pack, **LIMB, **parts, grade=grade)) == (grade != right), grade


def test_parts_that_can_still_give_the_grade_are_no_conflict(pack: Pack) -> None:
    for first, second in product("123", "123"):
        totals = {int(first) + int(second) + third for third in (0, 1, 2)}
        possible = {GRADE_OF_TOTAL[total] for total in totals}
        for grade in ("G1", "G2", "G3", "GX"):
            case = {**LIMB, "fnclcc_differentiation": first, "fnclcc_mitoses": second, "grade": grade}
            assert bool(conflicts(pack, **case)) == (grade not in possible | {"GX"}), case


def test_a_contradicted_grade_names_both_sides_and_settles_no_stage(pack: Pack) -> None:
    parts = dict(zip(PARTS, "220", strict=True))
    case = said(
        pack, situation="new-diagnosis", **LIMB, size_cm=4, nodes="N0", metastases="M0", grade="G1", **parts
    )
    (conflict,) = case.conflicts
    assert conflict.answers == ("grade", "fnclcc_differentiation", "fnclcc_mitoses")
    assert (conflict.stated, conflict.found) == (("G1",), ("G2",))
    assert case.stage is not None
    assert dict(case.stage.groups) == {"ajcc8": (), "uicc9": ()}
    assert case.stage.chapter == ("trunk-extremity",)


STATED = [
    (LIMB, {"stated_stage": "I"}, "IA IB", "IA IB"),
    (LIMB, {"stated_stage": "IA"}, "IA", "IA"),
    (LIMB, {"stated_stage": "II"}, "II", "II"),
    (LIMB, {"stated_stage": "II-III"}, "II IIIA IIIB IV", "II IIIA IIIB"),
    (LIMB, {"stated_stage": "III"}, "IIIA IIIB IV", "IIIA IIIB"),
    (LIMB, {"stated_stage": "III", "stated_stage_by": "ajcc8"}, "IIIA IIIB", "IIIA IIIB"),
    (LIMB, {"stated_stage": "III", "stated_stage_by": "uicc9"}, "IIIA IIIB IV", "IIIA IIIB"),
    (LIMB, {"stated_stage": "III", "nodes": "N1"}, "IV", "IIIB"),
    (LIMB, {"stated_stage": "IV"}, "IV", "IIIB IV"),
    (LIMB, {"stated_stage": "IV", "stated_stage_by": "uicc9"}, "IV", "IV"),
    (LIMB, {"stated_stage": "IV", "metastases": "M0"}, "IV", "IIIB"),
    ({**LIMB, "site": "retroperitoneum"}, {"stated_stage": "III"}, "IIIA IIIB", "IIIA IIIB"),
    ({**LIMB, "site": "retroperitoneum"}, {"stated_stage": "IV"}, "IV", "IV"),
    ({**LIMB, "site": "uterus"}, {"stated_stage": "IIIC"}, "IIIC", "IIIC"),
    ({**LIMB, "site": "uterus"}, {"stated_stage": "IV"}, "IVA IVB", "IVA IVB"),
    (BOWEL_GIST, {"stated_stage": "I"}, "I", "I"),
    (BOWEL_GIST, {"stated_stage": "IA"}, "I", "I"),
    ({**BOWEL_GIST, "gist_site": "gastric-or-omental"}, {"stated_stage": "I"}, "IA IB", "IA IB"),
    ({**LIMB, "site": "head-neck"}, {"stated_stage": "IIIC"}, "no-group", "no-group"),
    ({**LIMB, "histology": "desmoid"}, {"stated_stage": "II"}, "not-stageable", "not-stageable"),
    ({**LIMB, "site": "breast"}, {"stated_stage": "II"}, "II", "not-stageable"),
]  # fmt: skip


@pytest.mark.parametrize(("tumour", "stated", "ajcc8", "uicc9"), STATED)
def test_a_stated_stage_narrows_what_is_possible(
    pack: Pack, tumour: dict[str, object], stated: dict[str, object], ajcc8: str, uicc9: str
) -> None:
    given = groups(pack, **tumour, **stated)
    assert given == {"ajcc8": tuple(ajcc8.split()), "uicc9": tuple(uicc9.split())}


@pytest.mark.parametrize(
    "site", ["lower-limb", "retroperitoneum", "head-neck", "orbit", "uterus", "abdominal-viscera"]
)
def test_a_stated_stage_up_to_iii_means_m0_and_up_to_ii_n0_everywhere(pack: Pack, site: str) -> None:
    for stated in ("I", "II", "II-III", "III"):
        nodes = ("N0",) if stated in ("I", "II") else ("N0", "N1")
        case = {"site": site, "histology": "leiomyosarcoma", "stated_stage": stated}
        assert (fact(pack, "m_category", **case), fact(pack, "n_category", **case)) == (("M0",), nodes)


CONTRADICTED = [
    {**LIMB, "stated_stage": "I", "grade": "G3"},
    {**LIMB, "stated_stage": "IB", "size_cm": "5.0"},
    {**LIMB, "stated_stage": "II", "size_cm": "5.1"},
    {**LIMB, "stated_stage": "IIIC"},
    {**LIMB, "stated_stage": "IV", "nodes": "N0", "metastases": "M0"},
    {**LIMB, "stated_stage": "III", "stated_stage_by": "ajcc8", "nodes": "N1"},
    {**LIMB, "site": "breast", "stated_stage": "II", "size_cm": 9},
    {**LIMB, "site": "head-neck", "stated_stage": "I", "nodes": "N1"},
    {**LIMB, "site": "orbit", "stated_stage": "III", "metastases": "M1"},
    {**LIMB, "stated_stage": "II", "metastatic_sites": ["lung"]},
    {"site": "abdominal-viscera", "histology": "gist", "gist_site": "rectum", "stated_stage": "IB"},
]  # fmt: skip


@pytest.mark.parametrize("answers", CONTRADICTED)
def test_a_stated_stage_that_no_finding_allows_is_a_conflict(pack: Pack, answers: dict[str, object]) -> None:
    assert "stated_stage" in {name for conflict in conflicts(pack, **answers) for name in conflict.answers}


def test_what_another_chapter_would_allow_is_no_conflict(pack: Pack) -> None:
    assert not conflicts(pack, stated_stage="I", grade="G3")
    assert not conflicts(pack, stated_stage="II", site="breast", size_cm=4)
    assert not conflicts(pack, stated_stage_by="uicc9", **LIMB)


@pytest.mark.parametrize(
    ("sites", "m"), [(["lung"], "M1"), (["bone", "unknown"], "M1"), (["none"], "M0"), (["unknown"], "M?")]
)
def test_metastatic_sites_say_m(pack: Pack, sites: list[str], m: str) -> None:
    assert fact(pack, "m_category", **LIMB, metastatic_sites=sites) == (("M0", "M1") if m == "M?" else (m,))
    other = {"M1": "M0", "M0": "M1"}.get(m)
    if other:
        (conflict,) = conflicts(pack, metastatic_sites=sites, metastases=other)
        assert set(conflict.answers) == {"metastatic_sites", "metastases"}

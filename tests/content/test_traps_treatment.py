"""The facts most often wrong in such programs, 11.16 to 11.25 of the dossier: treatment and referral."""

from __future__ import annotations

import pytest

from sarcoma_tui.domain.pack import Pack
from tests.content.staging import judged, said, stage, words

LEG = {"site": "lower-limb", "histology": "leiomyosarcoma", "nodes": "N0", "metastases": "M0"}
OFFERED = ("standard", "consider", "depends")
NO_CYTOTOXICS = ("liposarcoma-well-differentiated", "alveolar-soft-part", "gist", "dfsp", "desmoid")
LIPOSARCOMAS = ("well-differentiated", "dedifferentiated", "myxoid", "pleomorphic")


def offered(pack: Pack, modality: str, **raw: object) -> list[str]:
    """The options of a modality that are offered."""
    given = judged(pack, **raw)
    return [
        name
        for name, option in pack.options.items()
        if option.modality == modality and given[name] in OFFERED
    ]


@pytest.mark.parametrize("kind", LIPOSARCOMAS)
@pytest.mark.parametrize("lines", ["0", "1", "2", "3-or-more"])
def test_16_no_pazopanib_or_regorafenib_in_liposarcoma(pack: Pack, kind: str, lines: str) -> None:
    given = judged(pack, histology=f"liposarcoma-{kind}", metastases="M1", systemic_lines=lines)
    assert (given["pazopanib"], given["regorafenib"]) == ("avoid", "avoid")


def test_17_withdrawn_drugs_are_avoided_where_they_were_once_given(pack: Pack) -> None:
    given = judged(pack, histology="epithelioid", metastases="M1", systemic_lines="2")
    assert (given["tazemetostat"], given["olaratumab"]) == ("avoid", "avoid")


@pytest.mark.parametrize("grade", ["G1", "G2", "G3"])
@pytest.mark.parametrize("size", [4, 7, 16])
def test_18_chemotherapy_around_surgery_is_never_the_default(pack: Pack, grade: str, size: int) -> None:
    for site in ("lower-limb", "trunk-wall", "retroperitoneum", "head-neck"):
        for situation in ("new-diagnosis", "after-planned-surgery"):
            given = judged(pack, **{**LEG, "site": site, "situation": situation}, grade=grade, size_cm=size)
            assert "standard" not in (given["neoadjuvant-chemotherapy"], given["adjuvant-chemotherapy"])


@pytest.mark.parametrize("histology", NO_CYTOTOXICS)
@pytest.mark.parametrize("metastases", ["M0", "M1"])
def test_18_no_cytotoxic_drug_for_types_that_do_not_respond(
    pack: Pack, histology: str, metastases: str
) -> None:
    assert offered(pack, "chemotherapy", histology=histology, metastases=metastases) == []


def test_19_no_radiotherapy_after_surgery_of_the_retroperitoneum(pack: Pack) -> None:
    for situation in ("new-diagnosis", "after-planned-surgery", "local-recurrence"):
        given = judged(pack, site="retroperitoneum", situation=situation)
        assert given["adjuvant-radiotherapy"] == "avoid"


def test_19_radiotherapy_before_it_is_weighed_and_the_trial_is_named(pack: Pack) -> None:
    panel = said(pack, **{**LEG, "site": "retroperitoneum"}, situation="new-diagnosis")
    line = next(line for line in panel.options if line.option.id == "neoadjuvant-radiotherapy")
    assert line.verdict == "consider"
    assert any("STRASS" in caution.rule.text for caution in line.cautions if caution.holds == "always")


def test_20_radiotherapy_before_surgery_costs_more_wounds(pack: Pack) -> None:
    panel = said(pack, **LEG, situation="new-diagnosis", size_cm=8, grade="G3")
    line = next(line for line in panel.options if line.option.id == "neoadjuvant-radiotherapy")
    wound = [item.rule.text for item in line.cautions if item.holds == "always" and "wound" in item.rule.text]
    assert any("35" in text and "17" in text and "more" in text.lower() for text in wound)


def test_21_amputation_does_not_lengthen_life_and_is_never_standard(pack: Pack) -> None:
    assert "not lengthen life" in words(pack, "amputation")
    assert judged(pack, **LEG, resectability="resectable")["amputation"] == "avoid"
    for critical in (["none"], ["major-vessel", "major-nerve"]):
        given = judged(pack, **LEG, limb_salvage="not-possible", critical_structures=critical)
        assert (given["amputation"], given["isolated-limb-perfusion"]) == ("consider", "consider")


def test_22_tissue_comes_first_by_core_and_not_through_the_abdomen(pack: Pack) -> None:
    assert judged(pack, site="lower-limb", histology="not-yet-typed")["core-biopsy"] in OFFERED
    lump = {
        "situation": "undiagnosed-lump",
        "lump_depth": "deep",
        "ultrasound": "suspicious",
        "age_years": 50,
    }
    assert judged(pack, **lump, lump_emergency=["none"])["core-biopsy"] in OFFERED
    assert "needle" in words(pack, "core-biopsy")
    assert "retroperitoneal" in words(pack, "core-biopsy")


@pytest.mark.parametrize(("age", "urgency"), [(17, "within-48-hours"), (18, "within-2-weeks")])
def test_23_growth_counts_and_a_child_is_seen_within_48_hours(pack: Pack, age: int, urgency: str) -> None:
    lump = {
        "situation": "undiagnosed-lump", "age_years": age, "lump_growth": "growing", "lump_size_cm": 2,
        "lump_depth": "superficial", "ultrasound": "not-done", "lump_emergency": ["none"],
    }  # fmt: skip
    assert said(pack, **lump).urgency == (urgency,)


ADVANCED = {"site": "lower-limb", "histology": "ups", "metastases": "M1", "ecog": "0", "systemic_lines": "0"}
SOUND = {
    "lvef_percent": 60, "creatinine_clearance_ml_min": 90, "prior_anthracycline_mg_m2": 0,
    "bilirubin_raised": "no", "pregnancy": "no", "age_years": 50,
}  # fmt: skip


@pytest.mark.parametrize(
    ("finding", "barred"),
    [
        ({"lvef_percent": 49}, ("doxorubicin", "doxorubicin-ifosfamide", "doxorubicin-trabectedin")),
        (
            {"prior_anthracycline_mg_m2": 550},
            ("doxorubicin", "doxorubicin-ifosfamide", "doxorubicin-trabectedin"),
        ),
        ({"creatinine_clearance_ml_min": 59}, ("doxorubicin-ifosfamide", "ifosfamide-high-dose")),
    ],
)
def test_24_heart_lifetime_dose_and_kidneys_bar_their_drugs(
    pack: Pack, finding: dict[str, object], barred: tuple[str, ...]
) -> None:
    sound, hurt = judged(pack, **ADVANCED, **SOUND), judged(pack, **ADVANCED, **{**SOUND, **finding})
    assert (sound["doxorubicin"], sound["doxorubicin-ifosfamide"]) == ("standard", "consider")
    assert {hurt[name] for name in barred} == {"avoid"}


def test_25_metastases_or_nodes_do_not_end_the_hope_of_cure(pack: Pack) -> None:
    few = judged(
        pack, **{**LEG, "metastases": "M1"}, metastatic_extent="oligometastatic", metastases_resectable="all"
    )
    assert (few["metastasectomy"], few["limb-sparing-excision"]) == ("consider", "consider")
    nodal = judged(pack, **{**LEG, "nodes": "N1"})
    assert (nodal["limb-sparing-excision"], nodal["node-dissection"]) == ("standard", "standard")


def test_25_a_recurrence_is_staged_with_its_prefix_and_both_bodies_are_shown(pack: Pack) -> None:
    line = stage(pack, **{**LEG, "nodes": "N1"}, situation="local-recurrence", size_cm=4, grade="G3")
    assert line.tnm == "rT1 N1 M0 G3"
    assert dict(line.groups) == {"ajcc8": ("IV",), "uicc9": ("IIIB",)}

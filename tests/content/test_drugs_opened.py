"""What opens a drug: the type, the marker, the risk of a GIST."""

from __future__ import annotations

import pytest

from sarcoma_tui.domain.pack import Pack
from tests.content.drugs import SETTLED, SOUND, SPREAD
from tests.content.staging import judged, words

# What opens a drug.


@pytest.mark.parametrize(
    ("option", "opened", "closed"),
    [
        ("imatinib", {"histology": "gist"}, {"histology": "gist", "biomarkers": ["pdgfra-d842v"]}),
        (
            "avapritinib",
            {"histology": "gist", "biomarkers": ["pdgfra-d842v"]},
            {"histology": "gist", "biomarkers": ["kit-or-pdgfra-sensitive"]},
        ),
        ("trk-inhibitor", {"biomarkers": ["ntrk-fusion"]}, {"biomarkers": ["none"]}),
        (
            "alk-inhibitor",
            {"histology": "inflammatory-myofibroblastic", "biomarkers": ["alk-fusion"]},
            {"histology": "ups", "biomarkers": ["alk-fusion"]},
        ),
        (
            "afamitresgene-autoleucel",
            {"histology": "synovial", "biomarkers": ["mage-a4-and-eligible-hla"], "systemic_lines": "1"},
            {
                "histology": "synovial",
                "biomarkers": ["mage-a4-and-eligible-hla"],
                "systemic_lines": "0",
                "prior_anthracycline_mg_m2": 0,
                "prior_ifosfamide": "no",
            },
        ),
        (
            "cdk4-inhibitor",
            {"histology": "liposarcoma-dedifferentiated"},
            {"histology": "liposarcoma-myxoid"},
        ),
        ("doxorubicin-trabectedin", {"histology": "leiomyosarcoma"}, {"histology": "synovial"}),
        ("eribulin", {"histology": "liposarcoma-myxoid", "systemic_lines": "1"}, {"histology": "synovial"}),
        ("paclitaxel-weekly", {"histology": "angiosarcoma"}, {"histology": "ups"}),
        ("atezolizumab", {"histology": "alveolar-soft-part"}, {"histology": "clear-cell"}),
        ("mtor-inhibitor", {"histology": "pecoma"}, {"histology": "leiomyosarcoma"}),
        (
            "endocrine-therapy",
            {"histology": "endometrial-stromal-low-grade"},
            {"histology": "leiomyosarcoma"},
        ),
        ("liposomal-doxorubicin", {"histology": "kaposi"}, {"histology": "gist"}),
        ("nirogacestat", {"histology": "desmoid"}, {"histology": "dfsp"}),
        ("csf1r-inhibitor", {"histology": "tenosynovial-giant-cell"}, {"histology": "desmoid"}),
        (
            "histology-protocol-chemotherapy",
            {"histology": "ewing"},
            {"histology": "rhabdomyosarcoma-pleomorphic"},
        ),
        ("ifosfamide-high-dose", {"histology": "synovial", "systemic_lines": "1"}, {"histology": "ups"}),
    ],
)
def test_type_and_marker_open_their_drug(
    pack: Pack, option: str, opened: dict[str, object], closed: dict[str, object]
) -> None:
    base = {**SPREAD, **SOUND}
    assert judged(pack, **{**base, **opened})[option] in SETTLED
    assert judged(pack, **{**base, **closed})[option] in ("avoid", "not-indicated")


@pytest.mark.parametrize("marker", ["braf-v600e", "ret-fusion", "her2-3-plus"])
def test_markers_that_rest_on_no_checked_fact_are_read_by_no_rule(pack: Pack, marker: str) -> None:
    for histology in ("ups", "gist", "liposarcoma-dedifferentiated"):
        case = {**SPREAD, **SOUND, "histology": histology}
        assert judged(pack, **case, biomarkers=[marker]) == judged(pack, **case, biomarkers=["none"])


@pytest.mark.parametrize(("mitoses", "verdict"), [(5, "not-indicated"), (11, "standard")])
def test_after_removal_of_a_gist_its_risk_decides_on_imatinib(pack: Pack, mitoses: int, verdict: str) -> None:
    case = {
        "situation": "after-planned-surgery", "histology": "gist", "site": "abdominal-viscera",
        "gist_site": "gastric-or-omental", "size_cm": 4, "tumour_rupture": "no",
        "nodes": "N0", "metastases": "M0", "margin": "R0",
    }  # fmt: skip
    given = judged(pack, **case, mitoses_per_5mm2=mitoses, pregnancy="no", biomarkers=["none"])
    assert given["imatinib"] == verdict


def test_each_targeted_drug_of_stage_four_explains_what_such_drugs_do(pack: Pack) -> None:
    for name, option in pack.options.items():
        if "S21" in option.implements:
            assert "targeted drugs attack specific parts of cancer cells" in words(pack, name)

"""Cases and readings that the tests of drugs share."""

from __future__ import annotations

from sarcoma_tui.domain.pack import Pack
from tests.content.staging import judged, said

HIGH_RISK: dict[str, object] = {
    "site": "lower-limb", "depth": "deep", "size_cm": 8, "grade": "G3", "histology": "ups",
    "nodes": "N0", "metastases": "M0", "resectability": "resectable",
}  # fmt: skip
"""The eight answers that a letter gives."""
SPREAD: dict[str, object] = {"site": "lower-limb", "histology": "ups", "metastases": "M1"}
SOUND: dict[str, object] = {
    "ecog": "0", "lvef_percent": 60, "creatinine_clearance_ml_min": 90, "prior_anthracycline_mg_m2": 0,
    "bilirubin_raised": "no", "pregnancy": "no", "age_years": 50, "systemic_lines": "0", "declined": ["none"],
}  # fmt: skip
"""Nothing about the patient speaks against any drug, and none has been given."""
SETTLED = ("standard", "consider")
AROUND_SURGERY = ("neoadjuvant-chemotherapy", "adjuvant-chemotherapy")


def drugs(pack: Pack, **raw: object) -> dict[str, str]:
    """The verdicts of all drugs."""
    given = judged(pack, **raw)
    kinds = ("chemotherapy", "targeted", "immunotherapy")
    return {name: given[name] for name, option in pack.options.items() if option.modality in kinds}


def offered(pack: Pack, **raw: object) -> set[str]:
    """The drugs that are offered for sure or perhaps."""
    return {name for name, verdict in drugs(pack, **raw).items() if verdict in (*SETTLED, "depends")}


def cautions(pack: Pack, option_id: str, **raw: object) -> list[str]:
    """What an option warns of, for sure."""
    panel = said(pack, **{"situation": "new-diagnosis", **raw})
    line = next(line for line in panel.options if line.option.id == option_id)
    return [item.rule.text for item in line.cautions if item.holds == "always"]

"""What a clinic lacks and a patient wants: cautions that say where to turn, notes, never another verdict."""

from __future__ import annotations

import pytest

from sarcoma_tui.domain.assessment import OptionLine
from sarcoma_tui.domain.pack import Pack
from tests.content.contract import QUESTIONS
from tests.content.staging import judged, said

LEG = {
    "situation": "new-diagnosis", "site": "lower-limb", "depth": "deep", "size_cm": 8,
    "histology": "synovial", "grade": "G3", "nodes": "N0", "metastases": "M0",
}  # fmt: skip
UPS = {**LEG, "histology": "ups", "resectability": "resectable"}
SPREAD = {"situation": "new-diagnosis", "site": "lower-limb", "histology": "synovial", "metastases": "M1"}
BELLY = {**LEG, "site": "retroperitoneum", "histology": "liposarcoma-dedifferentiated"}
LACKING = [
    ("mri", LEG, "mri-primary"),
    ("ct", LEG, "ct-chest"),
    ("radiotherapy", LEG, "neoadjuvant-radiotherapy"),
    ("sarcoma-centre", LEG, "sarcoma-mdt"),
    ("molecular-pathology", SPREAD, "molecular-pathology"),
    ("chemotherapy", SPREAD, "doxorubicin"),
    ("ifosfamide-with-mesna", SPREAD, "doxorubicin-ifosfamide"),
    ("intensive-surgery", BELLY, "retroperitoneal-en-bloc-resection"),
    ("radiotherapy", UPS, "perioperative-pembrolizumab"),
    ("sarcoma-centre", UPS, "perioperative-pembrolizumab"),
]
WANTED = [
    ("keep-limb", LEG),
    ("avoid-chemotherapy", SPREAD),
    ("few-visits", LEG),
    ("longest-control", SPREAD),
    ("comfort", SPREAD),
    ("fertility", SPREAD),
]


def lines(pack: Pack, case: dict[str, object]) -> dict[str, OptionLine]:
    """The lines of a panel by option."""
    panel = said(pack, **case)
    return {line.option.id: line for line in (*panel.options, *panel.workup)}


def surely(line: OptionLine) -> set[str]:
    """The cautions that hold whatever else is answered."""
    return {caution.rule.id for caution in line.cautions if caution.holds == "always"}


def test_every_lack_and_every_wish_is_tried_here() -> None:
    assert list(dict.fromkeys(name for name, _, _ in LACKING)) == list(
        QUESTIONS["not_available_here"].values[1:]
    )
    assert [name for name, _ in WANTED] == list(QUESTIONS["priorities"].values[1:])


@pytest.mark.parametrize(("lacking", "case", "named"), LACKING)
def test_what_is_not_here_is_still_shown_and_says_where_to_turn(
    pack: Pack, lacking: str, case: dict[str, object], named: str
) -> None:
    has = lines(pack, {**case, "not_available_here": ["none"]})[named]
    lacks = lines(pack, {**case, "not_available_here": [lacking]})[named]
    assert has.verdict == lacks.verdict
    assert lacks.verdict in ("standard", "consider")
    new = surely(lacks) - surely(has)
    texts = [caution.rule.text.lower() for caution in lacks.cautions if caution.rule.id in new]
    assert len(texts) == 1
    assert "not available here" in texts[0]
    assert any(word in texts[0] for word in ("refer", "centre", "send", "unit")), texts[0]


@pytest.mark.parametrize(("wanted", "case"), WANTED)
def test_a_wish_adds_a_note_where_it_touches(pack: Pack, wanted: str, case: dict[str, object]) -> None:
    before = lines(pack, {**case, "priorities": ["none"]})
    after = lines(pack, {**case, "priorities": [wanted]})
    assert {name: line.verdict for name, line in before.items()} == {
        name: line.verdict for name, line in after.items()
    }
    noted = [name for name, line in after.items() if surely(line) - surely(before[name])]
    assert noted
    assert any(after[name].verdict in ("standard", "consider") for name in noted)
    assert not any(surely(before[name]) - surely(line) for name, line in after.items())


def test_radiotherapy_declined_leaves_surgery_and_surgery_declined_leaves_radiotherapy(pack: Pack) -> None:
    without_beams = judged(pack, **LEG, declined=["radiotherapy"])
    assert (without_beams["limb-sparing-excision"], without_beams["neoadjuvant-radiotherapy"]) == (
        "standard",
        "avoid",
    )
    without_knife = judged(pack, **LEG, declined=["surgery"])
    assert (without_knife["limb-sparing-excision"], without_knife["definitive-radiotherapy"]) == (
        "avoid",
        "consider",
    )


def test_all_declined_still_leaves_care(pack: Pack) -> None:
    given = judged(pack, **SPREAD, declined=["surgery", "radiotherapy", "chemotherapy"])
    for name in ("best-supportive-care", "early-palliative-care", "shared-decision", "clinical-trial"):
        assert given[name] in ("standard", "consider"), name

"""What to ask first: what opens another question before it, then that for which most options wait."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sarcoma_tui.domain.asking import stage_waits_for, worth_asking
from sarcoma_tui.domain.assess import assess
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.domain.rules import atoms
from sarcoma_tui.packs.load import load_pack

TUMOUR: dict[str, Answer] = {
    "site": "retroperitoneum", "size_cm": Decimal("18.0"), "histology": "liposarcoma-dedifferentiated",
    "grade": "G2", "nodes": "N0", "metastases": "M0",
}  # fmt: skip
NEW: dict[str, Answer] = {"situation": "new-diagnosis"}
LUMP: dict[str, Answer] = {"situation": "undiagnosed-lump", "age_years": Decimal(62)}
CASES = [{}, NEW, LUMP, TUMOUR, NEW | TUMOUR, {"metastases": "M1"}, NEW | {"histology": "gist"}]


@pytest.fixture(scope="module")
def shipped() -> Pack:
    return load_pack()


@pytest.mark.parametrize("answers", CASES)
def test_what_opens_a_question_is_asked_before_it(shipped: Pack, answers: dict[str, Answer]) -> None:
    found = assess(shipped, answers)
    names = [item.question for item in worth_asking(shipped, answers, found)]
    assert sorted(names) == sorted(item.question for item in found.unanswered if item.settles)
    for name, gate in shipped.content.gates.items():
        read = {atom.on for atom in atoms(gate)} & set(names)
        if name in names:
            assert all(names.index(other) < names.index(name) for other in read)


def test_the_situation_comes_before_a_letter_and_before_sites_of_metastases_that_there_are_none_of(
    shipped: Pack,
) -> None:
    found = assess(shipped, TUMOUR)
    assert worth_asking(shipped, TUMOUR, found)[0].question == "situation"
    answers = NEW | TUMOUR
    names = [item.question for item in worth_asking(shipped, answers, assess(shipped, answers))]
    assert not {"stated_stage", "metastatic_sites"} & set(names)


@pytest.mark.parametrize("answers", [NEW, LUMP, NEW | TUMOUR])
def test_where_nothing_opens_another_most_options_in_doubt_come_first(
    shipped: Pack, answers: dict[str, Answer]
) -> None:
    gated = {atom.on for gate in shipped.content.gates.values() for atom in atoms(gate)}
    asked = worth_asking(shipped, answers, assess(shipped, answers))
    free = [item for item in asked if item.question not in gated and item.question not in _reading(shipped)]
    assert free == sorted(free, key=lambda item: (-item.waiting, -item.settles))
    assert all(0 <= item.waiting <= item.settles for item in asked)


def _reading(shipped: Pack) -> set[str]:
    """The questions whose meaning depends on another than the situation."""
    gates = shipped.content.gates.items()
    return {name for name, gate in gates if {atom.on for atom in atoms(gate)} != {"situation"}}


def test_a_single_stage_waits_for_nothing(shipped: Pack) -> None:
    settled, open_stage = assess(shipped, TUMOUR), assess(shipped, NEW)
    assert settled.stage is not None
    assert settled.stage.decides, "what the assessment itself says of it stays"
    assert stage_waits_for(settled) == ()
    assert stage_waits_for(open_stage)
    assert stage_waits_for(assess(shipped, LUMP)) == ()

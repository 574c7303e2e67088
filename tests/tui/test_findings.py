"""Where the findings point: to a stage screen whose card agrees with them, never away from what was typed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sarcoma_tui.domain.assess import assess
from sarcoma_tui.domain.pack import Pack, Stage
from sarcoma_tui.domain.questions import Answer
from sarcoma_tui.packs.load import load_pack
from sarcoma_tui.tui.findings import Pointer, not_staged, pointer

FINDINGS: dict[str, Answer] = {
    "site": "limb", "size_cm": Decimal("7.5"), "grade": "G3", "nodes": "N0", "metastases": "M0",
}  # fmt: skip
NEW: dict[str, Answer] = {"situation": "new-diagnosis"}


def stage(pack: Pack, name: str) -> Stage:
    return next(stage for stage in pack.content.stages if stage.id == name)


def pointed(pack: Pack, name: str, answers: dict[str, Answer]) -> Pointer | None:
    return pointer(pack, stage(pack, name), answers, assess(pack, answers))


def test_a_settled_stage_points_to_its_screen(pack: Pack) -> None:
    found = pointed(pack, "unknown", NEW | FINDINGS)
    assert found is not None
    assert found.says == "IIIA"
    assert [other.id for other in found.stages] == ["II-III"]


def test_findings_against_the_card_point_to_the_other_card(pack: Pack) -> None:
    found = pointed(pack, "I", NEW | {"stated_stage": "I"} | FINDINGS)
    assert found is not None
    assert found.says == "IIIA"
    assert [other.id for other in found.stages] == ["II-III"]


def test_two_bodies_that_differ_are_both_named(pack: Pack) -> None:
    answers = NEW | FINDINGS | {"nodes": "N1"}
    found = pointed(pack, "unknown", answers)
    assert found is not None
    assert found.says == "IV / IIIB"


def test_findings_that_agree_point_nowhere(pack: Pack) -> None:
    assert pointed(pack, "II-III", NEW | {"stated_stage": "II-III"} | FINDINGS) is None


def test_open_findings_point_nowhere(pack: Pack) -> None:
    assert pointed(pack, "unknown", NEW | {"site": "limb"}) is None


def test_a_statement_from_a_letter_is_not_the_cards(pack: Pack) -> None:
    answers = NEW | {"stated_stage": "IV"} | FINDINGS
    assert assess(pack, answers).conflicts
    assert pointed(pack, "unknown", answers) is None


def test_a_card_that_contradicts_an_answer_is_not_pointed_to(pack: Pack) -> None:
    assert pointed(pack, "after-surgery", {"situation": "after-surgery"} | FINDINGS) is None


NOT_STAGED: list[tuple[str, dict[str, Answer]]] = [
    ("not staged", {"site": "trunk-wall", "histology": "desmoid"}),
    ("not staged", {"site": "trunk-wall", "histology": "desmoid", "stated_stage": "IV"}),
    ("no group / not staged", {"site": "head-neck", "histology": "angiosarcoma"}),
]


@pytest.mark.parametrize(("said", "answers"), NOT_STAGED)
@pytest.mark.parametrize("name", ["unknown", "II-III", "after-surgery"])
def test_what_is_not_staged_points_to_no_stage(name: str, said: str, answers: dict[str, Answer]) -> None:
    """Every card would do then, or the one that a letter states: that is no finding."""
    shipped = load_pack()
    case = {**NEW, **stage(shipped, name).answers, **answers}
    assert pointed(shipped, name, case) is None
    assert not_staged(shipped, stage(shipped, name), case, assess(shipped, case)) == said


def test_what_is_staged_or_open_is_not_called_otherwise(pack: Pack) -> None:
    for answers in (NEW | FINDINGS, NEW, NEW | {"stated_stage": "IV"} | FINDINGS):
        assert not_staged(pack, stage(pack, "unknown"), answers, assess(pack, answers)) == ""

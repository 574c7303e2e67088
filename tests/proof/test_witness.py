"""A rule's witness, as `content show` prints it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sarcoma_tui.domain.compile import compile_pack
from sarcoma_tui.domain.insight import basis
from sarcoma_tui.domain.laws import Laws
from sarcoma_tui.proof.diagrams import DiagramReading
from sarcoma_tui.proof.obligations import obligations
from sarcoma_tui.proof.witness import witness, witness_text
from tests.cli.running import BICYCLE, run

from .small import content


@pytest.mark.parametrize("rule", [rule.id for option in content().options for rule in option.rules])
def test_a_rule_holds_always_in_its_witness_and_no_answer_can_be_left_out(rule: str) -> None:
    answers = witness(content(), rule)
    assert answers is not None
    pack, option = compile_pack(content()), rule.split(".")[0]
    assert {line.rule.id: line.holds for line in basis(pack, answers, option).rules}[rule] == "always"
    reading = DiagramReading(content())
    (wanted,) = [item for item in obligations(content(), Laws()) if item.id == f"alive:{rule}"]
    assert reading.always(wanted.case, answers)
    for name in answers:
        fewer = {other: answer for other, answer in answers.items() if other != name}
        assert not reading.always(wanted.case, fewer)


def test_it_stands_under_the_rule(tmp_path: Path) -> None:
    out = run(tmp_path, "content", "show", "rules", "new-wheel.large", "--pack", BICYCLE).good()
    assert 'witness   situation = "ridden", part = "wheel", bend_mm = 5.1' in out
    assert "witness" not in run(tmp_path, "content", "show", "options", "new-wheel", "--pack", BICYCLE).good()


def test_a_rule_without_one(tmp_path: Path) -> None:
    out = run(tmp_path, "content", "show", "rules", "new-wheel.small", "--pack", BICYCLE).good()
    assert "none: it makes no difference in any case" in out
    assert witness_text(content(), "oil.chain") == 'situation = "ridden", part = "chain"'

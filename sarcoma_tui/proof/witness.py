"""One rule's witness: the smallest case in which the rule makes a difference."""

from __future__ import annotations

from sarcoma_tui.domain.laws import Laws
from sarcoma_tui.domain.pack import Content
from sarcoma_tui.domain.questions import Answers
from sarcoma_tui.proof.cases import case_text, shown
from sarcoma_tui.proof.diagrams import DiagramReading
from sarcoma_tui.proof.obligations import obligations


def witness(content: Content, rule_id: str) -> Answers | None:
    """The answers of an irreducible case in which a rule makes its difference; None where there is none."""
    wanted = next(item for item in obligations(content, Laws()) if item.id == f"alive:{rule_id}")
    reading = DiagramReading(content)
    met = reading.decide(wanted)
    return None if met is None else shown(reading, wanted, met).answers


def witness_text(content: Content, rule_id: str) -> str:
    """The same in one line, as a case file would hold it."""
    answers = witness(content, rule_id)
    if answers is None:
        return "none: it makes no difference in any case"
    return ", ".join(case_text(answers).split("[answers]\n")[1].splitlines()) or "every case"

"""What each missing answer would do to an option, in words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from sarcoma_tui.domain.assessment import Verdict
from sarcoma_tui.domain.missing import Group, Missing
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Question
from sarcoma_tui.reports.answers import in_words
from sarcoma_tui.reports.changes import span_text, verdict_text

_NAMED = 4
"""So many answers are named; the largest group with more of them is `any other answer`."""


def outcome_texts(pack: Pack, missing: Missing, now: Verdict) -> Iterator[str]:
    """One text for each verdict: `unfit: avoid`; one alone where no answer by itself changes what is so."""
    question, outcomes = pack.questions[missing.question], missing.outcomes
    if len(outcomes) == 1:
        same = outcomes[0].verdict == now
        yield "changes nothing by itself" if same else f"any answer: {_verdict(outcomes[0])}"
        return
    largest = max(outcomes, key=lambda item: len(item.answers), default=None)
    rest = largest if largest is not None and len(largest.answers) > _NAMED else None
    for item in outcomes:
        if item is not rest:
            yield f"{', '.join(_answers(question, item))}: {_verdict(item)}"
    if rest is not None:
        yield f"any other answer: {_verdict(rest)}"


def _verdict(item: Group) -> str:
    return "still depends" if item.verdict == "depends" else verdict_text(item.verdict)


def _answers(question: Question, item: Group) -> Iterator[str]:
    for answer in item.answers:
        if question.kind == "number":
            yield span_text(question, Decimal(answer[0]), Decimal(answer[1]))  # type: ignore[index]
        else:
            yield in_words(question, answer)  # type: ignore[arg-type]

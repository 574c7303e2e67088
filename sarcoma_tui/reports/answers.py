"""An answer in words for people. The screens show it too, from their first paint: little is imported here."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sarcoma_tui.domain.questions import NONE, UNKNOWN, Answer, Question

NOT_KNOWN = "not known"


def in_words(question: Question, answer: Answer) -> str:
    """An answer: labels, a number with its unit, an ISO date, `not known`."""
    if answer == UNKNOWN:
        return NOT_KNOWN
    if isinstance(answer, Decimal):
        return f"{answer} {question.unit}".strip()
    if isinstance(answer, date):
        return answer.isoformat()
    if isinstance(answer, tuple):
        return ", ".join(_member(question, member) for member in answer)
    value = question.value(answer)
    return value.label if value else answer


def _member(question: Question, member: str) -> str:
    if member == NONE:
        return "none"
    if member == UNKNOWN:
        return "others not known"
    value = question.value(member)
    return value.label if value else member


def as_written(answer: Answer) -> str:
    """An answer to a question that the pack does not know."""
    return ", ".join(answer) if isinstance(answer, tuple) else str(answer)

"""What each answer to a question that is still open would do to one option, by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from sarcoma_tui.domain.assess import verdict_of
from sarcoma_tui.domain.assessment import VERDICTS, Verdict
from sarcoma_tui.domain.changes import stepped, tried
from sarcoma_tui.domain.outcomes import Outcomes
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer, Answers, Question

Span: TypeAlias = tuple[Decimal, Decimal]
"""Numbers from the first to the last of them, both within."""


@dataclass(frozen=True, slots=True)
class Group:
    """The verdict that an option would have, and under which single answers (of a number: spans of it)."""

    verdict: Verdict
    answers: tuple[Answer | Span, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """One open question: what its answers would make of an option, the firmest verdict first."""

    question: str
    outcomes: tuple[Group, ...]


def what_each_would_do(
    pack: Pack, answers: Answers, option_id: str, questions: Iterable[str]
) -> tuple[Missing, ...]:
    """Every single answer to questions without one: the verdict of the option with it.

    Of a question with several answers each one alone and none of them; of a number its whole range.
    """
    tries = Outcomes(pack, answers, (f"option:{option_id}",))
    return tuple(_missing(tries, pack.questions[name]) for name in questions)


def _missing(tries: Outcomes, question: Question) -> Missing:
    (root,) = tries.roots
    tried_and_shown = list(_answers(tries.pack, question, tries.case.answers))
    under = tries.under([(question, answer) for answer, _ in tried_and_shown])
    found: dict[Verdict, list[Answer | Span]] = {}
    for (_, shown), outcome in zip(tried_and_shown, under, strict=True):
        leaves = outcome.leaves.get(root, tries.case.leaves(root))
        same = found.setdefault(verdict_of(leaves), [])
        if question.kind == "number" and same and _meets(question, same[-1], shown):
            same[-1] = (same[-1][0], shown[1])  # type: ignore[assignment, index]
        else:
            same.append(shown)
    ordered = sorted(found, key=VERDICTS.index)
    return Missing(question.id, tuple(Group(verdict, tuple(found[verdict])) for verdict in ordered))


def _answers(pack: Pack, question: Question, answers: Answers) -> Iterator[tuple[Answer, Answer | Span]]:
    """Each answer that is tried, and what it stands for."""
    if question.kind != "number":
        yield from ((answer, answer) for answer in tried(pack, question, answers) if answer is not None)
    elif question.id in pack.variables.levels:
        for low, high in pack.variables.bands(question):
            yield stepped(question, low, up=True), (low, high)


def _meets(question: Question, before: Answer | Span, after: Answer | Span) -> bool:
    """Whether one span of a number ends where the next begins."""
    assert isinstance(before, tuple)
    assert isinstance(after, tuple)
    return Decimal(before[1]) + Decimal(1).scaleb(-question.decimals) == Decimal(after[0])

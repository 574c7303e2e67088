"""How firmly an offer stands: which single revised answer would take it off the panel.

An answer is revised when a second look moves it by one place of its order, or a number by no more than its
step. What has an order, and which step, is content.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sarcoma_tui.domain.assess import verdict_of
from sarcoma_tui.domain.assessment import Verdict
from sarcoma_tui.domain.case import Case, read_case
from sarcoma_tui.domain.changes import stepped
from sarcoma_tui.domain.pack import Pack
from sarcoma_tui.domain.questions import Answer, Answers, Question

OFFERED: tuple[Verdict, ...] = ("standard", "consider")


@dataclass(frozen=True, slots=True)
class Revision:
    """A revised answer under which an option is not offered any more, and its verdict then."""

    question: str
    answer: Answer
    verdict: Verdict


def revisions(pack: Pack, answers: Answers, option_id: str) -> tuple[Revision, ...]:
    """The single revised answers that take an offer off, in form order; none where nothing is offered."""
    root = f"option:{option_id}"
    case = read_case(pack, answers)
    if verdict_of(case.leaves(root)) not in OFFERED:
        return ()
    found = []
    for question, answer in revised(case):
        verdict = verdict_of(read_case(pack, {**answers, question.id: answer}).leaves(root))
        if verdict not in OFFERED:
            found.append(Revision(question.id, answer, verdict))
    return tuple(found)


def revised(case: Case) -> Iterator[tuple[Question, Answer]]:
    """Every single revised answer, in form order; of a number one in each band that is near enough."""
    for question in case.pack.content.questions:
        now = case.answers.get(question.id)
        if now is None or question.id not in case.pack.variables.levels or case.closed(question.id):
            continue
        if now in question.revise:
            place = question.revise.index(str(now))
            near = (*question.revise[max(place - 1, 0) : place], *question.revise[place + 1 : place + 2])
            yield from ((question, name) for name in near)
        elif question.revise_by is not None and isinstance(now, Decimal):
            yield from ((question, point) for point in near_points(case.pack, question, now))


def near_points(pack: Pack, question: Question, now: Decimal) -> Iterator[Decimal]:
    """The nearest point of every other band that a number can be revised to."""
    assert question.revise_by is not None
    for low, high in pack.variables.bands(question):
        if low <= now <= high:
            continue
        point = stepped(question, low, up=True) if low > now else stepped(question, high, up=False)
        if low <= point <= high and abs(point - now) <= question.revise_by:
            yield point
